import { searchList } from '../../../support/editor';
import { newWorld, type World } from '../../../support/world';
import { LocalTwilioClient, type SeedKind } from '../../../twilio/client';

/** Each list with what it shows of the world: the picked value, and a pattern for its label. */
const LISTS: Array<[method: string, kind: SeedKind, value: (sids: World['sids']) => string, label: RegExp]> = [
	['searchSenders', 'number', () => '+15005550006', /^Main line · \+15005550006/],
	['searchCallers', 'number', () => '+15005550006', /^Main line · \+15005550006/],
	['searchMessages', 'message', ({ message }) => message, /^To \+15005550100 · Hello · 20\d\d-\d\d-\d\d \d\d:\d\d$/],
	['searchCalls', 'call', ({ call }) => call, /^To \+15005550100 · \d+ s · 20\d\d-\d\d-\d\d \d\d:\d\d$/],
	['searchRecordings', 'recording', ({ recording }) => recording, /^CA\w{32} · 1 s · 20\d\d-\d\d-\d\d \d\d:\d\d$/],
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
		expect(pages).toEqual([...Array<number>(12).fill(20), 10]);
		expect(new Set(values).size).toBe(250);
	});

	test('finds what lies behind hundreds of others', async () => {
		const { account, credential, sids } = await newWorld();
		await account.seed(kind, { count: 700 });
		// The list starts with the newest, so the world's own record is on the last page.
		const { results, paginationToken } = await searchList(method, { credential, filter: value(sids) });
		expect(results.map((one) => one.value)).toEqual([value(sids)]);
		expect(paginationToken).toBeUndefined();
		const [list, ...others] = (await account.ledger()).requests;
		expect(others.filter(({ path }) => path === list!.path)).toHaveLength(3);
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

const NOON = 'Tue, 24 Nov 2026 12:00:00 +0000';

const labels = async (method: string, ask: Parameters<typeof searchList>[1]) =>
	(await searchList(method, ask)).results.map(({ name }) => name);

test('messages show who wrote to whom, their first words and their time in the time zone', async () => {
	const { account, credential } = await newWorld();
	await account.reset({ state: true });
	const party = { from: '+14155550123', to: '+15005550006' };
	const body = `Line 1\nLine 2 of a text that is ${'long '.repeat(20)}`;
	await account.seed('message', { fields: { ...party, direction: 'inbound', body, date_sent: NOON } });
	await account.seed('message', {
		fields: { ...party, direction: 'outbound-api', body: '', date_created: NOON, date_sent: null },
	});
	expect(await labels('searchMessages', { credential, timezone: 'Asia/Tokyo' })).toEqual([
		'To +15005550006 · 2026-11-24 21:00',
		'From +14155550123 · Line 1 Line 2 of a text that is long lon… · 2026-11-24 21:00',
	]);
	expect((await labels('searchMessages', { credential, timezone: 'America/New_York' }))[0]).toContain(
		'2026-11-24 07:00',
	);
});

test('calls show who called whom, how long, and a status that is not the usual one', async () => {
	const { account, credential } = await newWorld();
	await account.reset({ state: true });
	const party = { from: '+14155550123', to: '+15005550006', start_time: NOON };
	const call = async (fields: object) => await account.seed('call', { fields: { ...party, ...fields } });
	await call({ direction: 'inbound', status: 'completed', duration: '65' });
	await call({ direction: 'outbound-dial', status: 'no-answer', duration: '0' });
	expect(await labels('searchCalls', { credential, timezone: 'UTC' })).toEqual([
		'To +15005550006 · no-answer · 2026-11-24 12:00',
		'From +14155550123 · 1 min 5 s · 2026-11-24 12:00',
	]);
});

describe('Recordings', () => {
	/** Seeds `count` recordings, each of a separate call, from +14155550001 on. */
	async function record(count: number) {
		const { account, credential } = await newWorld();
		await account.reset({ state: true });
		for (let index = 1; index <= count; index++) {
			const from = `+1415555${String(index).padStart(4, '0')}`;
			const [call_sid] = await account.seed('call', {
				fields: { from, direction: 'inbound', status: 'completed', start_time: NOON },
			});
			await account.seed('recording', { fields: { call_sid, duration: '65', date_created: NOON } });
		}
		return { account, ask: { credential, timezone: 'UTC' } };
	}

	test('show the call, its direction and their length', async () => {
		const { account, ask } = await record(2);
		expect(await labels('searchRecordings', ask)).toEqual([
			'From +14155550002 · 1 min 5 s · 2026-11-24 12:00',
			'From +14155550001 · 1 min 5 s · 2026-11-24 12:00',
		]);
		// The list and two calls; nothing else is read.
		expect((await account.counters()).requests).toBe(3);
	});

	test('are found by the number of a call, with few requests', async () => {
		const { account, ask } = await record(30);
		expect(await labels('searchRecordings', { ...ask, filter: '5550007' })).toEqual([
			'From +14155550007 · 1 min 5 s · 2026-11-24 12:00',
		]);
		expect((await account.counters()).requests).toBe(2);
	});

	test('show the SID of a call that cannot be read', async () => {
		const { account, ask } = await record(1);
		await account.faults({ match: { path: /Calls\// }, action: { kind: 'status', status: 403 } });
		expect(await labels('searchRecordings', ask)).toEqual([expect.stringMatching(/^CA\w{32} · 1 min 5 s · /)]);
	});
});

test('records without a SID are left out, and labels show only texts and numbers', async () => {
	const { account, credential, sids } = await newWorld();
	const odd = [null, undefined, 7, ''].map((sid) => ({ sid, body: 'Hello' }));
	const body = {
		messages: [...odd, { sid: sids.message, to: 12, body: { a: 1 } }, { sid: 'SM1', to: ['x'], body: 2 }],
	};
	await account.faults({ action: { kind: 'status', status: 200, body } });
	const { results } = await searchList('searchMessages', { credential });
	expect(results.map(({ name, value }) => [name, value])).toEqual([
		['To', sids.message],
		['To · 2', 'SM1'],
	]);
});

test('a record about which nothing is known shows its SID', async () => {
	const { account, credential } = await newWorld();
	const body = { applications: [{ sid: 'AP1', friendly_name: { a: 1 } }] };
	await account.faults({ action: { kind: 'status', status: 200, body } });
	expect(await labels('searchApplications', { credential })).toEqual(['AP1']);
});

test('a search that takes too long says where it stopped, in an entry that cannot be picked', async () => {
	const { account, credential, sids } = await newWorld();
	await account.seed('message', { count: 1000 });
	await account.faults({ times: 2, action: { kind: 'delay', ms: 6000 } });
	const { results, paginationToken } = await searchList('searchMessages', { credential, filter: sids.message });
	// In n8n's editor only texts and numbers can be picked.
	expect(results).toEqual([{ name: 'Only the first 400 were searched. For others, choose By ID.', value: false }]);
	const rest = await searchList('searchMessages', { credential, filter: sids.message, token: paginationToken });
	expect(rest.results.map(({ value }) => value)).toEqual([sids.message]);
}, 30_000);

test('a search that has found enough leaves the rest to the next page', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 3000, fields: { body: 'Good morning' } });
	const { results, paginationToken } = await searchList('searchMessages', { credential, filter: 'good' });
	expect(results).toHaveLength(200);
	expect(paginationToken).toBeDefined();
	expect((await account.counters()).requests).toBe(1);
});

test.each(['', 'nothing'])('pages in a circle end a search for "%s"', async (filter) => {
	const { account, credential } = await newWorld();
	await account.faults({ action: { kind: 'page', self: true, empty: true } });
	await expect(searchList('searchMessages', { credential, filter })).rejects.toThrow('next page was already read');
	expect((await account.counters()).requests).toBeLessThan(5);
});

test('a list whose pages stay empty ends with the reason', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 2100 });
	await account.faults({ action: { kind: 'page', empty: true } });
	await expect(searchList('searchMessages', { credential })).rejects.toThrow('empty pages in a row');
	expect((await account.counters()).requests).toBe(101);
});

