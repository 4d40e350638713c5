import { call } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource */
export const hangUp = defineAction({
	resource: 'call',
	operation: 'hangUp',
	name: 'Hang Up',
	action: 'Hang up an active call',
	description: 'End a call that is queued, ringing or in progress. Changes data.',
	fields: [
		locator(KIND.call, {
			displayName: 'Call',
			name: 'callSid',
			required: true,
			description: 'Call to end. It must not have ended yet.',
		}),
	],
	output: { call: one(call) },
	// With "canceled", a call that was answered just before would go on.
	request: ({ callSid }) => ({
		product: 'api',
		method: 'POST',
		path: ['Calls', callSid],
		form: { Status: 'completed' },
	}),
	uncertainAdvice: 'The call may have been ended. Get it to see its status, or hang up again, which is safe.',
	idempotent: true,
	toOutput: ([found]) => ({ call: found }),
});
