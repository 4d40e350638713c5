import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/messaging/api/message-resource#delete-a-message-resource */
export const remove = defineAction({
	resource: 'message',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a message from the log (does not unsend it)',
	description: 'Permanently delete the record and media of a message. Does not unsend it.',
	builderHint: 'Deletes from the log alone. To stop a scheduled message use cancel.',
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message to delete. Its delivery must have finished.',
		}),
	],
	output: {},
	request: ({ messageSid }) => ({ product: 'api', method: 'DELETE', path: ['Messages', messageSid] }),
	uncertainAdvice: 'The message may have been deleted. It is safe to delete it again.',
	idempotent: true,
	toOutput: () => ({}),
});
