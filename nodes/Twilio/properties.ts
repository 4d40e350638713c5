import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { actions } from './actions';
import type { Action } from './actions/action';
import { optionsOf } from './actions/options';

/** The resources in the dropdown, by the names that the actions use. */
const RESOURCES: Record<string, string> = {
	call: 'Call',
	message: 'Message',
	messageMedia: 'Message Media',
	phoneNumber: 'Phone Number',
	recording: 'Recording',
	transcript: 'Transcript',
	verification: 'Verification',
	verificationService: 'Verification Service',
};

/** The operation that is chosen first, where it is not the first of the list. */
const DEFAULT_OPERATION: Record<string, string> = {
	call: 'make',
	message: 'send',
	recording: 'download',
	verification: 'send',
};

/** Sorts by label. Not with `localeCompare`: its tables take 6 ms to load, a fifth of all that the package takes. */
const byText = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

/** What the node says under its name on the canvas: the chosen action in words. */
export const SUBTITLE = `={{ (${JSON.stringify(
	Object.fromEntries(actions.map(({ resource, operation, action }) => [`${resource}/${operation}`, action])),
)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;

/** The node's parameters: the two dropdowns, and each action's fields shown for it alone. */
export function properties(): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(RESOURCES).map(([value, name]) => ({ name, value })),
		default: 'message',
	};
	return [resource, ...Object.keys(RESOURCES).map(operationsOf), ...actions.flatMap(fieldsFor)];
}

function operationsOf(resource: string): INodeProperties {
	const options: INodePropertyOptions[] = actions
		.filter((action) => action.resource === resource)
		.map(({ name, operation, action, description }) => ({ name, value: operation, action, description }))
		.sort((a, b) => byText(a.name, b.name));
	const operation: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: '',
	};
	return { ...operation, default: DEFAULT_OPERATION[resource] ?? options[0]?.value ?? '' };
}

function fieldsFor(action: Action): INodeProperties[] {
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: optionsOf(action).sort((a, b) => byText(a.displayName, b.displayName)),
	};
	return [...action.fields, options].map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [action.resource], operation: [action.operation], ...field.displayOptions?.show },
		},
	}));
}
