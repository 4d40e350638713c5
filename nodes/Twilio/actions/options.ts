import type { INodeProperties } from 'n8n-workflow';
import { listIn, type Shape } from '../output/fields';
import { GUARDS, RESULT_SIZE, SIMPLIFY } from './agentOptions';
import { ANSWER, LIMIT_WAIT_TIME } from './answerOptions';
import { defineFields, type EntriesOf } from './params';

/** Options of every action. */
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
		description: 'How many requests may be in flight at the same time',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How many times to retry a request that is safe to retry. Waiting out a 429 does not count; 0 turns that off too.',
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

/** Options of lists. */
const LIST = defineFields({
	displayName: 'Split Into Items',
	name: 'splitItems',
	type: 'boolean',
	default: false,
	description: 'Whether to return one item for each record instead of one item with the whole list',
});

/** Options of actions whose final status comes after Twilio's response. */
const finalStatus = (waitForOutcome: string, waitTimeout: string) =>
	defineFields(
		{
			displayName: 'Wait for Outcome',
			name: 'waitForOutcome',
			type: 'boolean',
			default: false,
			description: waitForOutcome,
		},
		{
			displayName: 'Wait Timeout (Seconds)',
			name: 'waitTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: 90,
			description: waitTimeout,
		},
	);

const STATUS_OF_MESSAGE = finalStatus(
	"Whether to wait until the message is delivered, and to return that status. Without a carrier's confirmation it stays sent: the node then waits until Wait Timeout, and returns a success with a hint.",
	'How long to wait at most. For hours, use a Wait node: see the example "Wait for the outcome over hours".',
);

const STATUS_OF_CALL = finalStatus(
	'Whether to wait until the call has ended, and to return that status. A call that was not answered is a failure.',
	'How long to wait at most. Should be longer than Ring Timeout, by default 60 seconds: an unanswered call ends only then.',
);

/** Options of actions that can store files as binary data. */
const files = (downloadFile: string) =>
	defineFields(
		{
			displayName: 'Download File',
			name: 'downloadFile',
			type: 'boolean',
			default: false,
			description: downloadFile,
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryProperty',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	);

const MEDIA_FILES = files(
	'Whether to put the files into binary data as well. Multiple files are numbered: data_0, data_1.',
);

const AUDIO_FILE = files('Whether to put the audio into binary data, as well as to return its URL');

/** Options for the audio of recordings. */
const CHANNELS = defineFields({
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

/** The properties of an action that decide which options it has. */
interface Traits {
	resource: string;
	output: Shape;
	list?: string;
	content?: unknown;
	finalStatus?: unknown;
	ask?: unknown;
	files?: unknown;
}

/** All fields of the collection `options`, and the actions that they apply to. */
const TABLE: Array<{ fields: INodeProperties[]; applyTo: (action: Traits) => boolean }> = [
	{ fields: COMMON, applyTo: () => true },
	{ fields: SIMPLIFY, applyTo: ({ output }) => Object.values(output).some(({ record }) => record !== undefined) },
	{ fields: LIST, applyTo: ({ list }) => list !== undefined },
	{ fields: RESULT_SIZE, applyTo: ({ output }) => listIn(output) !== undefined },
	{ fields: GUARDS, applyTo: ({ content }) => content !== undefined },
	{ fields: STATUS_OF_MESSAGE, applyTo: (action) => action.resource === 'message' && action.finalStatus !== undefined },
	{ fields: STATUS_OF_CALL, applyTo: (action) => action.resource === 'call' && action.finalStatus !== undefined },
	{ fields: [...LIMIT_WAIT_TIME, ...ANSWER], applyTo: ({ ask }) => ask !== undefined },
	{ fields: MEDIA_FILES, applyTo: (action) => action.resource === 'messageMedia' && action.files !== undefined },
	{
		fields: [...AUDIO_FILE, ...CHANNELS],
		applyTo: (action) => action.resource === 'recording' && action.files !== undefined,
	},
];

/** Options that always have a value, which is their default if not set. */
type WithDefault = [
	...typeof COMMON,
	...typeof SIMPLIFY,
	...typeof LIST,
	...typeof RESULT_SIZE,
	...typeof GUARDS,
	...typeof STATUS_OF_MESSAGE,
	...typeof MEDIA_FILES,
	...typeof ANSWER,
];

/** Options that may be unset. */
type WithoutDefault = [...typeof CHANNELS, ...typeof LIMIT_WAIT_TIME];

/** The collection `options`, completed with defaults. Times are in seconds. */
export type NodeOptions = Required<EntriesOf<WithDefault>> & EntriesOf<WithoutDefault>;

// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.fromEntries forgets the names
const DEFAULTS = Object.fromEntries(
	[COMMON, SIMPLIFY, LIST, RESULT_SIZE, GUARDS, STATUS_OF_MESSAGE, MEDIA_FILES, ANSWER]
		.flat<INodeProperties[][]>()
		.map((field) => [field.name, field.default]),
) as Required<EntriesOf<WithDefault>>;

/** Turns off the options that only apply in tools. */
const NO_TOOL = { maxResultSize: Infinity, maxCallsPerExecution: 0 };

/** Returns the fields of an action's collection `options`. */
export const optionsOf = (action: Traits): INodeProperties[] =>
	TABLE.flatMap(({ fields, applyTo }) => (applyTo(action) ? fields : []));

/**
 * Completes checked options with their defaults.
 * @param isTool whether an AI agent uses the node: it gets simplified records unless that is turned off
 */
export const withDefaults = (given: EntriesOf<[...WithDefault, ...WithoutDefault]>, isTool = false): NodeOptions => ({
	...DEFAULTS,
	simplify: isTool,
	...given,
	...(!isTool && NO_TOOL),
});
