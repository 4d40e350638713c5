import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { actions } from './actions';
import type { Action } from './actions/action';
import { optionsOf } from './actions/options';
import { viewForBuilder } from './builderView';

/** The resources in the dropdown. n8n's workflow builder reads the description with each of the operations. */
const RESOURCES: Record<string, { name: string; description: string }> = {
	call: { name: 'Call', description: 'Outgoing and incoming phone calls' },
	message: { name: 'Message', description: 'SMS, MMS, WhatsApp, RCS and Messenger messages' },
	messageMedia: { name: 'Message Media', description: 'Images and other media of messages' },
	phoneNumber: { name: 'Phone Number', description: "The account's phone numbers, and lookups of any number" },
	recording: { name: 'Recording', description: 'Recordings of calls and conferences' },
	transcript: { name: 'Transcript', description: 'Transcripts of Conversation Intelligence (classic)' },
	verification: { name: 'Verification', description: 'One-time codes of Verify, to send and check' },
	verificationService: { name: 'Verification Service', description: 'Services of Verify, which send one-time codes' },
};

/** Default operation of a resource, if it is not the first in the list. */
const DEFAULT_OPERATION: Record<string, string> = {
	call: 'make',
	message: 'send',
	recording: 'download',
	verification: 'send',
};

/** Sorts by label. Not with `localeCompare`, whose tables take 6 ms to load, a fifth of the package's load time. */
const byText = (a: string, b: string) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

/** Line below the node's name on the canvas. Differs from the action's text, which n8n names a new node after. */
export const SUBTITLE = `={{ (${JSON.stringify(
	Object.fromEntries(
		actions.map(({ resource, operation, name }) => [
			`${resource}/${operation}`,
			`${RESOURCES[resource]?.name ?? resource} > ${name}`,
		]),
	),
)})[$parameter["resource"] + "/" + $parameter["operation"]] }}`;

const RESOURCE: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: Object.entries(RESOURCES).map(([value, texts]) => ({ value, ...texts })),
	default: 'message',
};

/** The node's parameters: the two dropdowns, and each action's fields, shown only for that action. */
export const { properties, extraTypeDefContent } = viewForBuilder([
	RESOURCE,
	...Object.keys(RESOURCES).map(operationsOf),
	...actions.flatMap(fieldsFor),
]);

function operationsOf(resource: string): INodeProperties {
	const options: INodePropertyOptions[] = actions
		.filter((action) => action.resource === resource)
		.map(({ name, operation, action, description, builderHint }) => ({
			name,
			value: operation,
			action,
			description,
			// n8n's loader rejects a hint on the operation property itself.
			...(builderHint && { builderHint: { propertyHint: builderHint } }),
		}))
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
