import { NodeOperationError, type INode } from 'n8n-workflow';
import type { Action } from '../actions/action';

/** Returns an action for a selection that has none. It fails like any other mistake by the workflow's author. */
export const noAction = (resource: string, operation: string, node: INode): Action => ({
	resource,
	operation,
	name: operation,
	action: operation,
	description: '',
	fields: [],
	output: {},
	request() {
		throw new NodeOperationError(
			node,
			`There is no operation "${operation}" for the resource "${resource}": choose both from their lists`,
		);
	},
	toOutput: () => ({}),
});