test('what was found is listed although the next page fails, and the last entry says where it stopped', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 300 });
	const [newest] = await account.seed('message', { fields: { body: 'Needle' } });
	await account.faults({ skip: 1, action: { kind: 'status', status: 403 } });
	const found = await searchList('searchMessages', { credential, filter: 'needle' });
	expect(found).toEqual({
		results: [
			expect.objectContaining({ value: newest }),
			{ name: 'Only the first 200 were searched. For others, choose By ID.', value: false },
		],
	});
});

test('a page is listed although the next one cannot be requested', async () => {
	const { account, credential, sids } = await newWorld();
	await account.faults({ action: { kind: 'page', next: 'https://evil.example/' } });
	const { results, paginationToken } = await searchList('searchMessages', { credential });
	expect(results.map(({ value }) => value)).toEqual([sids.message, false]);
	expect(paginationToken).toBeUndefined();
});

test('a list that hangs, or waits for a paused account, ends after 20 s and says what to do', async () => {
	const hanging = await newWorld();
	await hanging.account.faults({ action: { kind: 'hang', when: 'before' } });
	const paused = await newWorld();
	const action = { kind: 'status', status: 429, headers: { 'Retry-After': '22' } } as const;
	await paused.account.faults({ times: 1, action });
	await expect(searchList('searchMessages', paused)).rejects.toThrow('429');
	const start = Date.now();
	for (const list of [hanging, paused].map(async (world) => await searchList('searchMessages', world)))
		await expect(list).rejects.toThrow(/^The list took longer than 20 s: .*Try again later/);
	expect(Date.now() - start).toBeLessThan(24_000);
	expect((await hanging.account.counters()).requests).toBe(1);
}, 90_000);
