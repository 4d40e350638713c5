import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

const message = { To: '+15005550100', From: '+15005550006', Body: 'Hello & goodbye' };
const send = (form = message) => request(account, 'POST', '~/Messages.json', { form });

test('a request is recorded as it came, with what came of it', async () => {
	const form = { ...message, MediaUrl: ['https://example.com/b', 'https://example.com/a'] };
	const { data } = await request(account, 'POST', '~/Messages.json', { form });
	await request(account, 'GET', '~/Messages.json?To=%2B1&PageSize=5');
	const { requests, effects, counters } = await account.ledger();
	const path = `/2010-04-01/Accounts/${account.sid}/Messages.json`;
	expect(requests).toMatchObject([
		{
			method: 'POST',
			host: 'api.twilio.com',
			path,
			query: [],
			form: [
				['To', '+15005550100'],
				['From', '+15005550006'],
				['Body', 'Hello & goodbye'],
				['MediaUrl', 'https://example.com/b'],
				['MediaUrl', 'https://example.com/a'],
			],
			authorized: true,
			status: 201,
			fault: null,
			inFlight: 1,
			aborted: false,
		},
		{
			method: 'GET',
			path,
			query: [
				['To', '+1'],
				['PageSize', '5'],
			],
			form: [],
			status: 200,
		},
	]);
	expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(effects).toMatchObject([{ kind: 'message.created', sid: data.sid, to: message.To, body: message.Body }]);
	expect(counters).toMatchObject({ requests: 2, refused429: 0, peakInFlight: 1, effects: { 'message.created': 1 } });
});

test('only counts are kept where only counts are requested', async () => {
	await account.configure({ record: 'counts' });
	await send();
	const { requests, counters } = await account.ledger();
	expect(requests).toEqual([]);
	expect(counters).toMatchObject({ requests: 1, effects: { 'message.created': 1 } });
});

test('requests beyond the limit at the same time are refused at once', async () => {
	await account.configure({ latency: 1000, maxInFlight: 2, retryAfter: '1' });
	const replies = await Promise.all(Array.from({ length: 5 }, () => send()));
	const refused = replies.filter(({ status }) => status === 429);
	expect(refused).toHaveLength(3);
	for (const { data, headers } of refused) expect([data.code, headers['retry-after']]).toEqual([20429, '1']);
	const { requests, counters } = await account.ledger();
	const took = (status: number) =>
		requests.filter((entry) => entry.status === status).map(({ time, ended }) => ended! - time);
	expect(Math.max(...took(429))).toBeLessThan(900);
	expect(Math.min(...took(201))).toBeGreaterThanOrEqual(990);
	expect(counters).toMatchObject({ refused429: 3, effects: { 'message.created': 2 } });
	expect(counters.peakInFlight).toBeGreaterThanOrEqual(3);
});

test('requests beyond the rate are refused', async () => {
	await account.configure({ rate: 3 });
	const statuses = [];
	for (let count = 0; count < 5; count++) statuses.push((await send()).status);
	expect(statuses).toEqual([201, 201, 201, 429, 429]);
});

test('a reset forgets the requests and keeps what is there', async () => {
	const { data } = await send();
	await account.reset();
	expect(await account.ledger()).toMatchObject({ requests: [], effects: [], counters: { requests: 0 } });
	expect((await request(account, 'GET', `~/Messages/${data.sid}.json`)).status).toBe(200);
});

test('a full reset leaves what a new account has', async () => {
	const { data } = await send();
	await account.configure({ latency: 5000 });
	await account.reset({ state: true });
	expect((await request(account, 'GET', `~/Messages/${data.sid}.json`)).status).toBe(404);
	const numbers = await request(account, 'GET', '~/IncomingPhoneNumbers.json');
	expect(numbers.data.incoming_phone_numbers).toHaveLength(2);
});

test.each([
	['https://api.twilio.com/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json', 'incoming_phone_numbers', 2],
	['https://api.twilio.com/2010-04-01/Accounts/{sid}/Applications.json', 'applications', 1],
	['https://messaging.twilio.com/v1/Services', 'services', 1],
	['https://verify.twilio.com/v2/Services', 'services', 1],
	['https://content.twilio.com/v1/Content', 'contents', 2],
])('a new account has its %s', async (path, key, count) => {
	const { data } = await request(account, 'GET', path.replace('{sid}', account.sid));
	expect(data[key]).toHaveLength(count);
});

test('an account can be made with credentials that are known before', async () => {
	const accountSid = `AC${'c'.repeat(32)}`;
	const fixed = await twilio.createAccount({ accountSid, authToken: 'known', empty: true });
	expect(fixed.credentials).toMatchObject({ accountSid, authToken: 'known', region: 'us1' });
	const numbers = await request(fixed, 'GET', '~/IncomingPhoneNumbers.json');
	expect(numbers.data.incoming_phone_numbers).toEqual([]);
});

test('credentials of nobody are found among the strays', async () => {
	const sid = `AC${'d'.repeat(32)}`;
	await request(account, 'GET', '~/Calls.json', { login: [sid, 'x'] });
	const path = `/2010-04-01/Accounts/${account.sid}/Calls.json`;
	const { requests } = await twilio.strays();
	expect(requests.filter((entry) => entry.path === path)).toMatchObject([{ authorized: false, status: 401 }]);
});

test('the control API says what it does not know', async () => {
	const unknown = account.seed('fax' as 'call');
	await expect(unknown).rejects.toThrow(/kind: Invalid enum value.*received 'fax'/);
});
