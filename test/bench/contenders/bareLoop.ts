import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeType,
} from 'n8n-workflow';
import { credentialOf } from '../../support/credentials';
import { FROM, type Message } from '../../support/sending';
import type { Worker } from '../types';
import { atOnce } from './atOnce';
import { runOther } from './workflow';

const CREDENTIAL = 'twilioAccountApi';

/**
 * The least that a node can do: one call of n8n's helper per item, with the response as output. The message is taken
 * from the item, or n8n evaluates it from expressions before the first message is sent.
 */
const bareNode: INodeType = {
	description: {
		displayName: 'Bare loop',
		name: 'bareLoop',
		group: ['output'],
		version: 1,
		description: 'Sends messages',
		defaults: { name: 'Bare loop' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 10 },
			{ displayName: 'Message', name: 'message', type: 'json', default: '' },
		],
	},
	async execute(this: IExecuteFunctions) {
		const messages = this.getInputData().map(
			({ json }, index) =>
				(this.getNode().parameters.message ? this.getNodeParameter('message', index) : json) as Message,
		);
		const { accountSid } = await this.getCredentials<{ accountSid: string }>(CREDENTIAL);
		const url = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`;
		const found: IDataObject[] = [];
		await atOnce(
			[...messages.entries()],
			this.getNodeParameter('concurrency', 0) as number,
			async ([index, { to, body: Body }]) => {
				const body = new URLSearchParams({ From: FROM, To: to, Body });
				found[index] = (await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, {
					method: 'POST',
					url,
					body,
					json: true,
				})) as IDataObject;
			},
		);
		return [found.map((json, item) => ({ json, pairedItem: { item } }))];
	},
};

const loop =
	(parameters: INode['parameters']): Worker =>
	async ({ count, concurrency }, account) => {
		const sent = await runOther({
			type: bareNode,
			parameters: { concurrency, ...parameters },
			credential: credentialOf(account),
			count,
		});
		return sent.filter(({ sid }) => typeof sid === 'string').length;
	};

/** A loop over n8n's own HTTP helper. */
export const bareLoop = loop({});

/**
 * Like `bareLoop`, but n8n first evaluates the two expressions of each message, as a node must to report their
 * mistakes before anything is sent.
 */
export const readingLoop = loop({ message: { to: '={{ $json.to }}', body: '={{ $json.body }}' } });
