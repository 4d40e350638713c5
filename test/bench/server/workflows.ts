import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import type { SavedCredential, WorkflowFile } from '../../n8n/rest';
import { credentialOf } from '../../support/credentials';
import { sendingParameters } from '../../support/sending';
import type { AccountCredentials } from '../../twilio/client';
import { builtInCredential, builtInParameters } from '../contenders/builtInParameters';

/** The node that is measured. */
export const MEASURED = 'Twilio';

/** A Twilio node that n8n's server has. */
interface Contender {
	type: string;
	credentialType: string;
	credential: (account: AccountCredentials) => ICredentialDataDecryptedObject;
	/** Parameters that send the message in each item. */
	parameters: (options?: INode['parameters']) => INode['parameters'];
	/** Of these, those that an agent's model chooses. */
	chosenByModel: Record<string, string>;
}

const fromAI = (name: string, description: string) => `={{ $fromAI('${name}', '${description}', 'string') }}`;
const RECIPIENT = fromAI('to', 'Phone number of the recipient');
const TEXT = fromAI('body', 'Text of the message');

export const contenders = {
	node: {
		type: 'n8n-nodes-twilio.twilio',
		credentialType: 'twilioAccountApi',
		credential: credentialOf,
		parameters: sendingParameters,
		chosenByModel: { to: RECIPIENT, body: TEXT },
	},
	builtIn: {
		type: 'n8n-nodes-base.twilio',
		credentialType: 'twilioApi',
		credential: builtInCredential,
		parameters: () => builtInParameters,
		chosenByModel: { to: RECIPIENT, message: TEXT },
	},
} satisfies Record<string, Contender>;

export type ContenderName = keyof typeof contenders;

const node = (name: string, type: string, typeVersion: number, more: Partial<INode>): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...more,
});

/** Starts with a POST to `/webhook/<path>`, which n8n answers at the end of the execution. */
const webhook = (path: string) =>
	node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'noData', options: {} },
	});

const twilio = (
	type: string,
	parameters: INode['parameters'],
	credential: SavedCredential,
	more: Partial<INode> = {},
) => node(MEASURED, type, 1, { parameters, credentials: { [credential.type]: credential }, ...more });

/** Sends each of the `messages` that are posted. */
export function sendingWorkflow(
	path: string,
	contender: ContenderName,
	credential: SavedCredential,
	options: INode['parameters'],
	onError?: INode['onError'],
): WorkflowFile {
	const { type, parameters } = contenders[contender];
	const split = node('Split Out', 'n8n-nodes-base.splitOut', 1, {
		parameters: { fieldToSplitOut: 'body.messages', options: {} },
	});
	return {
		name: path,
		nodes: [webhook(path), split, twilio(type, parameters(options), credential, onError && { onError })],
		connections: {
			Webhook: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] },
			'Split Out': { main: [[{ node: MEASURED, type: 'main', index: 0 }]] },
		},
	};
}

/** An AI agent that has the node as its tool. */
export function agentWorkflow(
	path: string,
	contender: ContenderName,
	credential: SavedCredential,
	model: SavedCredential,
): WorkflowFile {
	const { type, parameters, chosenByModel } = contenders[contender];
	const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
		parameters: { promptType: 'define', text: 'Send the messages', options: {} },
	});
	const chat = node('OpenAI Chat Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
		parameters: { model: { __rl: true, mode: 'id', value: 'local' }, responsesApiEnabled: false, options: {} },
		credentials: { openAiApi: model },
	});
	const tool = twilio(`${type}Tool`, { ...parameters(), ...chosenByModel }, credential);
	return {
		name: path,
		nodes: [webhook(path), agent, chat, tool],
		connections: {
			Webhook: { main: [[{ node: agent.name, type: 'main', index: 0 }]] },
			[chat.name]: { ai_languageModel: [[{ node: agent.name, type: 'ai_languageModel', index: 0 }]] },
			[MEASURED]: { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] },
		},
	};
}
