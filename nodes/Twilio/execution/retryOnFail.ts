import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemResult } from './itemResult';

/** What became of the items of one run of a node so far, by their index. */
export type Tries = Map<number, { item: INodeExecutionData; outcome: ItemResult }>;

/**
 * n8n's *Retry On Fail* runs the node again with all items. What became of each item is kept here, so
 * that what is settled is given back instead of done again. n8n makes one object for each run of a node and
 * gives it to every try: with it the memory goes, and a later run, in a loop or another execution, starts anew.
 */
const memory = new WeakMap<object, Tries>();

/** The memory of this run's tries, or nothing if the node is not tried again. */
export function earlierTries(context: IExecuteFunctions): Tries | undefined {
	if (!context.getNode().retryOnFail) return undefined;
	const run = context.getExecuteData();
	const tries = memory.get(run) ?? new Map<number, never>();
	memory.set(run, tries);
	return tries;
}

/** What became of the item in an earlier try. It must be the very item, in case the run has others now. */
export function earlierOutcome(
	tries: Tries | undefined,
	index: number,
	item: INodeExecutionData,
): ItemResult | undefined {
	const entry = tries?.get(index);
	return entry?.item === item ? entry.outcome : undefined;
}
