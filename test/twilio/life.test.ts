import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

const From = '+15005550006';
const To = '+15005550100';
const post = (path: string, form: Record<string, string>) => request(account, 'POST', path, { form });
const one = async (kind: 'message' | 'call' | 'recording', fields = {}) => (await account.seed(kind, { fields }))[0]!;
const effects = async () => (await account.ledger()).effects.map(({ kind, sid }) => [kind, sid]);
const sidsOf = (records: Array<{ sid: string }>) => records.map(({ sid }) => sid);

test("a message's text is removed, and nothing else", async () => {
	const sid = await one('message', { body: 'Secret', status: 'delivered' });
	const before = (await request(account, 'GET', `~/Messages/${sid}.json`)).data;
	const { status, data } = await post(`~/Messages/${sid}.json`, { Body: '' });
	expect([status, data.body, data.status, data.num_segments]).toEqual([200, '', 'delivered', before.num_segments]);
	expect((await request(account, 'GET', `~/Messages/${sid}.json`)).data.body).toBe('');
	expect(await effects()).toEqual([['message.redacted', sid]]);
});

test.each<[string, Record<string, string>]>([
	['a new text', { Body: 'Other' }],
	['canceling and redacting at once', { Body: '', Status: 'canceled' }],
])('a message is not changed by %s', async (_what, form) => {
	const sid = await one('message', { status: 'scheduled' });
	const { status, data } = await post(`~/Messages/${sid}.json`, form);
	expect([status, data.code]).toEqual([400, 30400]);
	expect(await effects()).toEqual([]);
});

test('a message that is no longer scheduled is not canceled', async () => {
	const sid = await one('message', { status: 'sent' });
	const { status, data } = await post(`~/Messages/${sid}.json`, { Status: 'canceled' });
	expect([status, data.code]).toEqual([400, 30409]);
});

test.each([
	['completed', 'in-progress', 'completed'],
	['completed', 'ringing', 'completed'],
	['canceled', 'queued', 'canceled'],
	['canceled', 'ringing', 'canceled'],
])('%s ends a call that is %s', async (Status, before, after) => {
	const start_time = before === 'in-progress' ? new Date(Date.now() - 30_000).toUTCString() : null;
	const sid = await one('call', { status: before, start_time, end_time: null, duration: null });
	const { status, data } = await post(`~/Calls/${sid}.json`, { Status });
	expect([status, data.status]).toEqual([200, after]);
	expect(Date.parse(data.end_time)).not.toBeNaN();
	expect(Number(data.duration) >= 30).toBe(before === 'in-progress');
	expect(await effects()).toEqual([['call.ended', sid]]);
	expect((await request(account, 'GET', `~/Calls/${sid}.json`)).data.status).toBe(after);
});

test('canceling does not affect a call in progress', async () => {
	const sid = await one('call', { status: 'in-progress' });
	const { status, data } = await post(`~/Calls/${sid}.json`, { Status: 'canceled' });
	expect([status, data.status]).toEqual([200, 'in-progress']);
	expect(await effects()).toEqual([]);
});

test('a call that has ended is not ended again', async () => {
	const { status, data } = await post(`~/Calls/${await one('call')}.json`, { Status: 'completed' });
	expect([status, data.code]).toEqual([400, 21220]);
});

test('a deleted recording is shown for 40 days to those who ask for it, without its audio', async () => {
	const sid = await one('recording');
	const other = await one('recording');
	expect((await request(account, 'DELETE', `~/Recordings/${sid}.json`)).status).toBe(204);
	const query = { IncludeSoftDeleted: 'true' };
	const list = async (options = {}) =>
		sidsOf((await request(account, 'GET', '~/Recordings.json', options)).data.recordings);
	expect([await list(), await list({ query })]).toEqual([[other], [other, sid]]);
	const status = async (path: string, options = {}) => (await request(account, 'GET', path, options)).status;
	expect(await status(`~/Recordings/${sid}.json`)).toBe(404);
	expect(await status(`~/Recordings/${sid}.wav`)).toBe(404);
	expect((await request(account, 'GET', `~/Recordings/${sid}.json`, { query })).data.status).toBe('deleted');
	expect((await request(account, 'DELETE', `~/Recordings/${sid}.json`)).status).toBe(404);
	expect(await effects()).toEqual([['recording.deleted', sid]]);
});

test.each([
	['CallSid', `CA${'b'.repeat(32)}`, { call_sid: `CA${'b'.repeat(32)}` }],
	['ConferenceSid', `CF${'b'.repeat(32)}`, { conference_sid: `CF${'b'.repeat(32)}` }],
])('recordings are filtered by %s', async (name, value, fields) => {
	await account.seed('recording', { count: 2 });
	const sid = await one('recording', fields);
	const { data } = await request(account, 'GET', '~/Recordings.json', { query: { [name]: value } });
	expect(sidsOf(data.recordings)).toEqual([sid]);
});

test('what is not to be kept of a message is not shown', async () => {
	const privacy = { ContentRetention: 'discard', AddressRetention: 'obfuscate' };
	const { status, data } = await post('~/Messages.json', { To, From, Body: 'Secret', ...privacy });
	expect([status, data.body, data.to, data.num_segments]).toEqual([201, '', '+1500555XXXX', '1']);
	expect((await account.ledger()).effects).toMatchObject([{ kind: 'message.created', to: To, body: 'Secret' }]);
});

test('a refused message is listed as failed where the account is set so', async () => {
	const refused = { To: 'Ada', From, Body: 'Hello' };
	const failed = async () => (await request(account, 'GET', '~/Messages.json')).data.messages;
	await post('~/Messages.json', refused);
	expect(await failed()).toEqual([]);
	await account.configure({ keepRefused: true });
	const { status, data } = await post('~/Messages.json', refused);
	expect([status, data.code]).toEqual([400, 21211]);
	const record = {
		status: 'failed',
		error_code: 21211,
		error_message: data.message,
		body: 'Hello',
		to: 'Ada',
		from: From,
	};
	expect(await failed()).toMatchObject([record]);
	expect(await effects()).toEqual([]);
});

test('a person on WhatsApp can be a user ID', async () => {
	const user = 'whatsapp:US.13491208655302741918';
	const sender = `whatsapp:${From}`;
	await account.configure({ autoReply: { '*': { body: 'Yes', from: user, externalUserId: user } } });
	expect((await post('~/Messages.json', { To: user, From: sender, Body: 'Hello' })).status).toBe(201);
	await post('~/Messages.json', { To: `whatsapp:${To}`, From: sender, Body: 'Hello' });
	const { data } = await request(account, 'GET', '~/Messages.json', { query: { From: user } });
	expect(data.messages).toHaveLength(2);
	expect(data.messages[0]).toMatchObject({ from: user, to: sender, direction: 'inbound', external_user_id: user });
});
