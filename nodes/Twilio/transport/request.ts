/** A value as Twilio's forms and queries know it; an array repeats its key. */
export type Value = string | number | boolean | string[];

/** Fields by Twilio's own names; `undefined` is left out. */
export type Fields = Readonly<Record<string, Value | undefined>>;

/** One request in Twilio's terms. The client adds host, account and version. */
export interface TwilioRequest {
	product: Product;
	method: 'GET' | 'POST' | 'DELETE';
	/** Parts of the path below the version (and below the account, for `api`). Each is encoded by itself. */
	path: Array<Value | undefined>;
	/** What follows the path: `.json` unless it says otherwise. Only `api` has it. */
	suffix?: string;
	query?: Fields;
	form?: Fields;
	/** The most records that Twilio puts on one page of this list; 1,000 unless it says otherwise. */
	maxPageSize?: number;
}

/** One request or several, at least one. */
export type Requests = TwilioRequest | FilledList<TwilioRequest>;

/** A list with at least one entry. */
export type FilledList<T> = [T, ...T[]];

export const asList = (requests: Requests): FilledList<TwilioRequest> =>
	Array.isArray(requests) ? requests : [requests];

/** Twilio's products that have a host of their own. */
export type Product = 'api' | 'content' | 'intelligence' | 'lookups' | 'messaging' | 'verify' | 'voice';

/**
 * Gives parameters Twilio's names: `statusCallback` is `StatusCallback`, and a filter's sign belongs to
 * its name: `dateSentBefore` is `DateSent<`, `dateSentAfter` is `DateSent>`.
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

/** Twilio's form and query encoding: pairs in order, an array repeats its key. */
export function encodeFields(fields: Fields): URLSearchParams {
	const pairs = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const entry of Array.isArray(value) ? value : [value]) {
			if (entry !== undefined) pairs.append(name, String(entry));
		}
	}
	return pairs;
}
