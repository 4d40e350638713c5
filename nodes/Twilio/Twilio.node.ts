import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import * as listSearch from './methods/listSearch';
import * as loadOptions from './methods/loadOptions';
import * as resourceMapping from './methods/resourceMapping';
import { extraTypeDefContent, properties, SUBTITLE } from './properties';

export class Twilio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio',
		name: 'twilio',
		icon: { light: 'file:../../icons/twilio.svg', dark: 'file:../../icons/twilio.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Send messages, make calls, verify users and look up numbers with Twilio',
		defaults: { name: 'Twilio' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'One-time codes: use resource verification, not message. This node has no trigger: to start on an incoming message or call use n8n-nodes-base.twilioTrigger. A failed item does not throw, it is { success: false, error }: branch on success, or set onError to continueErrorOutput.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-base.twilioTrigger',
					relationHint: 'Starts on an incoming message or call. Its credential is twilioApi, not twilioAccountApi',
				},
			],
			extraTypeDefContent,
		},
		// Same as in n8n's own nodes with *Send and Wait*. They also make the node available for *Human review*.
		webhooks: (['GET', 'POST'] as const).map((httpMethod) => ({
			name: 'default',
			httpMethod,
			responseMode: 'onReceived',
			responseData: '',
			path: '={{ $nodeId }}',
			restartWebhook: true,
			isFullPath: true,
		})),
		waitingNodeTooltip: 'Waiting for a response',
		credentials: [{ name: 'twilioAccountApi', required: true }],
		properties,
	};

	methods = { listSearch, loadOptions, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded by the first run, because n8n loads the nodes of all packages when it starts.
		const { run } = await import('./execution/run');
		return [await run(this)];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { respond } = await import('./execution/webhook');
		return await respond(this);
	}
}
