import { median, ratio, seconds } from '../measure';
import { atLeast, told, type Line } from '../report';
import type { ServerBench } from '../server/bench';

const COUNT = 500;

/** 500 messages in n8n's server; Twilio takes 100 ms for each. */
export async function sendsInServer(bench: ServerBench): Promise<Line[]> {
	const runs = await bench.compare(
		{
			defaults: { contender: 'node', count: COUNT },
			fiftyAtOnce: { contender: 'node', count: COUNT, options: { maxConcurrency: 50 } },
			builtIn: { contender: 'builtIn', count: COUNT, runs: 3 },
			httpRequest: { contender: 'httpRequest', count: COUNT },
		},
		{ latency: 100 },
	);
	return [
		told('built-in node (3 runs, each takes longer than 30 s)', median(runs.builtIn, seconds), ' s'),
		told('default options', median(runs.defaults, seconds), ' s'),
		atLeast('default options, times faster than the built-in node', ratio(runs.builtIn, runs.defaults, seconds), 9.3),
		told('maxConcurrency 50', median(runs.fiftyAtOnce, seconds), ' s'),
		atLeast(
			'maxConcurrency 50, times faster than the built-in node',
			ratio(runs.builtIn, runs.fiftyAtOnce, seconds),
			30,
		),
		told(
			'n8n’s HTTP Request node, all at once, times faster than the built-in node',
			ratio(runs.builtIn, runs.httpRequest, seconds),
		),
		told(
			'maxConcurrency 50, first request after',
			median(runs.fiftyAtOnce, ({ firstRequest }) => firstRequest),
			' s',
		),
	];
}
