import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sendMessage } from './requests';
import type { World } from './world';

export const TO = '+15005550101';
export const OTHER = '+15005550102';
/** End of every refusal that a model may get. */
export const AGAIN = 'Trying again does not help.';

/** Returns an expression that lets the model choose. */
const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** Returns parameters that send what the model chooses. */
export const chosen = (options: INodeParameters = {}) =>
	sendMessage({ to: fromModel('to'), body: fromModel('body'), options });

export const call = (body: string, to = TO): IDataObject => ({ to, body });

/** Returns the actions that contact a person, each with the parameters that it requires. */
export const contacts = ({ sids }: World): Array<[string, INodeParameters]> => [
	['message/send', sendMessage()],
	[
		'message/sendAndWait',
		{
			...sendMessage(),
			operation: 'sendAndWait',
			message: 'Fine?',
			answerBy: 'reply',
			responseType: 'freeText',
		},
	],
	['call/make', { resource: 'call', operation: 'make', from: '+15005550006', to: TO, text: 'Hello' }],
	['verification/send', { resource: 'verification', operation: 'send', serviceSid: sids.verifyService, to: TO }],
];
