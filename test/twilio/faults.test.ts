import { LocalTwilioClient, type Fault, type FaultAction, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

const message = { To: '+15005550100', From: '+15005550006', Body: 'Hello' };
const send = (form = message, timeout?: number) => request(account, 'POST', '~/Messages.json', { form, timeout });

async function sent(): Promise<number> {
	return (await account.counters()).effects['message.created'] ?? 0;
}

const play = (action: FaultAction, fault: Omit<Fault, 'action'> = { times: 1 }) => account.faults({ ...fault, action });

test('a status is answered with its headers and body, and nothing is sent', async () => {
	const body = { code: 20500, message: 'Broken', more_info: '', status: 503 };
	await play({ kind: 'status', status: 503, headers: { 'Retry-After': '2' }, body });
	const { status, headers, data } = await send();
	expect([status, headers['retry-after'], data]).toEqual([503, '2', body]);
	expect(await sent()).toBe(0);
	expect((await send()).status).toBe(201);
});

test('a status after the effect leaves the message sent', async () => {
	await play({ kind: 'status', status: 500, body: '<h1>Oops</h1>', contentType: 'text/html', when: 'after' });
	const { status, headers, data } = await send();
	expect([status, headers['content-type'], data]).toEqual([500, 'text/html', '<h1>Oops</h1>']);
	expect(await sent()).toBe(1);
});

test.each([
	['before', 0],
	['after', 1],
	['body', 1],
] as const)('a reset %s is a broken connection with %d messages sent', async (when, count) => {
	await play({ kind: 'reset', when });
	await expect(send()).rejects.toThrow(/ECONNRESET|aborted|socket/);
	expect(await sent()).toBe(count);
	const { requests } = await account.ledger();
	expect(requests).toMatchObject([{ fault: 'reset', aborted: true, status: when === 'body' ? 201 : null }]);
});

test.each([
	['before', false, 0],
	['after', false, 1],
	['before', true, 0],
	['after', true, 1],
] as const)('hanging %s the effect, headers sent: %s', async (when, headers, count) => {
	await play({ kind: 'hang', when, headers });
	await expect(send(message, 200)).rejects.toThrow(/timeout|aborted/);
	expect(await sent()).toBe(count);
});

test.each(['before', 'after'] as const)('a delay %s the effect takes its time', async (when) => {
	await play({ kind: 'delay', ms: 1500, when });
	const pending = send();
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(await sent()).toBe(when === 'after' ? 1 : 0);
	expect((await pending).status).toBe(201);
});

test('a dripping body arrives whole', async () => {
	await play({ kind: 'drip', intervalMs: 0 });
	expect((await send()).data.body).toBe('Hello');
});

test('a truncated body is a broken connection after the effect', async () => {
	await play({ kind: 'truncate' });
	await expect(send()).rejects.toThrow(/aborted|ECONNRESET/);
	expect(await sent()).toBe(1);
});

test.each([
	['truncated-json', /^\{"account_sid":"AC/],
	['malformed', /^\{"sid": SM/],
	['empty', /^$/],
	['array', /^\[1,/],
	['null', /^null$/],
	['html', /^<!DOCTYPE html>/],
] as const)('the body can be %s', async (body, pattern) => {
	await play({ kind: 'body', body });
	const { status, data } = await request(account, 'POST', '~/Messages.json', {
		form: message,
		responseType: 'arraybuffer',
	});
	expect(status).toBe(201);
	expect((data as Buffer).toString()).toMatch(pattern);
	expect(await sent()).toBe(1);
});

test('a body can be huge', async () => {
	await play({ kind: 'huge', megabytes: 3 });
	expect((await send()).data.padding).toHaveLength(3 * 1024 * 1024);
});

test('a body can be packed, and badly packed', async () => {
	await play({ kind: 'gzip' });
	expect((await send()).data.body).toBe('Hello');
	await play({ kind: 'gzip', broken: true });
	await expect(send()).rejects.toThrow();
});

test.each([301, 302, 303, 307, 308] as const)('a redirect with %d leads away', async (status) => {
	await play({ kind: 'redirect', status, location: 'https://evil.example/x' });
	const reply = await send();
	expect([reply.status, reply.headers.location]).toEqual([status, 'https://evil.example/x']);
});

test('an error can echo the credentials', async () => {
	await play({ kind: 'echo-credentials', status: 401 });
	const { status, data } = await send();
	const { authToken } = account.credentials;
	expect(status).toBe(401);
	expect(data.message).toContain(authToken);
	expect(data.authorization).toBe(`Basic ${Buffer.from(`${account.sid}:${authToken}`).toString('base64')}`);
});

test("a list's page can lie about the next one", async () => {
	await account.seed('message', { count: 3 });
	const page = async (action: Omit<Extract<FaultAction, { kind: 'page' }>, 'kind'>) => {
		await play({ kind: 'page', ...action });
		return (await request(account, 'GET', '~/Messages.json?PageSize=2')).data;
	};
	expect((await page({ next: '@evil.example/x' })).next_page_uri).toBe('@evil.example/x');
	const self = await page({ self: true });
	expect(self.next_page_uri).toBe(self.uri);
	expect(await page({ empty: true })).toMatchObject({
		messages: [],
		next_page_uri: expect.stringContaining('PageToken'),
	});
	expect(await page({ dropKey: true })).not.toHaveProperty('messages');
});

test('the newer lists lie in their own shape', async () => {
	await play({ kind: 'page', next: 'https://evil.example/v2' });
	const { data } = await request(account, 'GET', 'https://verify.twilio.com/v2/Services');
	expect(data.meta.next_page_url).toBe('https://evil.example/v2');
});

test.each([
	['the recipient', { to: message.To }, [503, 201]],
	['the method', { method: 'GET' }, [201, 201]],
	['the path', { path: /\/Messages\.json$/ }, [503, 503]],
	['the host', { host: 'verify.twilio.com' }, [201, 201]],
] as const)('a fault can be for %s', async (_what, match, expected) => {
	await play({ kind: 'status', status: 503 }, { match, mayStayUnplayed: true });
	const other = { ...message, To: '+15005550101' };
	expect([(await send()).status, (await send(other)).status]).toEqual(expected);
});

test('a fault can let requests pass, and end', async () => {
	await play({ kind: 'status', status: 503 }, { skip: 1, times: 2 });
	const statuses = [];
	for (let count = 0; count < 5; count++) statuses.push((await send()).status);
	expect(statuses).toEqual([201, 503, 503, 201, 201]);
});

test('a probability gives the same faults for the same seed', async () => {
	const run = async (seed: number) => {
		const action: FaultAction = { kind: 'status', status: 503 };
		await account.configure({ seed, faults: [{ probability: 0.5, action }] });
		const statuses = [];
		for (let count = 0; count < 20; count++) statuses.push((await send()).status);
		return statuses.join();
	};
	const first = await run(7);
	expect(await run(7)).toBe(first);
	expect(await run(8)).not.toBe(first);
	expect(first).toContain('503');
	expect(first).toContain('201');
});

test('a request that Twilio does not describe is refused, and the fault waits', async () => {
	await play({ kind: 'status', status: 503 });
	expect((await request(account, 'GET', '~/Messages.json?Nonsense=1')).status).toBe(400);
	expect((await send()).status).toBe(503);
});

describe("Of the connections through the account's proxy address", () => {
	const host = 'api.twilio.com';
	const read = () => request(account, 'GET', '~/Messages.json');
	let proxy: string | undefined;

	beforeEach(() => {
		proxy = process.env.HTTPS_PROXY;
		process.env.HTTPS_PROXY = account.proxyUrl();
	});
	afterEach(() => (process.env.HTTPS_PROXY = proxy));

	test.each(['drop', 'tls'] as const)('one can fail before any request: %s', async (action) => {
		await twilio.connectionFault({ host, action, account: account.sid, times: 1 });
		await expect(read()).rejects.toThrow();
		expect((await account.counters()).requests).toBe(0);
		expect((await read()).status).toBe(200);
	});

	test('one can be refused by the proxy', async () => {
		await twilio.connectionFault({ host, action: 'refuse', account: account.sid, times: 1 });
		expect((await read()).status).toBe(502);
		expect((await account.counters()).requests).toBe(0);
		expect((await read()).status).toBe(200);
	});
});
