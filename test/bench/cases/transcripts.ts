import { type Bench, median, ratio, seconds } from '../measure';
import { atLeast, told, type Line } from '../report';

const work = (concurrency: number) => ({ kind: 'transcripts' as const, count: 100, concurrency });

/** 100 transcripts with their text; the server takes 100 ms for each request. */
export async function transcripts(bench: Bench): Promise<Line[]> {
	const runs = await bench.compare(
		{ node: { contender: 'node', work: work(10) }, oneByOne: { contender: 'node', work: work(1) } },
		{ latency: 100 },
		(account) => account.seed('transcript', { count: 100, sentences: 50 }),
	);
	return [
		told('default options', median(runs.node, seconds), ' s'),
		told('one after the other', median(runs.oneByOne, seconds), ' s'),
		atLeast('times faster than one after the other', ratio(runs.oneByOne, runs.node, seconds), 8),
	];
}
