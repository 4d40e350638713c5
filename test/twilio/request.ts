import axios, { type AxiosResponse } from 'axios';
import type { TestAccount } from './client';

interface Options {
	query?: Record<string, string>;
	form?: Record<string, string | string[]>;
	/** User and password. Defaults to the account's SID and Auth Token. */
	login?: [user: string, password: string];
	headers?: Record<string, string>;
	responseType?: 'arraybuffer';
	timeout?: number;
}

function encode(form: Record<string, string | string[]>): string {
	const pairs = Object.entries(form).flatMap(([name, value]) =>
		[value].flat().map((one): [string, string] => [name, one]),
	);
	return new URLSearchParams(pairs).toString();
}

/**
 * Sends a request to Twilio's host, through the proxy of the environment. `path` may be a full URL, or start with
 * `~`, which stands for the account's path in the 2010 API.
 */
export async function request(
	account: TestAccount,
	method: string,
	path: string,
	{ query, form, login, headers, responseType, timeout }: Options = {},
): Promise<AxiosResponse> {
	const [username, password] = login ?? [account.sid, account.credentials.authToken];
	const base = `https://api.twilio.com/2010-04-01/Accounts/${account.sid}`;
	return await axios.request({
		method,
		url: path.replace(/^~/, base),
		params: query && new URLSearchParams(query),
		data: form && encode(form),
		auth: { username, password },
		headers,
		responseType,
		timeout,
		validateStatus: () => true,
		maxRedirects: 0,
	});
}
