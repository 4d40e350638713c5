import { defineAction } from '../action';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource */
export const remove = defineAction({
	resource: 'recording',
	operation: 'delete',
	name: 'Delete',
	action: 'Permanently delete a recording',
	description: 'Permanently delete the audio of a recording. Twilio keeps its metadata for 40 days.',
	fields: [
		locator(KIND.recording, {
			displayName: 'Recording',
			name: 'recordingSid',
			required: true,
			description: 'Recording to delete',
		}),
	],
	output: {},
	request: ({ recordingSid }) => ({ product: 'api', method: 'DELETE', path: ['Recordings', recordingSid] }),
	uncertainAdvice: 'The recording may have been deleted. It is safe to delete it again.',
	idempotent: true,
	toOutput: () => ({}),
});
