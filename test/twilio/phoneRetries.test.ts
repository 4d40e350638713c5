import { validateRequest } from 'twilio';
import { LocalTwilioClient, type TestAccount, type TestCall } from './client';
import { Customer, twiml } from './phone/customer';
import { defaultPhoneSettings } from './phone/schemas';
import { request } from './request';

const From = '+15005550006';
const To = '+15005550100';
let customer: Customer;
let account: TestAccount;

beforeEach(async () => {
	customer = await new Customer().start();
	account = await new LocalTwilioClient().createAccount({
		settings: { callSpeed: 100, webhookRetryPause: 20, pickUp: { '*': {} } },
	});
});

afterEach(() => customer.stop());

/** Calls a phone that gets its instructions from `url`. */
async function call(url: string): Promise<TestCall> {
	const { data } = await request(account, 'POST', '~/Calls.json', { form: { To, From, Url: url } });
	return account.phone(To).call(data.sid);
}

/** Responds with these statuses in turn, and then with instructions. */
function respondWith(...statuses: number[]): void {
	customer.on('/voice', () => {
		const status = statuses.shift();
		return status === undefined ? twiml('<Say>Hello</Say>') : { status };
	});
}

test.each([
	['#rc=5&rp=all', [409, 500, 404, 502, 409], 6, ['Hello']],
	['#rc=2&rp=4xx', [409, 404], 3, ['Hello']],
	['#rp=5xx,4xx', [503], 2, ['Hello']],
	['#rc=2&rp=all', [500, 500, 500], 3, [expect.stringContaining('application error')]],
	['#rc=5&rp=5xx', [409], 1, [expect.stringContaining('application error')]],
	['#rc=0&rp=all', [500], 1, [expect.stringContaining('application error')]],
	['#rc=5', [500], 1, [expect.stringContaining('application error')]],
	['', [500], 1, [expect.stringContaining('application error')]],
])('%s: after %j there are %d requests', async (fragment, statuses, count, spoken) => {
	respondWith(...statuses);
	const made = await call(customer.url('/voice?a=1') + fragment);
	expect(await made.waitUntilEnded()).toMatchObject({ spoken });
	const { received } = customer;
	expect(received.map(({ path }) => path)).toEqual(Array(count).fill('/voice?a=1'));
	expect(new Set(received.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
	for (const { form, headers } of received) {
		const signature = String(headers['x-twilio-signature']);
		const { authToken } = account.credentials;
		expect(validateRequest(authToken, signature, customer.url('/voice?a=1'), form)).toBe(true);
	}
});

test('without a connection there is one retry, unless the URL says otherwise', async () => {
	const url = customer.url('/voice');
	await customer.stop();
	for (const fragment of ['', '#rp=rt', '#rc=3']) await (await call(url + fragment)).waitUntilEnded();
	const { outbound } = await account.ledger();
	expect(outbound.map((entry) => entry.url)).toEqual(Array(2 + 1 + 4).fill(url));
	await customer.start();
});

test('all attempts together have the time of one', async () => {
	await account.configure({ webhookTimeout: 300, webhookRetryPause: 200 });
	customer.on('/voice', { status: 500 });
	await (await call(`${customer.url('/voice')}#rc=5&rp=all`)).waitUntilEnded();
	expect(customer.received).toHaveLength(2);
	expect(defaultPhoneSettings().webhookRetryPause).toBe(100);
});

test.each([
	['rp=429', '11243'],
	['rp=', '11243'],
	['rc=6', '11100'],
	['rc=-1', '11100'],
	['rt=100', '11100'],
])('the override %s is refused', async (fragment, code) => {
	await (await call(`${customer.url('/voice')}#${fragment}`)).waitUntilEnded();
	expect(customer.received).toEqual([]);
	const { effects } = await account.ledger();
	expect(effects).toContainEqual(expect.objectContaining({ kind: 'call.error', code }));
});
