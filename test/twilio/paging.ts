import { badRequest } from './errors';
import { globalUrl, type Product } from './hosts';
import { ok, type Context, type Reply } from './resource';

interface Indexed {
	index?: number;
}

/** A list in order, how to continue it after one of its entries, and how an entry is shown. */
export interface Listing<T extends Indexed> {
	key: string;
	/** Returns all entries, or those after the one with this index. */
	entries(after?: number): Iterable<T>;
	filter?: (entry: T) => boolean;
	view(entry: T): unknown;
}

const toToken = (index: number) => 'PA' + index.toString(16).padStart(32, '0');

function fromToken(token: unknown): number | undefined {
	if (token === undefined) return undefined;
	if (!/^PA[0-9a-f]{32}$/.test(String(token))) {
		throw badRequest(20001, `Invalid parameter 'PageToken' in the query`);
	}
	return parseInt(String(token).slice(2), 16);
}

/** Returns one page of the matching entries, and the index of its last one if more follow. */
function take<T extends Indexed>(listing: Listing<T>, after: number | undefined, size: number) {
	const page: T[] = [];
	for (const entry of listing.entries(after)) {
		if (listing.filter && !listing.filter(entry)) continue;
		if (page.length === size) return { page, last: page.at(-1)?.index };
		page.push(entry);
	}
	return { page };
}

/** Returns one page of a list, in the shape of the 2010 API or of the newer ones. */
export function list<T extends Indexed>(context: Context, listing: Listing<T>): Reply {
	const { query, queryPairs, path, product } = context;
	const number = Number(query.Page ?? 0);
	const size = Number(query.PageSize ?? 50);
	const after = fromToken(query.PageToken);
	if (number > 0 && after === undefined) {
		throw badRequest(20001, `A 'PageToken' is required for 'Page' ${number}`);
	}
	const { page, last } = take(listing, after, size);
	const old = product === 'api';
	const address = (at: number, token?: string) => {
		const filters = queryPairs.filter(([name]) => !['PageSize', 'Page', 'PageToken'].includes(name));
		const search = new URLSearchParams([...filters, ['PageSize', `${size}`], ['Page', `${at}`]]);
		if (token) search.append('PageToken', token);
		return `${old ? '' : globalUrl(product as Product)}${path}?${search.toString()}`;
	};
	const first = address(0);
	const here = address(number, query.PageToken as string | undefined);
	const next = last === undefined ? null : address(number + 1, toToken(last));
	// Twilio can go back page by page; here, the previous page is always the first one.
	const previous = number === 0 ? null : first;
	const rows = page.map((entry) => listing.view(entry));
	if (!old) {
		return ok({
			[listing.key]: rows,
			meta: {
				key: listing.key,
				page: number,
				page_size: size,
				url: here,
				first_page_url: first,
				previous_page_url: previous,
				next_page_url: next,
			},
		});
	}
	const start = number * size;
	return ok({
		[listing.key]: rows,
		end: Math.max(start, start + rows.length - 1),
		first_page_uri: first,
		next_page_uri: next,
		page: number,
		page_size: size,
		previous_page_uri: previous,
		start,
		uri: here,
	});
}
