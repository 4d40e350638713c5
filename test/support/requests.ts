import type { INodeParameters, IDataObject } from 'n8n-workflow';
import type { RequestEntry, TestAccount } from '../twilio/client';
import { envelopes } from './engine';
import type { World } from './world';

export type Method = 'GET' | 'DELETE' | 'POST';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Returns parameters that send a message. */
export const sendMessage = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	from: byId('+15005550006'),
	to: '+15005550101',
	body: 'Hello',
	...more,
});

/** Returns parameters of an action that makes one request with this method. */
export function oneRequest(method: Method, { sids }: World, options: INodeParameters = {}): INodeParameters {
	if (method === 'POST') return sendMessage({ options });
	return {
		resource: 'message',
		operation: method === 'GET' ? 'get' : 'delete',
		messageSid: byId(sids.message),
		options,
	};
}

/** Classifies an envelope: a success, a failure, or something that may have happened. */
export function verdictOf({ success, error }: IDataObject): 'success' | 'failure' | 'uncertain' {
	if (success === true) return 'success';
	return /\bmay (have been|be deleted)\b/.test(String(error)) ? 'uncertain' : 'failure';
}

/** Runs one request and returns how it ended and what reached Twilio. */
export async function ask(
	world: World,
	method: Method,
	options?: INodeParameters,
): Promise<{ verdict: string; envelope: IDataObject; requests: RequestEntry[] }> {
	await world.account.reset();
	const [envelope] = await envelopes({ credential: world.credential, parameters: oneRequest(method, world, options) });
	return { verdict: verdictOf(envelope!), envelope: envelope!, requests: (await world.account.ledger()).requests };
}

/** Returns the time between consecutive requests of the account, in milliseconds. */
export const gaps = (requests: RequestEntry[]): number[] =>
	requests.slice(1).map(({ time }, index) => time - requests[index]!.time);

/** Returns the number of messages sent. */
export const sent = async (account: TestAccount): Promise<number> =>
	(await account.counters()).effects['message.created'] ?? 0;
