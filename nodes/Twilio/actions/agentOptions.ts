import type { INodeProperties } from 'n8n-workflow';
import { defineField, defineFields } from './params';

/** For actions that return records. */
export const SIMPLIFY = defineFields({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	hint: 'Returns the fields that people read. In a tool of an AI agent it is on unless you turn it off.',
});

/** For lists of records, regardless of the number of requests. */
export const RESULT_SIZE = defineFields({
	displayName: 'Max Result Size',
	name: 'maxResultSize',
	type: 'number',
	typeOptions: { minValue: 500, numberPrecision: 0 },
	default: 20_000,
	description:
		'How many characters an AI agent may get. What does not fit is left out from the end, and the field `more` says so. Only for tools.',
});

/** The recipients that an action may contact. */
export const ALLOWED_RECIPIENTS = defineField({
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Recipient' },
	default: [],
	placeholder: 'e.g. +1415*',
	description:
		'Phone numbers or other addresses that may be contacted. A "*" at the end stands for any ending. Others are refused. Without entries, anyone may be contacted.',
});

const MAX_CALLS = defineField({
	displayName: 'Max Calls per Execution',
	name: 'maxCallsPerExecution',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description:
		'How many times an AI agent may use this tool in one execution. With 0 there is no limit. Only for tools.',
});

/** For actions that contact a person. Once added, a guard must have a value: an empty expression does not lift it. */
export const GUARDS = defineFields(ALLOWED_RECIPIENTS, MAX_CALLS);

export const isGuard = (field: INodeProperties): boolean => GUARDS.some(({ name }) => name === field.name);
