import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Action } from '../actions/action';

/** Returns an action for a selection that has none. It fails like any other mistake by the workflow's author. */
export function noAction(context: IExecuteFunctions): Action {
	const resource = context.getNodeParameter('resource', 0);
	// n8n hides the operation of an unknown resource.
	const operation = context.getNodeParameter('operation', 0, '');
	return {
		resource,
		operation,
		name: operation,
		action: operation,
		description: '',
		fields: [],
		output: {},
		request() {
			throw new NodeOperationError(
				context.getNode(),
				`There is no operation "${operation}" for the resource "${resource}": choose both from their lists`,
			);
		},
		toOutput: () => ({}),
	};
}
