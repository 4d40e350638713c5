import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome } from './envelope';

/** What one run of a node has settled so far, by the index of the input item. */
export type Settled = Map<number, { item: INodeExecutionData; outcome: Outcome }>;

/**
 * n8n's *Retry On Fail* runs the node again with all items. What an earlier try of the same run settled is
 * kept here, so that it is given back instead of done again. n8n makes one object for each run of a node and
 * gives it to every try: with it the memory goes, and a later run, in a loop or another execution, starts anew.
 */
const memory = new WeakMap<object, Settled>();

/** The memory of this run's tries, or nothing if the node is not tried again. */
export function earlierTries(context: IExecuteFunctions): Settled | undefined {
	if (!context.getNode().retryOnFail) return undefined;
	const run = context.getExecuteData();
	const settled = memory.get(run) ?? new Map<number, never>();
	memory.set(run, settled);
	return settled;
}

/** What became of the item in an earlier try. It must be the very item, in case the run has others now. */
export function settledBefore(settled: Settled | undefined, index: number, item: INodeExecutionData): Outcome | undefined {
	const entry = settled?.get(index);
	return entry?.item === item ? entry.outcome : undefined;
}
