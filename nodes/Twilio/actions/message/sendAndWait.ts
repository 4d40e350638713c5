import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { defineAction } from '../action';
import {} from '../fields';
import { send } from './send';

/** As `send`; the reply is found among the received messages, so that no webhook of the number is needed. */
export const sendAndWait = defineAction({
	...send,
	operation: 'sendAndWait',
	name: 'Send and Wait for Reply',
	action: 'Send a message and wait for the reply',
	description: 'Send a message to a person and wait for what they answer. Costs money.',
	output: { ...send.output, reply: one(message) },
	finalStatus: undefined,
	awaitsReply: true,
	toOutput: ([found, reply]) => ({ message: found, reply }),
});
