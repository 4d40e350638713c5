/** A value in Twilio's forms and queries; an array repeats its key. */
export type Value = string | number | boolean | string[];

/** Fields by their Twilio names; `undefined` is left out. */
export type Fields = Readonly<Record<string, Value | undefined>>;

/** One request in Twilio's terms. The client adds host, account and version. */
export interface TwilioRequest {
	product: Product;
	method: 'GET' | 'POST' | 'DELETE';
	/** Parts of the path below the version (and below the account, for `api`). Each is encoded separately. */
	path: Array<Value | undefined>;
	/** Suffix of the path; `.json` by default. Only `api` has one. */
	suffix?: string;
	query?: Fields;
	form?: Fields;
	/** Maximum number of records that Twilio puts on one page of this list; 1,000 by default. */
	maxPageSize?: number;
}

/** One or more requests. */
export type Requests = TwilioRequest | FilledList<TwilioRequest>;

/** A list with at least one entry. */
export type FilledList<T> = [T, ...T[]];

export const asList = (requests: Requests): FilledList<TwilioRequest> =>
	Array.isArray(requests) ? requests : [requests];

/** Twilio products with their own host. */
export type Product = 'api' | 'content' | 'intelligence' | 'lookups' | 'messaging' | 'verify' | 'voice';

/**
 * Converts parameter names to Twilio's: `statusCallback` to `StatusCallback`. A filter's sign is part of its name:
 * `dateSentBefore` becomes `DateSent<`, and `dateSentAfter` becomes `DateSent>`.
 */
export function twilioFields(params: Fields): Fields {
	const fields: Record<string, Value | undefined> = {};
	for (const [name, value] of Object.entries(params)) fields[twilioName(name)] = value;
	return fields;
}

function twilioName(name: string): string {
	const pascal = name.charAt(0).toUpperCase() + name.slice(1);
	return pascal.replace(/(?<=.)Before$/, '<').replace(/(?<=.)After$/, '>');
}

/** Encodes fields for Twilio's forms and queries: pairs in order; an array repeats its key. */
export function encodeFields(fields: Fields): URLSearchParams {
	const pairs = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const entry of Array.isArray(value) ? value : [value]) {
			if (entry !== undefined) pairs.append(name, String(entry));
		}
	}
	return pairs;
}
