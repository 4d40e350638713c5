import { type Bench, median, seconds } from '../measure';
import { atMost, told, type Line } from '../report';

const COUNT = 500;
const LATENCY = 100;
const CEILING = 20;

/** 500 messages with up to 50 at once, to an account that refuses more than 20 at once with 429. */
export async function refusals(bench: Bench): Promise<Line[]> {
	const { node } = await bench.compare(
		{ node: { contender: 'node', work: { kind: 'send', count: COUNT, concurrency: 50 } } },
		{ latency: LATENCY, maxInFlight: CEILING },
	);
	const neverRefused = { kind: 'send' as const, count: COUNT, concurrency: CEILING };
	const { bareLoop, readingLoop } = await bench.compare(
		{
			bareLoop: { contender: 'bareLoop', work: neverRefused },
			readingLoop: { contender: 'readingLoop', work: neverRefused },
		},
		{ latency: LATENCY },
	);
	const sentTwiceOrNever = node.reduce(
		(sum, { counters }) => sum + Math.abs((counters.effects['message.created'] ?? 0) - COUNT),
		0,
	);
	const ideal = (COUNT / CEILING) * (LATENCY / 1000);
	return [
		told('time', median(node, seconds), ' s'),
		atMost('of the ideal at 20', median(node, seconds) / ideal, 1.3),
		told('bare loop, 20 at once and never refused, of the ideal at 20', median(bareLoop, seconds) / ideal),
		told('reading loop, 20 at once and never refused, of the ideal at 20', median(readingLoop, seconds) / ideal),
		atMost(
			'refusals, per send',
			median(node, ({ counters }) => counters.refused429 / COUNT),
			0.1,
		),
		atMost('messages sent twice or never', sentTwiceOrNever, 0),
	];
}
