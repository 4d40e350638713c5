import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType } from 'n8n-workflow';

const source = (name: string, items: (context: IExecuteFunctions) => INodeExecutionData[]): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['trigger'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: name === 'items' ? [{ displayName: 'Items', name: 'items', type: 'json', default: [] }] : [],
	},
	execute(this: IExecuteFunctions) {
		return Promise.resolve([items(this)]);
	},
});

/** The nodes that test workflows start with, and the notes next to them. */
export const triggers: Record<string, INodeType> = {
	/** Returns the items in its parameter. */
	'test.items': source('items', (context) => context.getNodeParameter('items', 0) as unknown as INodeExecutionData[]),
	/** n8n's Manual Trigger: one empty item. */
	'n8n-nodes-base.manualTrigger': source('manualTrigger', () => [{ json: {} }]),
	/** A note on the canvas; it is never run. */
	'n8n-nodes-base.stickyNote': source('stickyNote', () => []),
};
