import type { INodeProperties } from 'n8n-workflow';
import { listIn, type Shape } from '../output/fields';
import { GUARDS, RESULT_SIZE, SIMPLIFY } from './agentOptions';
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
			'How many times to retry a request that is safe to retry. A request that may have sent something is never retried. Waiting out a 429 does not count; 0 turns that off too.',
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
	default: 90,
	description:
		'How long to wait at most. An unanswered call ends after its ring timeout, 60 seconds by default. For hours, use a Wait node: see the example "Wait for the outcome over hours".',
});

/** For actions whose final status comes after Twilio's response. */
const FINAL_STATUS = defineFields({
	displayName: 'Wait for Outcome',
	name: 'waitForOutcome',
	type: 'boolean',
	default: false,
	description:
		"Whether to wait until the message is delivered or the call has ended, and to return that status. Without a carrier's confirmation a message stays sent: the node then waits until Wait Timeout, and returns a success with a hint.",
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

/** For actions that wait for a person. n8n's own collection of this name: its nodes with Send and Wait have it too. */
const LIMIT_WAIT_TIME = defineFields({
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long to wait. Without a limit, a link or a call waits for as long as it takes, and a reply for 1 hour. A reply waits for at most 24 hours.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: defineFields(
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'When waiting ends',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 1,
					description: 'How many minutes, hours or days to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'Unit of the amount',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'Date and time at which waiting ends',
				},
			),
		},
	],
});

const BY_LINK = { show: { '/answerBy': ['link'], '/responseType': ['approval'] }, hide: { '/channel': ['call'] } };
const BY_REPLY = { show: { '/answerBy': ['reply'], '/responseType': ['approval'] }, hide: { '/channel': ['call'] } };
const BY_CALL = { show: { '/channel': ['call'], '/responseType': ['approval'] } };

/** How a person answers. */
const ANSWER = defineFields(
	{
		displayName: 'Approve Key',
		name: 'approveKey',
		type: 'string',
		displayOptions: BY_CALL,
		default: '4',
		placeholder: 'e.g. 4',
		description: 'Key of the phone that means yes: one of 0 to 9, * and #',
	},
	{
		displayName: 'Approve Label',
		name: 'approveLabel',
		type: 'string',
		displayOptions: BY_LINK,
		default: 'Approve',
		placeholder: 'e.g. Approve',
		description: 'Text of the button that means yes',
	},
	{
		displayName: 'Approve Word',
		name: 'approveWord',
		type: 'string',
		displayOptions: BY_REPLY,
		default: 'YES',
		placeholder: 'e.g. YES',
		description: 'Reply that means yes. Case, blanks and punctuation do not matter.',
	},
	{
		displayName: 'Decline Key',
		name: 'declineKey',
		type: 'string',
		displayOptions: BY_CALL,
		default: '6',
		placeholder: 'e.g. 6',
		description: 'Key of the phone that means no: one of 0 to 9, * and #',
	},
	{
		displayName: 'Decline Label',
		name: 'declineLabel',
		type: 'string',
		displayOptions: BY_LINK,
		default: 'Decline',
		placeholder: 'e.g. Decline',
		description: 'Text of the button that means no',
	},
	{
		displayName: 'Decline Word',
		name: 'declineWord',
		type: 'string',
		displayOptions: BY_REPLY,
		default: 'NO',
		placeholder: 'e.g. NO',
		description: 'Reply that means no. Case, blanks and punctuation do not matter.',
	},
	{
		displayName: 'Repeats',
		name: 'repeats',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 5, numberPrecision: 0 },
		displayOptions: { show: { '/channel': ['call'] } },
		default: 2,
		description: 'How many times the call speaks the question while nobody presses a key',
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
	output: Shape;
	list?: string;
	content?: unknown;
	finalStatus?: unknown;
	ask?: unknown;
	files?: unknown;
}

/** All entries of the collection `options`, and the actions to which they apply. */
const TABLE: Array<{ fields: INodeProperties[]; applyTo: (action: Traits) => boolean }> = [
	{ fields: COMMON, applyTo: () => true },
	{ fields: SIMPLIFY, applyTo: ({ output }) => Object.values(output).some(({ record }) => record !== undefined) },
	{ fields: LIST, applyTo: ({ list }) => list !== undefined },
	{ fields: RESULT_SIZE, applyTo: ({ output }) => listIn(output) !== undefined },
	{ fields: GUARDS, applyTo: ({ content }) => content !== undefined },
	{ fields: FINAL_STATUS, applyTo: ({ finalStatus }) => finalStatus !== undefined },
	{ fields: WAIT_TIMEOUT, applyTo: ({ finalStatus }) => finalStatus !== undefined },
	{ fields: [...LIMIT_WAIT_TIME, ...ANSWER], applyTo: ({ ask }) => ask !== undefined },
	{ fields: FILES, applyTo: (action) => action.files !== undefined },
	{ fields: AUDIO, applyTo: (action) => action.resource === 'recording' && action.files !== undefined },
];

/** Options that always have a value: what is not given has its default. */
type WithDefault = [
	...typeof COMMON,
	...typeof SIMPLIFY,
	...typeof LIST,
	...typeof RESULT_SIZE,
	...typeof GUARDS,
	...typeof FINAL_STATUS,
	...typeof WAIT_TIMEOUT,
	...typeof FILES,
	...typeof ANSWER,
];

/** Options that may be missing. */
type WithoutDefault = [...typeof AUDIO, ...typeof LIMIT_WAIT_TIME];

/** The collection `options`, with the defaults of what is not given. Times are in seconds. */
export type NodeOptions = Required<EntriesOf<WithDefault>> & EntriesOf<WithoutDefault>;

const DEFAULTS = Object.fromEntries(
	[COMMON, SIMPLIFY, LIST, RESULT_SIZE, GUARDS, FINAL_STATUS, WAIT_TIMEOUT, FILES, ANSWER]
		.flat<INodeProperties[][]>()
		.map((field) => [field.name, field.default]),
) as Required<EntriesOf<WithDefault>>;

/** What does not hold outside of a tool. */
const NO_TOOL = { maxResultSize: Infinity, maxCallsPerExecution: 0 };

/** The entries of an action's collection `options`. */
export const optionsOf = (action: Traits): INodeProperties[] =>
	TABLE.flatMap(({ fields, applyTo }) => (applyTo(action) ? fields : []));

/**
 * Checked values of the collection, completed.
 * @param isTool whether an AI agent uses the node: it gets simplified records unless that is turned off
 */
export const withDefaults = (given: EntriesOf<[...WithDefault, ...WithoutDefault]>, isTool = false): NodeOptions => ({
	...DEFAULTS,
	simplify: isTool,
	...given,
	...(!isTool && NO_TOOL),
});
