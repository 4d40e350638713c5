import type { INodeProperties } from 'n8n-workflow';
import { defineFields, type EntriesOf } from './params';

/** How the node behaves, for every action. */
const COMMON = defineFields(
	{
		displayName: 'Include Raw Response',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description: "Whether to add Twilio's own response, as it came, in the field `raw`",
	},
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: 10,
		description: 'How many requests may be in flight at the same time. Messages to one recipient keep their order.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How many times to retry a request that is safe to retry. A request that may have sent something is never retried.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 600 },
		default: 30,
		description: 'How long one request may take in all',
	},
);

/** For lists. */
const LIST = defineFields({
	displayName: 'Split Into Items',
	name: 'splitItems',
	type: 'boolean',
	default: false,
	description: 'Whether to return one item for each record instead of one item with the whole list',
});

const WAIT_TIMEOUT = defineFields({
	displayName: 'Wait Timeout (Seconds)',
	name: 'waitTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description:
		'How long to wait at most. An unanswered call ends after its ring timeout, which is 60 seconds too: wait longer for it. For hours use a Wait node instead: see the example "Wait for the outcome over hours".',
});

/** For actions whose final status comes after Twilio's response. */
const FINAL_STATUS = defineFields({
	displayName: 'Wait for Outcome',
	name: 'waitForOutcome',
	type: 'boolean',
	default: false,
	description: 'Whether to wait until the message is delivered or the call has ended, and to return that state',
});

/** For actions that can put files into binary data. */
const FILES = defineFields(
	{
		displayName: 'Download File',
		name: 'downloadFile',
		type: 'boolean',
		default: false,
		description: 'Whether to put the file into binary data as well. Multiple files are numbered: data_0, data_1.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
);

/** For the audio of recordings. */
const AUDIO = defineFields({
	displayName: 'Channels',
	name: 'channels',
	type: 'options',
	options: [
		{ name: 'Mono', value: 1 },
		{ name: 'Stereo', value: 2, description: 'Each party on its own channel, as Twilio records most calls' },
	],
	default: 1,
	description: 'Number of channels of the downloaded audio',
});

/** What decides which options an action has. */
interface Traits {
	resource: string;
	list?: string;
	finalStatus?: unknown;
	awaitsReply?: boolean;
	files?: unknown;
}

/** All entries of the collection `options`, and the actions to which they apply. */
const TABLE: Array<{ fields: INodeProperties[]; applyTo: (action: Traits) => boolean }> = [
	{ fields: COMMON, applyTo: () => true },
	{ fields: LIST, applyTo: ({ list }) => list !== undefined },
	{ fields: FINAL_STATUS, applyTo: ({ finalStatus }) => finalStatus !== undefined },
	{
		fields: WAIT_TIMEOUT,
		applyTo: ({ finalStatus, awaitsReply }) => finalStatus !== undefined || awaitsReply === true,
	},
	{ fields: FILES, applyTo: (action) => action.files !== undefined },
	{ fields: AUDIO, applyTo: (action) => action.resource === 'recording' && action.files !== undefined },
];

/** Options that always have a value: what is not given has its default. */
type WithDefault = [...typeof COMMON, ...typeof LIST, ...typeof FINAL_STATUS, ...typeof WAIT_TIMEOUT, ...typeof FILES];

/** The collection `options`, with the defaults of what is not given. Times are in seconds. */
export type NodeOptions = Required<EntriesOf<WithDefault>> & EntriesOf<typeof AUDIO>;

const DEFAULTS = Object.fromEntries(
	[...COMMON, ...LIST, ...FINAL_STATUS, ...WAIT_TIMEOUT, ...FILES].map((field) => [field.name, field.default]),
) as Required<EntriesOf<WithDefault>>;

/** The entries of an action's collection `options`. */
export const optionsOf = (action: Traits): INodeProperties[] =>
	TABLE.flatMap(({ fields, applyTo }) => (applyTo(action) ? fields : []));

/** Checked values of the collection, completed. */
export const withDefaults = (given: EntriesOf<[...WithDefault, ...typeof AUDIO]>): NodeOptions => ({
	...DEFAULTS,
	...given,
});
