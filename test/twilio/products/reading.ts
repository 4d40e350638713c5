import type { Account } from '../accounts';
import { list } from '../paging';
import { named, ok, type Context, type Handlers, type Resource } from '../resource';
import type { Store } from '../store';

interface Readable {
	product: string;
	/** Path of the list, without `.json`. */
	path: string;
	key: string;
	store: (account: Account) => Store<Resource>;
	/** Returns the filter that a list's query asks for, or `undefined` for all resources. */
	filter?: (context: Context) => ((resource: Resource) => boolean) | undefined;
}

const endingOf = (product: string) => (product === 'api' ? '.json' : '');

/** Returns the handler that lists resources. */
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

/** Returns the handlers that list resources and read one. */
export function reading(readable: Readable): Handlers {
	const { product, path, store } = readable;
	return {
		...listing(readable),
		[`${product} GET ${path}/{Sid}${endingOf(product)}`]: (context) => ok(named(context, store(context.account)).wire),
	};
}

/** Returns a filter for fields that equal the given query parameters, or `undefined` if none is given. */
export function equals(query: Context['query'], names: Record<string, string>) {
	const wanted = Object.entries(names).filter(([parameter]) => query[parameter] !== undefined);
	if (wanted.length === 0) return undefined;
	return ({ wire }: Resource) => wanted.every(([parameter, field]) => wire[field] === query[parameter]);
}
