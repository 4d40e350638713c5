import { createHmac, randomUUID } from 'node:crypto';
import type { AxiosError } from 'axios';
import type { Account } from '../accounts';
import { CallError } from './errors';
import { sendOut, type OutboundResponse } from './outbound';
import type { Purpose } from './types';

export interface Webhook {
	purpose: Purpose;
	sid: string;
	url: string;
	method: 'GET' | 'POST';
	fields: Record<string, string>;
}

export interface WebhookResponse extends OutboundResponse {
	/** After redirects. */
	url: string;
}

const MAX_REDIRECTS = 10;

/** https://www.twilio.com/docs/usage/security#validating-requests */
export function sign(authToken: string, url: string, fields: Record<string, string>): string {
	const pairs = Object.keys(fields)
		.sort()
		.map((name) => name + fields[name]);
	return createHmac('sha1', authToken)
		.update(url + pairs.join(''))
		.digest('base64');
}

function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function reasonOf(error: AxiosError, { url }: Webhook, limit: number): CallError {
	if (error.code === 'ERR_CANCELED') return new CallError(11200, `${url} timed out after ${limit / 1000} s`);
	if (error.code === 'ENOTFOUND') return new CallError(11210, `${url} has a bad host name`);
	if (error.code === 'ERR_BAD_RESPONSE') return new CallError(11750, `The response of ${url} is larger than 64 kB`);
	return new CallError(11205, `${url} could not be reached: ${error.message}`);
}

async function sendSigned(account: Account, webhook: Webhook): Promise<OutboundResponse> {
	const { purpose, sid, method, fields } = webhook;
	const posted = method === 'POST';
	const query = new URLSearchParams(fields).toString();
	const url = posted || !query ? webhook.url : `${webhook.url}${webhook.url.includes('?') ? '&' : '?'}${query}`;
	const form = posted ? fields : {};
	const headers = {
		'User-Agent': 'TwilioProxy/1.1',
		Accept: '*/*',
		'X-Twilio-Signature': sign(account.credentials.authToken, url, form),
		'I-Twilio-Idempotency-Token': randomUUID(),
	};
	try {
		return await sendOut(account, { purpose, sid, method, url, form: Object.entries(form), headers });
	} catch (error) {
		throw reasonOf(error as AxiosError, webhook, account.settings.webhookTimeout);
	}
}

/** Requests an address as Twilio does. A redirect is followed with GET and without the fields, whatever was sent. */
export async function requestWebhook(account: Account, first: Webhook): Promise<WebhookResponse> {
	let webhook = first;
	for (let step = 0; step <= MAX_REDIRECTS; step++) {
		const { url } = webhook;
		if (!isWebAddress(url)) throw new CallError(11100, `Invalid URL format: ${url}`);
		const response = await sendSigned(account, webhook);
		const { status, headers } = response;
		if (status >= 400) throw new CallError(11200, `Got HTTP ${status} response to ${url}`);
		if (status < 300 || !headers.location) return { ...response, url };
		webhook = { ...webhook, method: 'GET', url: new URL(headers.location, url).href, fields: {} };
	}
	throw new CallError(11215, `${first.url} has too many redirects`);
}
