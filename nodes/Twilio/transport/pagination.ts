import type { IDataObject } from 'n8n-workflow';
import { isObject, objectOf } from '../records/read';
import type { Settings, TwilioClient } from './client';
import { TwilioApiError } from '../errors/twilioApiError';
import { urlOf, type Account } from './hosts';
import type { TwilioRequest } from './request';

/** Twilio's maximum page size. https://www.twilio.com/docs/usage/twilios-response#pagination */
export const LARGEST_PAGE = 1000;

/** Maximum number of empty pages in a row. Twilio may return an empty page with a next one, but not endlessly. */
const MOST_EMPTY_PAGES = 100;

/**
 * Yields the records of a list page by page, up to `limit`, in as few requests as Twilio allows.
 * @throws TwilioApiError as `pagesFrom` does
 */
export async function* pages(
	client: TwilioClient,
	list: TwilioRequest,
	key: string,
	limit: number,
	settings: Settings,
): AsyncGenerator<IDataObject[]> {
	const PageSize = Math.min(limit, list.maxPageSize ?? LARGEST_PAGE);
	const first = { ...list, query: { ...list.query, PageSize } };
	let left = limit;
	for await (const { records } of pagesFrom(client, first, key, settings)) {
		yield records.slice(0, left);
		left -= records.length;
		if (left <= 0) return;
	}
}

/** A page of a list. */
interface Page {
	/** Its records, without those of the page before. */
	records: IDataObject[];
	/**
	 * Returns the request for the next page, or `undefined` if there is none.
	 * @throws TwilioApiError if the pages form a loop or lead to another list
	 */
	next: () => TwilioRequest | undefined;
}

/**
 * Yields the pages of a list, beginning with the one that `first` requests. Only the query of the next page's URL is
 * taken from Twilio's response, so that it cannot lead anywhere else. Lists start with the newest record: records
 * added during the read push others from the end of a page to the start of the next. Such a record is returned once;
 * the SIDs of the previous page with records are enough to detect it.
 * https://www.twilio.com/docs/usage/twilios-response#pagination
 * @throws TwilioApiError also if the pages form a loop or lead to another list
 */
export async function* pagesFrom(
	client: TwilioClient,
	first: TwilioRequest,
	key: string,
	settings: Settings,
): AsyncGenerator<Page> {
	const seen = new Set<string>();
	let pageBefore = new Set<unknown>();
	let empty = 0;
	for (let request: TwilioRequest | undefined = first; request;) {
		seen.add(urlOf(request, client.account));
		const response = await client.send(request, settings);
		const all = recordsOf(response, key);
		const records = all.filter(({ sid }) => !sid || !pageBefore.has(sid));
		if (all.length > 0) pageBefore = new Set(all.map(({ sid }) => sid));
		empty = records.length === 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY_PAGES)
			throw new TwilioApiError(`Pagination failed: Twilio returned ${empty} empty pages in a row.`);
		const next = () => {
			const following = nextPage(response, first, client.account);
			if (following && seen.has(urlOf(following, client.account)))
				throw new TwilioApiError("Pagination failed: Twilio's next page was already read.");
			return following;
		};
		yield { records, next };
		request = next();
	}
}

/** @throws TwilioApiError if the page has no list of records */
function recordsOf(page: IDataObject, key: string): IDataObject[] {
	const records: unknown = page[key];
	const unexpected = (problem: string) =>
		new TwilioApiError(`Twilio returned an unexpected response (HTTP 200): ${problem}.`, { status: 200 });
	if (!Array.isArray(records)) throw unexpected(`it has no list "${key}"`);
	if (!records.every(isObject)) throw unexpected(`an entry of its list "${key}" is not an object`);
	return records;
}

/**
 * Returns the request for the next page, or `undefined` if there is none.
 * @throws TwilioApiError if the response names anything but a page of this list
 */
function nextPage(page: IDataObject, list: TwilioRequest, account: Account): TwilioRequest | undefined {
	const next = page.next_page_uri ?? objectOf(page.meta).next_page_url ?? '';
	if (next === '') return undefined;
	const here = urlOf(list, account);
	const address = typeof next === 'string' && URL.canParse(next, here) ? new URL(next, here) : undefined;
	if (address?.pathname !== new URL(here).pathname) {
		throw new TwilioApiError("Pagination failed: Twilio's next page does not belong to this list.");
	}
	return { ...list, query: Object.fromEntries(address.searchParams) };
}
