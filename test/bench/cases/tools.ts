import { median, ratio, seconds } from '../measure';
import { told, type Line } from '../report';
import type { ServerBench } from '../server/bench';

const CALLS = 50;
const LATENCY = 100;

/** An AI agent calls the node as its tool 50 times in one turn. n8n runs such calls one at a time. */
export async function tools(bench: ServerBench): Promise<Line[]> {
	const side = { count: CALLS, asTool: true, runs: 3 };
	const { node, builtIn } = await bench.compare(
		{ node: { ...side, contender: 'node' }, builtIn: { ...side, contender: 'builtIn' } },
		{ latency: LATENCY },
	);
	const perCall = ({ call }: { call: number }) => call * 1000 - LATENCY;
	const size = ({ resultSize }: { resultSize: number }) => resultSize;
	return [
		told('50 calls in one turn', median(node, seconds), ' s'),
		told('50 calls in one turn, built-in node', median(builtIn, seconds), ' s'),
		told("of the built-in node's time", ratio(node, builtIn, seconds)),
		told("a call, beside Twilio's 100 ms", median(node, perCall), ' ms'),
		told("a call of the built-in node, beside Twilio's 100 ms", median(builtIn, perCall), ' ms'),
		told('result of a call', median(node, size), ' characters'),
		told('result of a call of the built-in node', median(builtIn, size), ' characters'),
	];
}
