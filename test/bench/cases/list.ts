import { type Bench, median } from '../measure';
import { atMost, told, type Line } from '../report';

const work = { kind: 'list' as const, count: 100_000, concurrency: 10 };

/** 100,000 messages are read, by pages of 1,000. */
export async function list(bench: Bench): Promise<Line[]> {
	const runs = await bench.compare({ node: { contender: 'node', work }, sdk: { contender: 'sdk', work } }, {}, (account) =>
		account.seed('message', { count: work.count }),
	);
	const [node, sdk] = [runs.node, runs.sdk].map((side) => ({
		seconds: median(side, ({ seconds }) => seconds),
		peak: median(side, ({ peak }) => peak),
		growth: median(side, ({ growth }) => growth),
	})) as [Figures, Figures];
	return [
		atMost('requests', median(runs.node, ({ counters }) => counters.requests), 100),
		told('time', node.seconds, ' s'),
		atMost("of the SDK's time", node.seconds / sdk.seconds, 1),
		told('peak memory', node.peak, ' MB'),
		atMost("of the SDK's peak memory", node.peak / sdk.peak, 1),
		told("added memory, of the SDK's", node.growth / sdk.growth),
	];
}

type Figures = Record<'seconds' | 'peak' | 'growth', number>;
