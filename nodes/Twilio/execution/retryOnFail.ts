import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemResult } from './itemResult';

/** What became of an item. It must be the very item, in case the run has others now. */
interface Try {
	item: INodeExecutionData | undefined;
	result: ItemResult;
}

/**
 * n8n's *Retry On Fail* runs the node again with all items. What became of each item is kept here, so
 * that what is settled is given back instead of done again. n8n makes one object for each run of a node and
 * gives it to every try: with it the memory goes, and a later run, in a loop or another execution, starts anew.
 */
const memory = new WeakMap<object, Map<number, Try>>();

/** The memory of the tries of this run, without effect if the node is not tried again. */
export class Tries {
	private readonly byIndex?: Map<number, Try>;

	constructor(context: IExecuteFunctions) {
		if (!context.getNode().retryOnFail) return;
		const run = context.getExecuteData();
		this.byIndex = memory.get(run) ?? new Map<number, Try>();
		memory.set(run, this.byIndex);
	}

	/** What became of the item in an earlier try. */
	earlier(index: number, item: INodeExecutionData | undefined): ItemResult | undefined {
		const found = this.byIndex?.get(index);
		return found && found.item === item ? found.result : undefined;
	}

	keep(index: number, item: INodeExecutionData | undefined, result: ItemResult): void {
		this.byIndex?.set(index, { item, result });
	}
}
