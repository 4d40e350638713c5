import { defineFields } from './params';

/** For actions that wait for a person. Same collection as in n8n's own nodes with *Send and Wait*. */
export const LIMIT_WAIT_TIME = defineFields({
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

/** Options for the ways in which a person answers. */
export const ANSWER = defineFields(
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
		description: 'Reply that means yes. Case, spaces and punctuation do not matter.',
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
		description: 'Reply that means no. Case, spaces and punctuation do not matter.',
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
