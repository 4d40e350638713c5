import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosError } from 'axios';
import type { Account } from '../accounts';
import type { Pair } from '../types';
import type { OutboundRequest, Purpose } from './types';

export interface Outbound {
	purpose: Purpose;
	sid: string | null;
	method: 'GET' | 'POST' | 'HEAD';
	url: string;
	/** Sent as a form. */
	form?: Pair[];
	headers: Record<string, string>;
	/** In milliseconds; defaults to the account's `webhookTimeout`. */
	timeout?: number;
}

export interface OutboundResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Maximum size of a response that Twilio reads, in bytes. https://www.twilio.com/docs/api/errors/11750 */
const MAX_RESPONSE = 64 * 1024;

/** Servers under test have self-signed certificates. */
const httpsAgent = new HttpsAgent({ rejectUnauthorized: false });
const httpAgent = new HttpAgent();

/** Sends a request to somebody's server, and records it in the ledger. Redirects are not followed. */
export async function sendOut(account: Account, request: Outbound): Promise<OutboundResponse> {
	const { purpose, sid, method, url, form = [], headers, timeout = account.settings.webhookTimeout } = request;
	const entry: OutboundRequest = {
		time: Date.now(),
		purpose,
		sid,
		method,
		url,
		form,
		headers,
		status: null,
		error: null,
		ended: null,
	};
	account.ledger.outbound.push(entry);
	try {
		const response = await axios.request<string>({
			method,
			url,
			data: method === 'POST' ? new URLSearchParams(form).toString() : undefined,
			headers: method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } : headers,
			responseType: 'text',
			transformResponse: (text: string) => text,
			maxRedirects: 0,
			maxContentLength: MAX_RESPONSE,
			signal: AbortSignal.timeout(timeout),
			validateStatus: () => true,
			proxy: false,
			httpAgent,
			httpsAgent,
		});
		entry.status = response.status;
		const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
		return { status: response.status, headers: Object.fromEntries(received), body: response.data ?? '' };
	} catch (error) {
		entry.error = (error as AxiosError).code === 'ERR_CANCELED' ? 'timed out' : (error as Error).message;
		throw error;
	} finally {
		entry.ended = Date.now();
	}
}
