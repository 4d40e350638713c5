import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ItemResult } from './itemResult';

/** Result of an item. It applies only to this very item, in case the run now has other items. */
interface Try {
	item: INodeExecutionData | undefined;
	result: ItemResult;
}

/**
 * n8n's *Retry On Fail* runs the node again with all items. The result of each item is kept here, so that a settled
 * item is returned instead of repeated. n8n creates one object per run of a node and passes it to every try. The
 * memory goes away with that object, so a later run, in a loop or another execution, starts fresh.
 */
const memory = new WeakMap<object, Map<number, Try>>();

/** Remembers the tries of this run. Has no effect if *Retry On Fail* is off. */
export class Tries {
	private readonly byIndex?: Map<number, Try>;

	constructor(context: IExecuteFunctions) {
		if (!context.getNode().retryOnFail) return;
		const run = context.getExecuteData();
		this.byIndex = memory.get(run) ?? new Map<number, Try>();
		memory.set(run, this.byIndex);
	}

	/** Returns the item's result in an earlier try, or `undefined` if there is none. */
	earlier(index: number, item: INodeExecutionData | undefined): ItemResult | undefined {
		const found = this.byIndex?.get(index);
		return found && found.item === item ? found.result : undefined;
	}

	keep(index: number, item: INodeExecutionData | undefined, result: ItemResult): void {
		this.byIndex?.set(index, { item, result });
	}
}
