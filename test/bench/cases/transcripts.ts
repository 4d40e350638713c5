import { type Bench, median } from '../measure';
import { atLeast, told, type Line } from '../report';

const work = (concurrency: number) => ({ kind: 'transcripts' as const, count: 100, concurrency });

/** 100 transcripts with their text, the server takes 100 ms for each request. */
export async function transcripts(bench: Bench): Promise<Line[]> {
	const runs = await bench.compare(
		{ node: { contender: 'node', work: work(10) }, oneByOne: { contender: 'node', work: work(1) } },
		{ latency: 100 },
		(account) => account.seed('transcript', { count: 100, sentences: 50 }),
	);
	const node = median(runs.node, ({ seconds }) => seconds);
	const oneByOne = median(runs.oneByOne, ({ seconds }) => seconds);
	return [told('default options', node, ' s'), told('one after the other', oneByOne, ' s'), atLeast('times faster than one after the other', oneByOne / node, 8)];
}
