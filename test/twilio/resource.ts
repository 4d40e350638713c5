import type { Account } from './accounts';
import { notFound } from './errors';
import type { Entry, Store } from './store';
import type { Values } from './validation';

/** A resource as Twilio shows it, plus what the local Twilio needs to know about it. */
export interface Resource extends Entry {
	created: number;
	wire: Record<string, unknown>;
}

export interface Context {
	account: Account;
	now: number;
	/** Path of the request, with `.json` added if it was left out for XML. */
	path: string;
	product: string;
	params: Record<string, string>;
	query: Values;
	form: Values;
	/** The query as received, for the URLs of pages. */
	queryPairs: Array<[string, string]>;
}

export interface Reply {
	status: number;
	json?: unknown;
	/** Target of a redirect with 307. */
	location?: string;
	binary?: { contentType: string; data: Buffer };
}

export type Handler = (context: Context) => Reply;

/** Handlers by operation ID: `api GET /2010-04-01/Accounts/{Sid}.json`. */
export type Handlers = Record<string, Handler>;

export const ok = (json: unknown): Reply => ({ status: 200, json });
export const created = (json: unknown): Reply => ({ status: 201, json });
export const noContent: Reply = { status: 204 };

/** Returns the resource named by a path parameter, or throws a 404 if there is none. */
export function named<T extends Entry>({ params, path }: Context, store: Store<T>, name = 'Sid'): T {
	const found = store.get(params[name] ?? '');
	if (!found) throw notFound(path);
	return found;
}
