import type { INodeProperties } from 'n8n-workflow';
import { defineField, defineFields } from './params';

/** `returnAll` and `limit` of a list. */
export const PAGING = defineFields(
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
);

/** Returns the collection of a list's filters. */
export const filters = <const Entries extends INodeProperties[]>(options: Entries) => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection' as const,
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** Returns the collection of optional request fields. */
export const additionalFields = <const Entries extends INodeProperties[]>(options: Entries) => ({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection' as const,
	placeholder: 'Add Field',
	default: {},
	options,
});

/**
 * Returns three filters for a date: on, before and after. Before and after accept a time as well as a day. Whether
 * the day itself counts as before differs among Twilio's lists.
 */
export const dateFilters = <const Name extends string>(
	name: Name,
	displayName: string,
	what: string,
	before = 'on or before',
) =>
	defineFields(
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
			typeOptions: { allowDateOnly: true },
			default: '',
			description: `Only ${what} on or after this date`,
		},
		{
			displayName: `${displayName} Before`,
			name: `${name}Before`,
			type: 'dateTime',
			typeOptions: { allowDateOnly: true },
			default: '',
			description: `Only ${what} ${before} this date`,
		},
	);

/** Field for Twilio's fraud check before sending. */
export const riskCheck = (description: string) =>
	defineField({
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

/** Recipient of a message, call or code. */
export const recipient = (description: string) =>
	defineField({
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +14155550123',
		description,
	});
