import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource */
export const remove = defineAction({
	resource: 'call',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a call',
	description: "Delete a finished call from Twilio's log for good. It does not hang up.",
	fields: [
		locator(KIND.call, {
			displayName: 'Call',
			name: 'callSid',
			required: true,
			description: 'Call to delete. It must be finished.',
		}),
	],
	output: {},
	request: ({ callSid }) => ({ product: 'api', method: 'DELETE', path: ['Calls', callSid] }),
	uncertainAdvice: 'The call may be deleted by now. To delete it again does no harm.',
	idempotent: true,
	toOutput: () => ({}),
});
