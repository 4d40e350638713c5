import type { IDataObject } from 'n8n-workflow';
import type { TwilioClient } from '../../../../nodes/Twilio/transport/client';
import type * as Pagination from '../../../../nodes/Twilio/transport/pagination';
import type { TwilioRequest } from '../../../../nodes/Twilio/transport/request';
import { built } from '../../../support/built';

const { pages } = built<typeof Pagination>('transport/pagination');

const list: TwilioRequest = { product: 'api', method: 'GET', path: ['Messages'] };
const account = { sid: `AC${'0'.repeat(32)}`, region: 'us1' } as const;

/** Returns a list, newest first, that gains records whenever a page is read. */
function growingList(count: number, added: number): TwilioClient {
	let newest = count;
	const send = async ({ query = {} }: TwilioRequest): Promise<IDataObject> => {
		const page = Number(query.Page ?? 0);
		const size = Number(query.PageSize);
		const last = newest - page * size;
		const messages = Array.from({ length: Math.max(0, Math.min(size, last)) }, (_, index) => ({
			sid: `SM${last - index}`,
		}));
		newest += added;
		const path = `/2010-04-01/Accounts/${account.sid}/Messages.json`;
		return await Promise.resolve({
			messages,
			next_page_uri: last > size ? `${path}?PageSize=${size}&Page=${page + 1}` : null,
		});
	};
	return { account, send } as unknown as TwilioClient;
}

/** Returns a list with exactly these pages. */
function listOf(...bodies: IDataObject[]): TwilioClient {
	const path = `/2010-04-01/Accounts/${account.sid}/Messages.json`;
	const send = async ({ query = {} }: TwilioRequest): Promise<IDataObject> => {
		const next = Number(query.Page ?? 0) + 1;
		const next_page_uri = next < bodies.length ? `${path}?Page=${next}` : null;
		return await Promise.resolve({ next_page_uri, ...bodies[next - 1] });
	};
	return { account, send } as unknown as TwilioClient;
}

async function read(client: TwilioClient, limit: number): Promise<unknown[]> {
	const found: unknown[] = [];
	for await (const page of pages(client, { ...list, maxPageSize: 50 }, 'messages', limit, {
		timeout: 1,
		maxRetries: 0,
	}))
		found.push(...page.map(({ sid }) => sid));
	return found;
}

const sids = (newest: number, count: number) => Array.from({ length: count }, (_, index) => `SM${newest - index}`);

test.each([0, 1, 7, 40])('a record comes once although %d are added between the pages', async (added) => {
	expect(await read(growingList(500, added), Infinity)).toEqual(sids(500, 500));
});

test('records that came already do not count for the limit', async () => {
	expect(await read(growingList(500, 7), 120)).toEqual(sids(500, 120));
});

test('a record that shifts over an empty page comes once', async () => {
	const pagesOf = [['A', 'B'], [], ['B', 'C']].map((page) => ({ messages: page.map((sid) => ({ sid })) }));
	expect(await read(listOf(...pagesOf), Infinity)).toEqual(['A', 'B', 'C']);
});

test.each([{ page: 2 }, 2, true, ['x']])('a next page that is %j is not the end of the list', async (next_page_uri) => {
	const page = { messages: [{ sid: 'A' }], next_page_uri } as IDataObject;
	await expect(read(listOf(page), Infinity)).rejects.toThrow('next page does not belong to this list');
});

test.each([null, undefined, ''])('a next page that is %j is the end of the list', async (next_page_uri) => {
	const page = { messages: [{ sid: 'A' }], next_page_uri };
	expect(await read(listOf(page), Infinity)).toEqual(['A']);
	expect(await read(listOf({ messages: [{ sid: 'A' }], meta: { next_page_url: next_page_uri } }), Infinity)).toEqual([
		'A',
	]);
});

test('a record that is no object is told apart from a list that is missing', async () => {
	const messages = [{ sid: 'A' }, null] as unknown as IDataObject[];
	await expect(read(listOf({ messages }), Infinity)).rejects.toThrow(
		'an entry of its list "messages" is not an object',
	);
	await expect(read(listOf({}), Infinity)).rejects.toThrow('it has no list "messages"');
});
