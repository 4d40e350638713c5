import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/call-resource#delete-a-call-resource */
export const remove = defineAction({
	resource: 'call',
	operation: 'delete',
	name: 'Delete',
	action: 'Delete a call from the log (does not hang up)',
	description: 'Permanently delete the record of a finished call. Does not end an active call.',
	builderHint: 'To end an active call use hangUp.',
	fields: [
		locator(KIND.call, {
			displayName: 'Call',
			name: 'callSid',
			required: true,
			description: 'Call to delete. It must have ended.',
		}),
	],
	output: {},
	request: ({ callSid }) => ({ product: 'api', method: 'DELETE', path: ['Calls', callSid] }),
	uncertainAdvice: 'The call may have been deleted. It is safe to delete it again.',
	idempotent: true,
	toOutput: () => ({}),
});
