import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import type { SavedCredential, WorkflowFile } from '../../n8n/rest';
import { credentialOf } from '../../support/credentials';
import { FROM, sendingParameters } from '../../support/sending';
import type { AccountCredentials } from '../../twilio/client';
import { builtInCredential, builtInParameters } from '../contenders/builtInParameters';

/** Name of the measured node. */
export const MEASURED = 'Twilio';

/** A node in n8n's server that sends messages. */
interface Contender {
	type: string;
	typeVersion: number;
	credentialType: string;
	credential: (account: AccountCredentials) => ICredentialDataDecryptedObject;
	/** Returns parameters that send the message in each item. */
	parameters: (options: INode['parameters'], accountSid: string) => INode['parameters'];
	/** Those parameters that an agent's model chooses. */
	chosenByModel: Record<string, string>;
}

const fromAI = (name: string, description: string) => `={{ $fromAI('${name}', '${description}', 'string') }}`;
const RECIPIENT = fromAI('to', 'Phone number of the recipient');
const TEXT = fromAI('body', 'Text of the message');

export const contenders = {
	node: {
		type: 'n8n-nodes-twilio.twilio',
		typeVersion: 1,
		credentialType: 'twilioAccountApi',
		credential: credentialOf,
		parameters: sendingParameters,
		chosenByModel: { to: RECIPIENT, body: TEXT },
	},
	builtIn: {
		type: 'n8n-nodes-base.twilio',
		typeVersion: 1,
		credentialType: 'twilioApi',
		credential: builtInCredential,
		parameters: () => builtInParameters,
		chosenByModel: { to: RECIPIENT, message: TEXT },
	},
	// Sends all at once, with the credential of this package.
	httpRequest: {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.3,
		credentialType: 'twilioAccountApi',
		credential: credentialOf,
		parameters: (_options, accountSid) => ({
			method: 'POST',
			url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'twilioAccountApi',
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: {
				parameters: [
					{ name: 'From', value: FROM },
					{ name: 'To', value: '={{ $json.to }}' },
					{ name: 'Body', value: '={{ $json.body }}' },
				],
			},
			options: {},
		}),
		chosenByModel: {},
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

/** Starts the workflow with a POST to `/webhook/<path>`, to which n8n responds at the end of the execution. */
const webhook = (path: string) =>
	node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'noData', options: {} },
	});

/** Creates the measured node. Its credential is named after the Account SID. */
const measured = (
	{ type, typeVersion, parameters }: Contender,
	credential: SavedCredential,
	options: INode['parameters'],
	more: Partial<INode> = {},
) =>
	node(MEASURED, type, typeVersion, {
		parameters: parameters(options, credential.name),
		credentials: { [credential.type]: credential },
		...more,
	});

/** As in workflows made with the editor. In n8n's older order an agent continues before its tools have run. */
const settings = { executionOrder: 'v1' as const };

/** Sends each of the posted `messages`. */
export function sendingWorkflow(
	path: string,
	contender: ContenderName,
	credential: SavedCredential,
	options: INode['parameters'],
	onError?: INode['onError'],
): WorkflowFile {
	const split = node('Split Out', 'n8n-nodes-base.splitOut', 1, {
		parameters: { fieldToSplitOut: 'body.messages', options: {} },
	});
	return {
		name: path,
		settings,
		nodes: [webhook(path), split, measured(contenders[contender], credential, options, onError && { onError })],
		connections: {
			Webhook: { main: [[{ node: 'Split Out', type: 'main', index: 0 }]] },
			'Split Out': { main: [[{ node: MEASURED, type: 'main', index: 0 }]] },
		},
	};
}

/** An AI agent with the node as its tool. */
export function agentWorkflow(
	path: string,
	contender: ContenderName,
	credential: SavedCredential,
	model: SavedCredential,
): WorkflowFile {
	const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
		parameters: { promptType: 'define', text: 'Send the messages', options: {} },
	});
	const chat = node('OpenAI Chat Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
		parameters: { model: { __rl: true, mode: 'id', value: 'local' }, responsesApiEnabled: false, options: {} },
		credentials: { openAiApi: model },
	});
	const tool = measured(contenders[contender], credential, {});
	tool.type += 'Tool';
	tool.parameters = { ...tool.parameters, ...contenders[contender].chosenByModel };
	return {
		name: path,
		settings,
		nodes: [webhook(path), agent, chat, tool],
		connections: {
			Webhook: { main: [[{ node: agent.name, type: 'main', index: 0 }]] },
			[chat.name]: { ai_languageModel: [[{ node: agent.name, type: 'ai_languageModel', index: 0 }]] },
			[MEASURED]: { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] },
		},
	};
}
