import { searchList } from '../../../support/editor';
import { newWorld, type World } from '../../../support/world';
import { LocalTwilioClient, type SeedKind } from '../../../twilio/client';

/** Each list with what it shows of the world: the value that is picked, and words of its label. */
const LISTS: Array<[method: string, kind: SeedKind, value: (sids: World['sids']) => string, label: RegExp]> = [
	['searchSenders', 'number', () => '+15005550006', /^Main line · \+15005550006/],
	['searchCallers', 'number', () => '+15005550006', /^Main line · \+15005550006/],
	['searchMessages', 'message', ({ message }) => message, /^\+15005550100 · Hello · /],
	['searchCalls', 'call', ({ call }) => call, /^\+15005550100 · completed · /],
	['searchRecordings', 'recording', ({ recording }) => recording, /20\d\d.* · 1 s/],
	['searchApplications', 'application', ({ application }) => application, /^Greeting$/],
	['searchMessagingServices', 'messagingService', ({ messagingService }) => messagingService, /^Notifications$/],
	['searchVerifyServices', 'verifyService', ({ verifyService }) => verifyService, /^Sign-in codes$/],
	['searchContent', 'content', ({ content }) => content, /^order_shipped · en/],
	['searchVerifyTemplates', 'verifyTemplate', ({ verifyTemplate }) => verifyTemplate, /^Plain words · sms$/],
	['searchByocTrunks', 'byocTrunk', ({ byocTrunk }) => byocTrunk, /^Own carrier$/],
	[
		'searchIntelligenceServices',
		'intelligenceService',
		({ intelligenceService }) => intelligenceService,
		/^Support calls · en-US$/,
	],
];

describe.each(LISTS)('%s', (method, kind, value, label) => {
	test('lists what there is', async () => {
		const { credential, sids } = await newWorld();
		const { results, paginationToken } = await searchList(method, { credential });
		expect(results).toEqual([expect.objectContaining({ name: expect.stringMatching(label), value: value(sids) })]);
		expect(paginationToken).toBeUndefined();
	});

	test('finds by a word of the label and by the value, in any case', async () => {
		const { account, credential, sids } = await newWorld();
		await account.seed(kind, { count: 3 });
		const found = async (filter: string) =>
			(await searchList(method, { credential, filter })).results.map((one) => one.value);
		expect(await found(value(sids).toLowerCase())).toEqual([value(sids)]);
		expect(await found(` ${value(sids).slice(-8)} `)).toContain(value(sids));
		expect(await found('nothing like it')).toEqual([]);
	});

	test('gives page after page, each record once', async () => {
		const { account, credential } = await newWorld();
		await account.seed(kind, { count: 249 });
		const values: unknown[] = [];
		let token: string | undefined;
		const pages: number[] = [];
		do {
			const { results, paginationToken } = await searchList(method, { credential, token });
			pages.push(results.length);
			values.push(...results.map((one) => one.value));
			token = paginationToken;
		} while (token);
		expect(pages).toEqual([100, 100, 50]);
		expect(new Set(values).size).toBe(250);
	});

	test('reads on until a page has what was typed', async () => {
		const { account, credential, sids } = await newWorld();
		await account.seed(kind, { count: 249 });
		// The list gives the newest first, so that the world's own record is on the last page.
		const { results } = await searchList(method, { credential, filter: value(sids) });
		expect(results.map((one) => one.value)).toEqual([value(sids)]);
		expect((await account.counters()).requests).toBe(3);
	});

	test('says why it fails', async () => {
		const { credential } = await newWorld();
		await expect(searchList(method, { credential: { ...credential, authToken: 'wrong' } })).rejects.toThrow(
			/20003.*Check the credential/s,
		);
	});
});

test('a token cannot lead the search anywhere else', async () => {
	const { account, credential } = await newWorld();
	const twilio = new LocalTwilioClient();
	for (const token of [
		'https://evil.example/',
		'//evil.example',
		'../../x',
		'a=b&To=c',
		'@evil.example',
		'%0d%0aX: 1',
	]) {
		await searchList('searchMessages', { credential, token }).catch(() => undefined);
	}
	const { requests } = await account.ledger();
	expect(requests.length).toBeGreaterThan(0);
	for (const { host, path } of requests)
		expect([host, path]).toEqual(['api.twilio.com', `/2010-04-01/Accounts/${account.sid}/Messages.json`]);
	expect((await twilio.foreign()).filter(({ headers }) => JSON.stringify(headers).includes(account.sid))).toEqual([]);
});

test.each(['ie1', 'au1'] as const)(
	'the Verify services of %s fail with the reason, before anything is sent',
	async (region) => {
		const { account, credential } = await newWorld(region);
		await expect(searchList('searchVerifyServices', { credential })).rejects.toThrow(
			/Verify is not available in (IE1|AU1)/,
		);
		expect((await account.counters()).requests).toBe(0);
	},
);

test('marks numbers that lack the capability', async () => {
	const { account, credential } = await newWorld();
	await account.seed('number', {
		fields: { phone_number: '+15017122661', capabilities: { voice: false, sms: true, mms: true, fax: false } },
	});
	const label = async (method: string) =>
		(await searchList(method, { credential, filter: '7122661' })).results[0]!.name;
	expect(await label('searchCallers')).toContain('no voice');
	expect(await label('searchSenders')).not.toContain('no ');
});
