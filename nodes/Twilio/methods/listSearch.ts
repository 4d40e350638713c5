import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { getAll as calls } from '../actions/call/getAll';
import { getAll as messages } from '../actions/message/getAll';
import { getAll as phoneNumbers } from '../actions/phoneNumber/getAll';
import { entriesOf, objectOf, objectsOf, textOf } from '../records/read';
import { nextPage } from '../transport/pagination';
import { encodeFields, type Product, type TwilioRequest } from '../transport/request';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';
import { item } from './item';
import { requestOf, type ListRequest } from './listRequest';

/** A list of the editor: n8n calls it with what the user typed and, for more, with the token it was given. */
type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Where the records lie and how one is shown. */
interface Source {
	request: ListRequest;
	/** Of the array in each of Twilio's pages. */
	key: string;
	show: (record: IDataObject) => INodeListSearchItems;
}

const PAGE_SIZE = 100;
/** How many pages are read at most until one has what the user typed. */
const MOST_PAGES = 5;

const from =
	(product: Product, ...path: string[]): ListRequest =>
	() => ({ product, method: 'GET', path });

const firstWords = (text: unknown) => (typeof text === 'string' && text.length > 40 ? `${text.slice(0, 40)}…` : text);

const byName = ({ sid, friendly_name }: IDataObject) => item([friendly_name || sid], sid);

/** Lists a source page by page, and reads on while nothing on a page has what the user typed. */
const search = ({ request, key, show }: Source): Search =>
	async function (filter, paginationToken) {
		const wanted = filter?.trim().toLowerCase() ?? '';
		return await withEditorClient(this, async (client) => {
			const results: INodeListSearchItems[] = [];
			const list = request(client.account);
			let next: TwilioRequest | undefined = {
				...list,
				query: paginationToken ? queryOf(paginationToken) : { ...list.query, PageSize: PAGE_SIZE },
			};
			for (let page = 0; next && page < MOST_PAGES && results.length === 0; page++) {
				const response: IDataObject = await client.send(next, EDITOR_SETTINGS);
				const found = objectsOf(response[key]).map(show);
				results.push(...found.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted)));
				next = nextPage(response, next, client.account);
			}
			return { results, paginationToken: next && encodeFields(next.query ?? {}).toString() };
		});
	};

const queryOf = (token: string) => Object.fromEntries(new URLSearchParams(token));

const ownNumbers = (...capabilities: string[]): Source => ({
	request: requestOf(phoneNumbers),
	key: 'incoming_phone_numbers',
	show: ({ phone_number, friendly_name, capabilities: able }) =>
		item(
			[
				friendly_name === phone_number ? null : friendly_name,
				phone_number,
				capabilities.every((one) => objectOf(able)[one] === false) ? `no ${capabilities.join(' or ')}` : null,
			],
			phone_number,
		),
});

/** Numbers that messages can be sent from. */
export const searchSenders = search(ownNumbers('sms', 'mms'));

/** Numbers that calls can be made from. */
export const searchCallers = search(ownNumbers('voice'));

export const searchMessages = search({
	request: requestOf(messages),
	key: 'messages',
	show: ({ sid, to, body, date_sent, date_created }) => item([to, firstWords(body), date_sent ?? date_created], sid),
});

export const searchCalls = search({
	request: requestOf(calls),
	key: 'calls',
	show: ({ sid, to, status, start_time, date_created }) => item([to, status, start_time ?? date_created], sid),
});

export const searchRecordings = search({
	request: from('api', 'Recordings'),
	key: 'recordings',
	show: ({ sid, date_created, duration }) => item([date_created, duration && `${textOf(duration)} s`], sid),
});

export const searchApplications = search({
	request: from('api', 'Applications'),
	key: 'applications',
	show: byName,
});

export const searchMessagingServices = search({
	request: from('messaging', 'Services'),
	key: 'services',
	show: byName,
});

export const searchVerifyServices = search({
	request: from('verify', 'Services'),
	key: 'services',
	show: byName,
});

export const searchVerifyTemplates = search({
	request: from('verify', 'Templates'),
	key: 'templates',
	show: ({ sid, friendly_name, channels }) => item([friendly_name || sid, ...entriesOf(channels)], sid),
});

export const searchByocTrunks = search({
	request: from('voice', 'ByocTrunks'),
	key: 'byoc_trunks',
	show: byName,
});

export const searchIntelligenceServices = search({
	request: from('intelligence', 'Services'),
	key: 'services',
	show: ({ sid, friendly_name, unique_name, language_code }) =>
		item([friendly_name || unique_name || sid, language_code], sid),
});

export const searchContent = search({
	request: from('content', 'Content'),
	key: 'contents',
	show: ({ sid, friendly_name, language, variables }) => {
		const names = Object.keys(objectOf(variables));
		return item([friendly_name || sid, language, names.length ? `variables ${names.join(', ')}` : null], sid);
	},
});
