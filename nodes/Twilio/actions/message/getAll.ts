import { optionalAddress } from '../../input/address';
import { message } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';

/** https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
export const getAll = defineAction({
	resource: 'message',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description: 'List sent and received messages, newest first. Read-only.',
	builderHint:
		'One item holds the whole list in messages: turn on options.splitItems for an item per message. Set limit or a date filter: returnAll reads the whole log. To react to incoming messages, use a trigger instead.',
	fields: [
		...PAGING,
		filters([
			...dateFilters('dateSent', 'Date Sent', 'messages sent'),
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				placeholder: 'e.g. +14155550100',
				description: 'Only messages from this sender: a phone number in E.164 format, or an address of a channel',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'string',
				default: '',
				placeholder: 'e.g. +14155550123',
				description: 'Only messages to this recipient: a phone number in E.164 format, or an address of a channel',
			},
		]),
	],
	output: { messages: many(message) },
	list: 'messages',
	request: ({ from, to, ...dates }) => ({
		product: 'api',
		method: 'GET',
		path: ['Messages'],
		query: { To: optionalAddress(to), From: optionalAddress(from), ...twilioFields(dates) },
	}),
	toOutput: (messages) => ({ messages }),
});
