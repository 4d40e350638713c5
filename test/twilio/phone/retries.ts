import { CallError } from './errors';

/** Why a request to somebody's server failed: no connection, no response in time, or an error status. */
export type Failure = 'ct' | 'rt' | '4xx' | '5xx';

const POLICIES = ['ct', 'rt', '4xx', '5xx', 'all'];

/** How many times a webhook is retried, and after which failures. */
export interface Retries {
	/** The URL as it is requested and signed. */
	url: string;
	count: number;
	after: (failure: Failure) => boolean;
}

/**
 * Reads the retries from a URL's fragment, which is neither sent nor signed. The other overrides are not played.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function retriesOf(address: string): Retries {
	const [url, fragment = ''] = address.split(/#(.*)/s) as [string, string?];
	const { rc = '1', rp = 'ct', ...others } = Object.fromEntries(new URLSearchParams(fragment));
	const policies = rp.split(',');
	if (!policies.every((policy) => POLICIES.includes(policy))) {
		// https://www.twilio.com/docs/api/errors/11243
		throw new CallError(11243, `HTTP retry policy is invalid: "${rp}"`);
	}
	if (!/^[0-5]$/.test(rc)) throw new CallError(11100, `The retry count "${rc}" in ${address} is not 0 to 5`);
	const [strange] = Object.keys(others);
	if (strange !== undefined) throw new CallError(11100, `"${strange}" in the fragment of ${address} is not played`);
	return {
		url,
		count: Number(rc),
		after: (failure) => policies.includes(failure) || policies.includes('all'),
	};
}
