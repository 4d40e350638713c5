import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { objectsOf } from '../records/read';
import type { TwilioClient } from '../transport/client';
import { nextPage } from '../transport/pagination';
import { encodeFields, type TwilioRequest } from '../transport/request';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';
import type { ListRequest } from './listRequest';

/** A list of the editor: n8n calls it with what the user typed and, for more, with the token it was given. */
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Where the records lie and how one is shown. */
export interface Source {
	request: ListRequest;
	/** Of the array in each of Twilio's pages. */
	key: string;
	/** Adds to the records of a page what lies elsewhere. */
	related?: (client: TwilioClient, records: IDataObject[]) => Promise<IDataObject[]>;
	/** @param zone for its times */
	show: (record: IDataObject, zone: string) => INodeListSearchItems;
}

/** Without a search the editor reads on when the user scrolls. */
const PAGE_SIZE = 20;

/** Larger pages take Twilio longer, and most searches end on the first. */
const SEARCH_PAGE_SIZE = 200;

/** After a search the user can only scroll if there are more entries than fit into the list. */
const ENOUGH = 20;

/** How long a search goes from page to page, in milliseconds. */
const LONGEST_SEARCH = 10_000;

/**
 * Lists a source page by page. A search reads on until it has found enough; if that takes too long, the last entry
 * says so.
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
			let next: TwilioRequest | undefined = { ...list, query };
			let read = 0;
			do {
				const response: IDataObject = await client.send(next, EDITOR_SETTINGS);
				const records = objectsOf(response[key]);
				const found = related ? await related(client, records) : records;
				const entries = found.map((record) => show(record, zone));
				results.push(...entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)));
				read += records.length;
				next = nextPage(response, next, client.account);
			} while (next && results.length < (wanted ? ENOUGH : 1) && Date.now() < end);
			if (next && wanted && results.length < ENOUGH) results.push(stoppedAfter(read));
			return { results, paginationToken: next && encodeFields(next.query ?? {}).toString() };
		});
	};

/** An entry that n8n's editor shows, but does not let the user pick: its value is no text. */
const stoppedAfter = (read: number): INodeListSearchItems => ({
	name: `Only the first ${read} were searched. For others, choose By ID.`,
	value: false,
});

const queryOf = (token: string) => Object.fromEntries(new URLSearchParams(token));
