import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import { credentialOf } from '../../support/credentials';
import type { Worker } from '../types';
import { atOnce, FROM } from './messages';
import { runOther } from './workflow';

const CREDENTIAL = 'twilioAccountApi';

/** The least that a node can do: one call of n8n's helper for each item, and what came back as it is. */
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
		properties: [{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 10 }],
	},
	async execute(this: IExecuteFunctions) {
		const items = this.getInputData();
		const { accountSid } = await this.getCredentials<{ accountSid: string }>(CREDENTIAL);
		const url = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`;
		const found: IDataObject[] = [];
		await atOnce([...items.entries()], this.getNodeParameter('concurrency', 0) as number, async ([index, { json }]) => {
			const body = new URLSearchParams({ From: FROM, To: json.to as string, Body: json.body as string });
			found[index] = (await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, { method: 'POST', url, body, json: true })) as IDataObject;
		});
		return [found.map((json, item) => ({ json, pairedItem: { item } }))];
	},
};

/** A loop over n8n's own HTTP helper. */
export const bareLoop: Worker = async ({ count, concurrency }, account) => {
	const sent = await runOther({ type: bareNode, parameters: { concurrency }, credential: credentialOf(account), count });
	return sent.filter(({ sid }) => typeof sid === 'string').length;
};
