import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/messaging/features/message-scheduling#cancel-a-scheduled-message */
export const cancel = defineAction({
	resource: 'message',
	operation: 'cancel',
	name: 'Cancel',
	action: 'Cancel a scheduled message',
	description: 'Cancel a scheduled message that has not been sent yet. Changes data.',
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message to cancel. Its status must be scheduled.',
		}),
	],
	output: { message: one(message) },
	request: ({ messageSid }) => ({
		product: 'api',
		method: 'POST',
		path: ['Messages', messageSid],
		form: { Status: 'canceled' },
	}),
	uncertainAdvice: 'The message may have been canceled. Get it to see its status, or cancel it again, which is safe.',
	idempotent: true,
	toOutput: ([found]) => ({ message: found }),
});
