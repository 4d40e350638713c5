import { median, ratio, seconds } from '../measure';
import { atLeast, atMost, told, type Line } from '../report';
import type { ServerBench } from '../server/bench';

const MANY = 10_000;
const FEW = 1_000;

/** Number of messages for the built-in node. It would take 19 minutes for all, so its time is scaled. */
const BUILT_IN = 60;

const RUNS = 3;

/** 10,000 messages with up to 50 at once in n8n's server; Twilio takes 100 ms for each. */
export async function linearInServer(bench: ServerBench): Promise<Line[]> {
	const node = { contender: 'node', options: { maxConcurrency: 50 }, runs: RUNS } as const;
	const { many, few, errorOutput, builtIn } = await bench.compare(
		{
			many: { ...node, count: MANY },
			few: { ...node, count: FEW },
			errorOutput: { ...node, count: MANY, onError: 'continueErrorOutput' },
			builtIn: { contender: 'builtIn', count: BUILT_IN, runs: RUNS },
		},
		{ latency: 100 },
	);
	const firstRequest = ({ firstRequest: after }: { firstRequest: number }) => after;
	return [
		told(`built-in node, ${BUILT_IN} messages`, median(builtIn, seconds), ' s'),
		told('10,000 messages', median(many, seconds), ' s'),
		atLeast(
			'times faster than the built-in node, by its time for 60',
			ratio(builtIn, many, seconds) * (MANY / BUILT_IN),
			34,
		),
		told('10,000 messages, first request after', median(many, firstRequest), ' s'),
		told('10,000 messages with the error output', median(errorOutput, seconds), ' s'),
		atMost('10,000 messages with the error output, first request after', median(errorOutput, firstRequest), 0.3, ' s'),
		atMost('time, 10,000 to 1,000 messages', ratio(many, few, seconds), 11),
	];
}
