import { type Bench, median, ratio, type Run } from '../measure';
import { atMost, told, type Line } from '../report';

const work = { kind: 'send' as const, count: 5000, concurrency: 10 };

const processor = (run: Run) => run.processor;

const perItem = (runs: Run[]) => (median(runs, processor) / work.count) * 1000;

/** CPU time per message: 5,000 messages to which the server responds at once. */
export async function overhead(bench: Bench): Promise<Line[]> {
	const runs = await bench.compare({
		node: { contender: 'node', work },
		bareLoop: { contender: 'bareLoop', work },
		sdk: { contender: 'sdk', work },
		sdkKeepAlive: { contender: 'sdkKeepAlive', work },
	});
	const nodeTo = (other: keyof typeof runs) => ratio(runs.node, runs[other], processor);
	return [
		told('processor time per item', perItem(runs.node), ' ms'),
		told("bare loop over n8n's helper", perItem(runs.bareLoop), ' ms'),
		told('SDK behind a proxy', perItem(runs.sdk), ' ms'),
		told('SDK without a proxy (keeps its connections)', perItem(runs.sdkKeepAlive), ' ms'),
		atMost('of the bare loop', nodeTo('bareLoop'), 1.25),
		atMost('of the SDK behind a proxy', nodeTo('sdk'), 1.5),
		told('of the SDK without a proxy', nodeTo('sdkKeepAlive')),
	];
}
