import type { INodeProperties } from 'n8n-workflow';

/** `returnAll` and `limit`, as every list has them. */
export const PAGING: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** The collection of a list's filters. */
export const filters = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** The collection of what Twilio takes but does not demand. */
export const additionalFields = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options,
});

/** Three filters by one date: on that day, before it, after it. Whether that day counts as before differs among Twilio's lists. */
export const dateFilters = (
	name: string,
	displayName: string,
	what: string,
	before = 'on or before',
): INodeProperties[] => [
	{
		displayName,
		name,
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: `Only ${what} on this day, in UTC`,
	},
	{
		displayName: `${displayName} After`,
		name: `${name}After`,
		type: 'dateTime',
		default: '',
		description: `Only ${what} on or after this date`,
	},
	{
		displayName: `${displayName} Before`,
		name: `${name}Before`,
		type: 'dateTime',
		default: '',
		description: `Only ${what} ${before} this date`,
	},
];

/** Whether Twilio looks for fraud before it sends. */
export const riskCheck = (description: string): INodeProperties => ({
	displayName: 'Risk Check',
	name: 'riskCheck',
	type: 'options',
	options: [
		{ name: 'Disable', value: 'disable' },
		{ name: 'Enable', value: 'enable' },
	],
	default: 'enable',
	description,
});

/** How the node behaves, for every action. What only some actions have is put between. */
export const COMMON_OPTIONS: INodeProperties[] = [
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
		description: 'How many requests may be under way at the same time. Messages to one recipient keep their order.',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How often a request that is safe to repeat is repeated. A request that may have sent something is never repeated.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 600 },
		default: 30,
		description: 'How long one request may take in all',
	},
];

/** For actions that can put files into binary data. */
export const DOWNLOAD_FILE: INodeProperties[] = [
	{
		displayName: 'Download File',
		name: 'downloadFile',
		type: 'boolean',
		default: false,
		description: 'Whether to put the file into binary data as well. Several files get a number each, such as data_0.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	},
];

export const WAIT_TIMEOUT: INodeProperties = {
	displayName: 'Wait Timeout (Seconds)',
	name: 'waitTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description:
		'How long to wait at most. An unanswered call ends after its ring timeout, which is 60 seconds too: wait longer for it. For hours use a Wait node instead: see the example "Wait for the outcome over hours".',
};

/** For actions whose outcome comes after Twilio's answer. */
export const WAIT_FOR_OUTCOME: INodeProperties[] = [
	{
		displayName: 'Wait for Outcome',
		name: 'waitForOutcome',
		type: 'boolean',
		default: false,
		description: 'Whether to wait until the message is delivered or the call has ended, and to return that state',
	},
	WAIT_TIMEOUT,
];

export const SPLIT_ITEMS: INodeProperties = {
	displayName: 'Split Into Items',
	name: 'splitItems',
	type: 'boolean',
	default: false,
	description: 'Whether to return one item for each record instead of one item with the whole list',
};
