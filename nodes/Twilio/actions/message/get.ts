import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/messaging/api/message-resource#fetch-a-message-resource */
export const get = defineAction({
	resource: 'message',
	operation: 'get',
	name: 'Get',
	action: 'Get a message',
	description: 'Get one message with its status. Read-only.',
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message to get',
		}),
	],
	output: { message: one(message) },
	request: ({ messageSid }) => ({ product: 'api', method: 'GET', path: ['Messages', messageSid] }),
	toOutput: ([found]) => ({ message: found }),
});
