import { type Bench, median, ratio, seconds } from '../measure';
import { atMost, told, type Line } from '../report';

const work = { kind: 'list' as const, count: 100_000, concurrency: 10 };

/** Reads 100,000 messages in pages of 1,000. */
export async function list(bench: Bench): Promise<Line[]> {
	const { node, sdk } = await bench.compare(
		{ node: { contender: 'node', work }, sdk: { contender: 'sdk', work } },
		{},
		(account) => account.seed('message', { count: work.count }),
	);
	return [
		atMost(
			'requests',
			median(node, ({ counters }) => counters.requests),
			100,
		),
		told('time', median(node, seconds), ' s'),
		atMost("of the SDK's time", ratio(node, sdk, seconds), 1),
		told(
			'peak memory',
			median(node, ({ peak }) => peak),
			' MB',
		),
		atMost(
			"of the SDK's peak memory",
			ratio(node, sdk, ({ peak }) => peak),
			1,
		),
		told(
			"added memory, of the SDK's",
			ratio(node, sdk, ({ growth }) => growth),
		),
	];
}
