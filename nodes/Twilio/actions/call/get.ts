import { call } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/call-resource#fetch-a-call-resource */
export const get = defineAction({
	resource: 'call',
	operation: 'get',
	name: 'Get',
	action: 'Get a call',
	description: 'Get one call with its status and duration. Read-only.',
	fields: [
		locator(KIND.call, {
			displayName: 'Call',
			name: 'callSid',
			required: true,
			description: 'Call to get',
		}),
	],
	output: { call: one(call) },
	request: ({ callSid }) => ({ product: 'api', method: 'GET', path: ['Calls', callSid] }),
	toOutput: ([found]) => ({ call: found }),
});
