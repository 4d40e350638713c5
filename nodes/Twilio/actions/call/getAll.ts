import { optionalAddress } from '../../input/address';
import { call } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources */
export const getAll = defineAction({
	resource: 'call',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many calls',
	description: 'List outgoing and incoming calls, newest first. Read-only.',
	builderHint:
		'One item holds the whole list in calls: turn on options.splitItems for an item per call. Set limit or a date filter: returnAll reads the whole log.',
	fields: [
		...PAGING,
		filters([
			...dateFilters('endTime', 'End Time', 'calls that ended', 'before'),
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				placeholder: 'e.g. +14155550100',
				description: 'Only calls from this phone number (E.164), SIP address or client',
			},
			locator(KIND.call, {
				displayName: 'Parent Call',
				name: 'parentCallSid',
				description: 'Only child calls of this call',
			}),
			...dateFilters('startTime', 'Start Time', 'calls that started', 'before'),
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{ name: 'Busy', value: 'busy' },
					{ name: 'Canceled', value: 'canceled' },
					{ name: 'Completed', value: 'completed' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'In Progress', value: 'in-progress' },
					{ name: 'No Answer', value: 'no-answer' },
					{ name: 'Queued', value: 'queued' },
					{ name: 'Ringing', value: 'ringing' },
				],
				default: 'completed',
				description: 'Only calls with this status',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'string',
				default: '',
				placeholder: 'e.g. +14155550123',
				description: 'Only calls to this phone number (E.164), SIP address or client',
			},
		]),
	],
	output: { calls: many(call) },
	list: 'calls',
	request: ({ from, to, ...fields }) => ({
		product: 'api',
		method: 'GET',
		path: ['Calls'],
		query: { To: optionalAddress(to), From: optionalAddress(from), ...twilioFields(fields) },
	}),
	toOutput: (calls) => ({ calls }),
});
