import { type Bench, median, ratio, seconds } from '../measure';
import { fetchRival } from '../rival';
import { atLeast, atMost, told, type Line } from '../report';

const COUNT = 500;
const LATENCY = 100;

/** 500 messages; the server takes 100 ms for each. */
export async function sends(bench: Bench): Promise<Line[]> {
	await fetchRival();
	const work = (concurrency: number) => ({ kind: 'send' as const, count: COUNT, concurrency });
	const runs = await bench.compare(
		{
			tenAtOnce: { contender: 'node', work: work(10) },
			fiftyAtOnce: { contender: 'node', work: work(50) },
			bareTen: { contender: 'bareLoop', work: work(10) },
			bareFifty: { contender: 'bareLoop', work: work(50) },
			readingTen: { contender: 'readingLoop', work: work(10) },
			readingFifty: { contender: 'readingLoop', work: work(50) },
			builtIn: { contender: 'builtIn', work: work(1), runs: 3 },
		},
		{ latency: LATENCY },
	);
	const secondsOf = (side: keyof typeof runs) => median(runs[side], seconds);
	// The built-in node was measured only in the first rounds.
	const timesFaster = (side: keyof typeof runs) => ratio(runs.builtIn, runs[side], seconds);
	const ideal = (COUNT / 10) * (LATENCY / 1000);
	return [
		told('built-in node (3 runs, each takes longer than 30 s)', secondsOf('builtIn'), ' s'),
		told('default options', secondsOf('tenAtOnce'), ' s'),
		atLeast('default options, times faster than the built-in node', timesFaster('tenAtOnce'), 9),
		atMost('default options, of the ideal', secondsOf('tenAtOnce') / ideal, 1.15),
		told('bare loop, 10 at once, of the ideal', secondsOf('bareTen') / ideal),
		told('reading loop, 10 at once, of the ideal', secondsOf('readingTen') / ideal),
		told('maxConcurrency 50', secondsOf('fiftyAtOnce'), ' s'),
		atLeast('maxConcurrency 50, times faster than the built-in node', timesFaster('fiftyAtOnce'), 30),
		told('bare loop, 50 at once, times faster than the built-in node', timesFaster('bareFifty')),
		told('reading loop, 50 at once, times faster than the built-in node', timesFaster('readingFifty')),
	];
}
