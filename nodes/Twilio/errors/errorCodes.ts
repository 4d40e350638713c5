import { ACCOUNT } from './advice/account';
import type { AdviceByCode } from './advice/advice';
import { CALLS } from './advice/calls';
import { DELIVERY } from './advice/delivery';
import { LOOKUP } from './advice/lookup';
import { MESSAGES } from './advice/messages';
import { VERIFY } from './advice/verify';

/** What to do about each error that Twilio documents for the requests of this node and for their outcomes. */
export const ADVICE: AdviceByCode = { ...ACCOUNT, ...CALLS, ...MESSAGES, ...DELIVERY, ...VERIFY, ...LOOKUP };

const BY_STATUS: Partial<Record<number, number | string>> = {
	401: 20003,
	404: 20404,
	407: "n8n's proxy requires authentication",
	429: 20429,
};

/** Redirects are not followed, because n8n's helper would send the credentials along. */
const REDIRECT = 'Redirects are not followed, because they could expose the credentials';

/**
 * Returns what to do about an error code.
 * @param resource Twilio's name of the resource that the request was for, such as `Messages`
 */
export function adviceForCode(code: number, resource: string): string | undefined {
	const advice = ADVICE[code];
	return typeof advice === 'object' ? (advice[resource] ?? advice.default) : advice;
}

/** Returns what to do about an error response, if that is known. */
export function adviceFor(status: number, code: number | null, path: readonly unknown[]): string | undefined {
	const resource = resourceOf(path);
	const advice = code === null ? undefined : adviceForCode(code, resource);
	if (advice !== undefined) return advice;
	if (status >= 300 && status < 400) return REDIRECT;
	const known = BY_STATUS[status];
	return typeof known === 'number' ? adviceForCode(known, resource) : known;
}

/** Returns the resource of a path of names and SIDs in turn: `Verifications` for `Services/{sid}/Verifications`. */
function resourceOf(path: readonly unknown[]): string {
	const name = path.at(path.length % 2 ? -1 : -2);
	return typeof name === 'string' ? name : '';
}
