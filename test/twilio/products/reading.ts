import type { Account } from '../accounts';
import { list } from '../paging';
import { named, ok, type Context, type Handlers, type Resource } from '../resource';
import type { Store } from '../store';

interface Readable {
	product: string;
	/** Of the list, without `.json`. */
	path: string;
	key: string;
	store: (account: Account) => Store<Resource>;
	/** Which resources a list's query asks for; undefined for all. */
	filter?: (context: Context) => ((resource: Resource) => boolean) | undefined;
}

const endingOf = (product: string) => (product === 'api' ? '.json' : '');

/** Makes the handler that lists resources. */
export function listing({ product, path, key, store, filter }: Readable): Handlers {
	return {
		[`${product} GET ${path}${endingOf(product)}`]: (context) =>
			list<Resource>(context, {
				key,
				entries: (after) => store(context.account).newestFirst(after),
				filter: filter?.(context),
				view: ({ wire }) => wire,
			}),
	};
}

/** Makes the handlers that list resources and read one. */
export function reading(readable: Readable): Handlers {
	const { product, path, store } = readable;
	return {
		...listing(readable),
		[`${product} GET ${path}/{Sid}${endingOf(product)}`]: (context) => ok(named(context, store(context.account)).wire),
	};
}

/** Wants fields to be equal to those parameters of the query that are given. */
export function equals(query: Context['query'], names: Record<string, string>) {
	const wanted = Object.entries(names).filter(([parameter]) => query[parameter] !== undefined);
	if (wanted.length === 0) return undefined;
	return ({ wire }: Resource) => wanted.every(([parameter, field]) => wire[field] === query[parameter]);
}
