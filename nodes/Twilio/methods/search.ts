import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { TwilioClient } from '../transport/client';
import { pagesFrom } from '../transport/pagination';
import { encodeFields, type TwilioRequest } from '../transport/request';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';
import type { ListRequest } from './listRequest';

/** A list in the editor. n8n calls it with what the user typed and, to load more, with the token it was given. */
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Where the records come from and how each is shown. */
export interface Source {
	request: ListRequest;
	/** Key of the array in each of Twilio's pages. */
	key: string;
	/** Adds data from other requests to the records of a page. */
	related?: (client: TwilioClient, records: IDataObject[]) => Promise<IDataObject[]>;
	/**
	 * Returns the entry of a record, if it can be picked.
	 * @param zone time zone for the record's times
	 */
	show: (record: IDataObject, zone: string) => INodeListSearchItems[];
}

/** Page size without a search. The editor loads more as the user scrolls. */
const PAGE_SIZE = 20;

/** Page size of a search. Larger pages take Twilio longer, and most searches end on the first page. */
const SEARCH_PAGE_SIZE = 200;

/** Number of results that ends a search. The user can scroll only if there are more entries than fit in the list. */
const ENOUGH = 20;

/** Time after which a search reads no further pages, in milliseconds. */
const LONGEST_SEARCH = 10_000;

/**
 * Lists a source page by page. A search continues until it has found enough; if that takes too long, or a page fails
 * after something was found, the last entry says so.
 */
export const search = ({ request, key, related, show }: Source): Search =>
	async function (filter, paginationToken) {
		const wanted = filter?.trim().toLowerCase() ?? '';
		const zone = this.getTimezone();
		const end = Date.now() + LONGEST_SEARCH;
		return await withEditorClient(this, async (client) => {
			const results: INodeListSearchItems[] = [];
			const list = request(client.account);
			const query = paginationToken
				? queryOf(paginationToken)
				: { ...list.query, PageSize: wanted ? SEARCH_PAGE_SIZE : PAGE_SIZE };
			let next: TwilioRequest | undefined;
			let read = 0;
			let failed = false;
			const readPages = async () => {
				for await (const page of pagesFrom(client, { ...list, query }, key, EDITOR_SETTINGS)) {
					const found = related ? await related(client, page.records) : page.records;
					const entries = found.flatMap((record) => show(record, zone));
					results.push(...entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)));
					read += found.length;
					next = page.next();
					if (results.length >= (wanted ? ENOUGH : 1) || Date.now() >= end) return;
				}
			};
			await readPages().catch((error) => {
				// What was found before a page failed can still be picked.
				if (results.length === 0) throw error;
				failed = true;
				next = undefined;
			});
			if (failed || (next && wanted && results.length < ENOUGH)) results.push(stoppedAfter(read));
			return { results, paginationToken: next && encodeFields(next.query ?? {}).toString() };
		});
	};

/** Returns an entry that n8n's editor shows but does not let the user pick, because its value is not a string. */
const stoppedAfter = (read: number): INodeListSearchItems => ({
	name: `Only the first ${read} were searched. For others, choose By ID.`,
	value: false,
});

const queryOf = (token: string) => Object.fromEntries(new URLSearchParams(token));
