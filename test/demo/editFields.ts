import {
	NodeConnectionTypes,
	type AssignmentCollectionValue,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/**
 * Stands in for n8n's Edit Fields, which the engine of the tests lacks, in the only place where the examples need it:
 * a person types in the code that arrived.
 */
export const editFields = (typeIn: () => Promise<string>): INodeType => ({
	description: {
		displayName: 'Edit Fields',
		name: 'set',
		group: ['input'],
		version: 3.4,
		description: 'Adds fields',
		defaults: { name: 'Edit Fields' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { assignments } = this.getNodeParameter('assignments', 0) as AssignmentCollectionValue;
		const typed = await typeIn();
		const fields = Object.fromEntries(assignments.map(({ name, value }) => [name, name === 'code' ? typed : value]));
		return [this.getInputData().map(({ json }, item) => ({ json: { ...json, ...fields }, pairedItem: { item } }))];
	},
});
