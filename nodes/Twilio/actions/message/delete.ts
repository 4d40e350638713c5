import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/messaging/api/message-resource#delete-a-message-resource */
export const remove = defineAction({
	resource: 'message',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: "Delete a message and its media from Twilio's log for good. A message that was sent is not called back.",
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message to delete. Its delivery must be finished.',
		}),
	],
	output: {},
	request: ({ messageSid }) => ({ product: 'api', method: 'DELETE', path: ['Messages', messageSid] }),
	uncertainAdvice: 'The message may be deleted by now. To delete it again does no harm.',
	idempotent: true,
	toOutput: () => ({}),
});
