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
 * Yields the records of a list page by page, up to `limit`, in as few requests as Twilio allows. Only the query of
 * the next page's URL is taken from Twilio's response, so that it cannot lead anywhere else. Lists start with the
 * newest record: records added during the read push others from the end of a page to the start of the next. Such a
 * record is returned once; the SIDs of the previous page with records are enough to detect it.
 * https://www.twilio.com/docs/usage/twilios-response#pagination
 * @throws TwilioApiError also if the pages form a loop or lead to another list
 */
export async function* pages(
	client: TwilioClient,
	list: TwilioRequest,
	key: string,
	limit: number,
	settings: Settings,
): AsyncGenerator<IDataObject[]> {
	const PageSize = Math.min(limit, list.maxPageSize ?? LARGEST_PAGE);
	const seen = new Set<string>();
	let pageBefore = new Set<unknown>();
	let request: TwilioRequest | undefined = { ...list, query: { ...list.query, PageSize } };
	let empty = 0;
	for (let left = limit; request && left > 0;) {
		const url = urlOf(request, client.account);
		if (seen.has(url)) throw new TwilioApiError("Pagination failed: Twilio's next page was already read.");
		seen.add(url);
		const page: IDataObject = await client.send(request, settings);
		const records = recordsOf(page, key);
		const fresh = records.filter(({ sid }) => !sid || !pageBefore.has(sid)).slice(0, left);
		if (records.length > 0) pageBefore = new Set(records.map(({ sid }) => sid));
		yield fresh;
		left -= fresh.length;
		empty = fresh.length === 0 ? empty + 1 : 0;
		if (empty > MOST_EMPTY_PAGES)
			throw new TwilioApiError(`Pagination failed: Twilio returned ${empty} empty pages in a row.`);
		request = nextPage(page, list, client.account);
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
export function nextPage(page: IDataObject, list: TwilioRequest, account: Account): TwilioRequest | undefined {
	const next = page.next_page_uri ?? objectOf(page.meta).next_page_url ?? '';
	if (next === '') return undefined;
	const here = urlOf(list, account);
	const address = typeof next === 'string' && URL.canParse(next, here) ? new URL(next, here) : undefined;
	if (address?.pathname !== new URL(here).pathname) {
		throw new TwilioApiError("Pagination failed: Twilio's next page does not belong to this list.");
	}
	return { ...list, query: Object.fromEntries(address.searchParams) };
}
