import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AxiosError } from 'axios';
import type { Account } from '../accounts';
import { CallError } from './errors';
import { sendOut, type OutboundResponse } from './outbound';
import { retriesOf, type Failure } from './retries';
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

/** A failed webhook, and the failure as its retry policy names it. */
class WebhookError extends CallError {
	constructor(
		code: number,
		message: string,
		readonly failure?: Failure,
	) {
		super(code, message);
	}
}

function reasonOf(error: AxiosError, url: string, limit: number): WebhookError {
	if (error.code === 'ERR_CANCELED') return new WebhookError(11200, `${url} timed out after ${limit / 1000} s`, 'rt');
	if (error.code === 'ENOTFOUND') return new WebhookError(11210, `${url} has a bad host name`, 'ct');
	if (error.code === 'ERR_BAD_RESPONSE') return new WebhookError(11750, `The response of ${url} is larger than 64 kB`);
	return new WebhookError(11205, `${url} could not be reached: ${error.message}`, 'ct');
}

/** Sends a webhook, and retries it as its URL specifies until it succeeds or the time for all attempts is up. */
async function sendRetried(account: Account, webhook: Webhook): Promise<OutboundResponse> {
	const { webhookTimeout, webhookRetryPause } = account.settings;
	const { url, count, after } = retriesOf(webhook.url);
	const end = Date.now() + webhookTimeout;
	const token = randomUUID();
	for (let attempt = 0; ; attempt++) {
		try {
			return await sendSigned(account, { ...webhook, url }, token, end - Date.now());
		} catch (error) {
			const { failure } = error as WebhookError;
			const isLast = attempt === count || Date.now() + webhookRetryPause >= end;
			if (failure === undefined || isLast || !after(failure)) throw error;
			await sleep(webhookRetryPause);
		}
	}
}

async function sendSigned(
	account: Account,
	webhook: Webhook,
	token: string,
	timeout: number,
): Promise<OutboundResponse> {
	const { purpose, sid, method, fields } = webhook;
	const posted = method === 'POST';
	const query = new URLSearchParams(fields).toString();
	const url = posted || !query ? webhook.url : `${webhook.url}${webhook.url.includes('?') ? '&' : '?'}${query}`;
	const form = posted ? fields : {};
	const headers = {
		'User-Agent': 'TwilioProxy/1.1',
		Accept: '*/*',
		'X-Twilio-Signature': sign(account.credentials.authToken, url, form),
		'I-Twilio-Idempotency-Token': token,
	};
	const request = { purpose, sid, method, url, form: Object.entries(form), headers, timeout };
	const response = await sendOut(account, request).catch((error: AxiosError) => {
		throw reasonOf(error, webhook.url, account.settings.webhookTimeout);
	});
	const { status } = response;
	if (status < 400) return response;
	throw new WebhookError(11200, `Got HTTP ${status} response to ${webhook.url}`, status < 500 ? '4xx' : '5xx');
}

/** Requests a URL as Twilio does. Redirects are followed with GET and without the fields, whatever was sent. */
export async function requestWebhook(account: Account, first: Webhook): Promise<WebhookResponse> {
	let webhook = first;
	for (let step = 0; step <= MAX_REDIRECTS; step++) {
		const { url } = webhook;
		if (!isWebAddress(url)) throw new CallError(11100, `Invalid URL format: ${url}`);
		const response = await sendRetried(account, webhook);
		const { status, headers } = response;
		if (status < 300 || !headers.location) return { ...response, url };
		webhook = { ...webhook, method: 'GET', url: new URL(headers.location, url).href, fields: {} };
	}
	throw new CallError(11215, `${first.url} has too many redirects`);
}
