import { textOf } from '../../records/read';
import type { Action } from '../action';

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const FINAL = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

const TROUBLE: Partial<Record<string, string>> = {
	busy: 'The line was busy.',
	failed: 'The call could not be connected: the number may not exist. Check the call in the Twilio Console.',
	'no-answer': 'Nobody answered the call.',
};

/** Final status of a call. */
export const callStatus: NonNullable<Action['finalStatus']> = {
	listKey: 'calls',
	isFinal: ({ status }) => FINAL.includes(textOf(status)),
	failureReason({ status }) {
		const message = TROUBLE[textOf(status)];
		return message === undefined ? undefined : { code: null, message };
	},
};
