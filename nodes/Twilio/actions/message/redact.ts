import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/messaging/api/message-resource#update-a-message-resource */
export const redact = defineAction({
	resource: 'message',
	operation: 'redact',
	name: 'Redact',
	action: 'Redact a message (permanently deletes its text)',
	description: "Permanently delete the text of a message from Twilio's log. Its record stays. Changes data.",
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message to redact. Its delivery must have finished.',
		}),
	],
	output: { message: one(message) },
	request: ({ messageSid }) => ({ product: 'api', method: 'POST', path: ['Messages', messageSid], form: { Body: '' } }),
	uncertainAdvice: 'The text may have been deleted. Get the message to see it, or redact it again, which is safe.',
	idempotent: true,
	toOutput: ([found]) => ({ message: found }),
});
