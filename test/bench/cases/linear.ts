import { type Bench, median } from '../measure';
import { atMost, told, type Line } from '../report';

const work = (count: number) => ({ kind: 'send' as const, count, concurrency: 10 });

/** 10,000 items and 100,000 items; the server responds at once. */
export async function linear(bench: Bench): Promise<Line[]> {
	const runs = await bench.compare({
		ten: { contender: 'node', work: work(10_000), runs: 3 },
		hundred: { contender: 'node', work: work(100_000), runs: 1 },
	});
	const ratio = (figure: 'seconds' | 'processor' | 'peak' | 'growth') =>
		median(runs.hundred, (run) => run[figure]) / median(runs.ten, (run) => run[figure]);
	return [
		told(
			'10,000 items (3 runs)',
			median(runs.ten, ({ seconds }) => seconds),
			' s',
		),
		told(
			'100,000 items (1 run of several minutes)',
			median(runs.hundred, ({ seconds }) => seconds),
			' s',
		),
		atMost('time, 100,000 to 10,000 items', ratio('seconds'), 11),
		told('processor time, 100,000 to 10,000 items', ratio('processor')),
		atMost('peak memory, 100,000 to 10,000 items', ratio('peak'), 11),
		atMost('added memory, 100,000 to 10,000 items', ratio('growth'), 11),
	];
}
