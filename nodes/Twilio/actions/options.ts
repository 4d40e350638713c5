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

/** For lists. */
const LIST = defineFields({
	displayName: 'Split Into Items',
	name: 'splitItems',
	type: 'boolean',
	default: false,
	description: 'Whether to return one item for each record instead of one item with the whole list',
});

/** For actions whose final status comes after Twilio's response. */
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

/** For actions that can put files into binary data. */
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

/** For actions that wait for a person. n8n's own collection of this name: its nodes with Send and Wait have it too. */
const LIMIT_WAIT_TIME = defineFields({
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long to wait. Without a limit, a link waits for as long as it takes, a call for as long as it lasts, and a reply for 1 hour. A reply waits for at most 24 hours.',
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

const AUDIO_FILE = files('Whether to put the audio into binary data, as well as to return its URL');

/** For the audio of recordings. */
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

/** What decides which options an action has. */
interface Traits {
	resource: string;
	list?: string;
	finalStatus?: unknown;
	ask?: unknown;
	files?: unknown;
}

/** All entries of the collection `options`, and the actions to which they apply. */
const TABLE: Array<{ fields: INodeProperties[]; applyTo: (action: Traits) => boolean }> = [
	{ fields: COMMON, applyTo: () => true },
	{ fields: LIST, applyTo: ({ list }) => list !== undefined },
	{ fields: STATUS_OF_MESSAGE, applyTo: (action) => action.resource === 'message' && action.finalStatus !== undefined },
	{ fields: STATUS_OF_CALL, applyTo: (action) => action.resource === 'call' && action.finalStatus !== undefined },
	{ fields: [...LIMIT_WAIT_TIME, ...ANSWER], applyTo: ({ ask }) => ask !== undefined },
	{ fields: MEDIA_FILES, applyTo: (action) => action.resource === 'messageMedia' && action.files !== undefined },
	{
		fields: [...AUDIO_FILE, ...CHANNELS],
		applyTo: (action) => action.resource === 'recording' && action.files !== undefined,
	},
];

/** Options that always have a value: what is not given has its default. */
type WithDefault = [
	...typeof COMMON,
	...typeof LIST,
	...typeof STATUS_OF_MESSAGE,
	...typeof MEDIA_FILES,
	...typeof ANSWER,
];

/** Options that may be missing. */
type WithoutDefault = [...typeof CHANNELS, ...typeof LIMIT_WAIT_TIME];

/** The collection `options`, with the defaults of what is not given. Times are in seconds. */
export type NodeOptions = Required<EntriesOf<WithDefault>> & EntriesOf<WithoutDefault>;

// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.fromEntries forgets the names
const DEFAULTS = Object.fromEntries(
	[...COMMON, ...LIST, ...STATUS_OF_MESSAGE, ...MEDIA_FILES, ...ANSWER].map((field) => [field.name, field.default]),
) as Required<EntriesOf<WithDefault>>;

/** The entries of an action's collection `options`. */
export const optionsOf = (action: Traits): INodeProperties[] =>
	TABLE.flatMap(({ fields, applyTo }) => (applyTo(action) ? fields : []));

/** Checked values of the collection, completed. */
export const withDefaults = (given: EntriesOf<[...WithDefault, ...WithoutDefault]>): NodeOptions => ({
	...DEFAULTS,
	...given,
});
