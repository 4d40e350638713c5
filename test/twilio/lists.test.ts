import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

/** Returns all pages, as seen by a client that follows the next page. */
async function pages(path: string, key: string): Promise<Array<Array<Record<string, unknown>>>> {
	const found = [];
	const { origin } = new URL(path.replace(/^~/, 'https://api.twilio.com'));
	for (let next: string | null = path; next;) {
		const { data } = await request(account, 'GET', next);
		found.push(data[key]);
		const { next_page_uri, meta } = data;
		next = meta ? meta.next_page_url : next_page_uri && origin + next_page_uri;
	}
	return found;
}

const total = 'every page holds its number, the newest first, and the last has no next page';

test(total, async () => {
	const seeded = await account.seed('message', { count: 120 });
	const read = await pages('~/Messages.json', 'messages');
	expect(read.map((page) => page.length)).toEqual([50, 50, 20]);
	expect(read.flat().map(({ sid }) => sid)).toEqual(seeded.reverse());
});

test('a list that ends with a full page has no empty page after it', async () => {
	await account.seed('call', { count: 4 });
	expect((await pages('~/Calls.json?PageSize=2', 'calls')).map((page) => page.length)).toEqual([2, 2]);
});

test('the newer APIs name the next page on the global host', async () => {
	await account.seed('transcript', { count: 3 });
	const path = 'https://intelligence.twilio.com/v2/Transcripts?PageSize=2';
	const { data } = await request(account, 'GET', path);
	expect(data.meta).toMatchObject({ key: 'transcripts', page: 0, page_size: 2, previous_page_url: null });
	expect(data.meta.next_page_url).toMatch(
		/^https:\/\/intelligence\.twilio\.com\/v2\/Transcripts\?PageSize=2&Page=1&PageToken=/,
	);
	expect((await pages(path, 'transcripts')).map((page) => page.length)).toEqual([2, 1]);
});

test('records that are deleted between two pages are neither missed nor returned twice', async () => {
	const seeded = await account.seed('message', { count: 4 });
	const first = await request(account, 'GET', '~/Messages.json?PageSize=2');
	await request(account, 'DELETE', `~/Messages/${seeded[2]}.json`);
	await account.seed('message');
	const second = await request(account, 'GET', `https://api.twilio.com${first.data.next_page_uri}`);
	expect(second.data.messages.map(({ sid }: { sid: string }) => sid)).toEqual([seeded[1], seeded[0]]);
});

test('sentences come in their order, up to 5,000 on a page', async () => {
	const [sid] = await account.seed('transcript', { sentences: 5001 });
	const path = `https://intelligence.twilio.com/v2/Transcripts/${sid}/Sentences?PageSize=5000`;
	const read = await pages(path, 'sentences');
	expect(read.map((page) => page.length)).toEqual([5000, 1]);
	expect(read.flat().map(({ sentence_index }) => sentence_index)).toEqual([...Array(5001).keys()]);
	expect(new Set(read.flat().map(({ confidence }) => typeof confidence))).toEqual(
		new Set(['string', 'number', 'object']),
	);
});

test('sentences are redacted unless the other is asked for, and have words if those are', async () => {
	const [sid] = await account.seed('transcript', { sentences: 1 });
	const [open] = await account.seed('transcript', { sentences: 1, fields: { redaction: false } });
	const read = async (of: string | undefined, query: Record<string, string> = {}) => {
		const path = `https://intelligence.twilio.com/v2/Transcripts/${of}/Sentences`;
		return (await request(account, 'GET', path, { query })).data.sentences[0];
	};
	expect(await read(sid)).toMatchObject({ transcript: 'Sentence number 1.', words: null });
	expect((await read(sid, { Redacted: 'false' })).transcript).toBe('Sentence number 1. (not redacted)');
	expect((await read(open)).transcript).toBe('Sentence number 1. (not redacted)');
	expect((await read(sid, { WordTimestamps: 'true' })).words).toMatchObject([
		{ word: 'Sentence', start_time: '0.5' },
		{ word: 'number' },
		{ word: '1.' },
	]);
});

test('transcripts can be new', async () => {
	await account.seed('transcript');
	const [sid] = await account.seed('transcript', { fields: { status: 'new' } });
	const path = 'https://intelligence.twilio.com/v2/Transcripts?Status=new';
	expect((await request(account, 'GET', path)).data.transcripts).toMatchObject([{ sid, status: 'new' }]);
});

test.each([
	['To', '+15005550199', { to: '+15005550199' }],
	['From', '+15005550199', { from: '+15005550199' }],
	['DateSent', '2024-05-02', { date_sent: 'Thu, 02 May 2024 23:59:00 +0000' }],
	['DateSent<', '2024-05-02', { date_sent: 'Thu, 02 May 2024 23:59:00 +0000' }],
	['DateSent<', '2024-05-02T23:59:00Z', { date_sent: 'Thu, 02 May 2024 23:59:00 +0000' }],
])('messages are filtered by %s %s', async (name, value, fields) => {
	await account.seed('message', { count: 3 });
	const wanted = await account.seed('message', { fields });
	const { data } = await request(account, 'GET', '~/Messages.json', { query: { [name]: value } });
	expect(data.messages.map(({ sid }: { sid: string }) => sid)).toEqual(wanted);
});

test('messages are filtered by the begin of a time', async () => {
	await account.seed('message', { fields: { date_sent: 'Wed, 01 May 2024 23:59:59 +0000' } });
	const wanted = await account.seed('message', { fields: { date_sent: 'Thu, 02 May 2024 00:00:00 +0000' } });
	const { data } = await request(account, 'GET', '~/Messages.json', { query: { 'DateSent>': '2024-05-02' } });
	expect(data.messages.map(({ sid }: { sid: string }) => sid)).toEqual(wanted);
});

const parent = `CA${'b'.repeat(32)}`;

test.each([
	['Status', 'busy', { status: 'busy' }],
	['ParentCallSid', parent, { parent_call_sid: parent }],
	['StartTime', '2024-05-02', { start_time: 'Thu, 02 May 2024 10:00:00 +0000' }],
	['EndTime<', '2024-05-02', { end_time: 'Thu, 02 May 2024 10:00:00 +0000' }],
])('calls are filtered by %s', async (name, value, fields) => {
	await account.seed('call', { count: 3 });
	const wanted = await account.seed('call', { fields });
	const { data } = await request(account, 'GET', '~/Calls.json', { query: { [name]: value } });
	expect(data.calls.map(({ sid }: { sid: string }) => sid)).toEqual(wanted);
});

test.each([
	['PhoneNumber', '15017122661', 1],
	['PhoneNumber', '+1501712****', 1],
	['FriendlyName', 'Support', 1],
	['Beta', 'true', 0],
	['Origin', 'twilio', 2],
])('numbers are filtered by %s %s', async (name, value, count) => {
	const { data } = await request(account, 'GET', '~/IncomingPhoneNumbers.json', { query: { [name]: value } });
	expect(data.incoming_phone_numbers).toHaveLength(count);
});

test('a page of 100,000 messages costs no more than one of a few', async () => {
	await account.seed('message', { count: 100_000 });
	const started = performance.now();
	const { data } = await request(account, 'GET', '~/Messages.json?PageSize=1000');
	expect(data.messages).toHaveLength(1000);
	expect(performance.now() - started).toBeLessThan(1000);
});
