import { validateRequest } from 'twilio';
import { LocalTwilioClient, type Settings, type TestAccount, type TestCall } from './client';
import { Customer, twiml } from './phone/customer';
import { defaultPhoneSettings } from './phone/schemas';
import { request } from './request';

const From = '+15005550006';
const To = '+15005550100';
const twilio = new LocalTwilioClient();
let customer: Customer;
let account: TestAccount;

beforeEach(async () => {
	customer = await new Customer().start();
});

afterEach(() => customer.stop());

/** Creates an account with these settings, whose calls run at a hundred times their normal speed. */
async function open(settings: Partial<Settings>): Promise<void> {
	account = await twilio.createAccount({ settings: { callSpeed: 100, ...settings } });
}

async function call(form: Record<string, string | string[]>): Promise<TestCall> {
	const { status, data } = await request(account, 'POST', '~/Calls.json', { form: { To, From, ...form } });
	expect({ status, data }).toMatchObject({ status: 201, data: { status: 'queued' } });
	return account.phone(To).call(data.sid);
}

const record = async ({ sid }: TestCall) => (await request(account, 'GET', `~/Calls/${sid}.json`)).data;

/** Waits for status callbacks, which come after the end of the call. */
async function callbacks(path: string, count: number): Promise<Array<Record<string, string>>> {
	for (let look = 0; look < 250 && customer.at(path).length < count; look++)
		await new Promise((r) => setTimeout(r, 20));
	return customer.at(path).map(({ form }) => form);
}

const events = ['initiated', 'ringing', 'answered', 'completed'];
const withCallback = () => ({ StatusCallback: customer.url('/status'), StatusCallbackEvent: events });

test('a call rings, is answered, speaks and ends, and its record follows', async () => {
	await open({ pickUp: { [To]: 'manual' }, callSpeed: 1 });
	const made = await call({ Twiml: '<Response><Say>Hello</Say><Pause/><Say>Good\n\tbye</Say></Response>' });
	const ringing = await account.phone(To).waitForCall();
	expect(ringing.sid).toBe(made.sid);
	expect(await record(made)).toMatchObject({ status: 'ringing', start_time: null });
	await ringing.answer();
	expect(await record(made)).toMatchObject({ status: 'in-progress', end_time: null, duration: null });
	expect(await made.waitUntilEnded()).toMatchObject({
		status: 'completed',
		spoken: ['Hello', 'Good bye'],
		error: null,
	});
	const ended = await record(made);
	expect(ended).toMatchObject({ status: 'completed', duration: expect.stringMatching(/^[3-9]$/) });
	expect(Date.parse(ended.end_time)).not.toBeNaN();
});

test('a call without pickUp goes its way by outcome, or stays queued', async () => {
	await open({ pickUp: { '+15005550199': 'manual' } });
	const made = await call({ Twiml: '<Response><Say>Hello</Say></Response>' });
	await expect(made.answer()).rejects.toThrow('needs a pickUp setting');
	await account.configure({ outcome: { call: { steps: [['completed', 0]] } } });
	const form = { To, From, Twiml: '<Response/>' };
	expect((await request(account, 'POST', '~/Calls.json', { form })).data.status).toBe('completed');
	expect(await record(made)).toMatchObject({ status: 'queued' });
	expect(await made.view()).toMatchObject({ live: false, spoken: ['Hello'] });
});

test('status callbacks tell each event in order, signed', async () => {
	await open({ pickUp: { '*': {} } });
	const { sid } = await call({ Twiml: '<Response><Say>Hello</Say></Response>', ...withCallback() });
	customer.on('/status', {});
	const forms = await callbacks('/status', 4);
	expect(forms.map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber])).toEqual([
		['initiated', '0'],
		['ringing', '1'],
		['in-progress', '2'],
		['completed', '3'],
	]);
	expect(forms[3]).toEqual({
		CallSid: sid,
		AccountSid: account.sid,
		From,
		To,
		Caller: From,
		Called: To,
		CallStatus: 'completed',
		ApiVersion: '2010-04-01',
		Direction: 'outbound-api',
		Timestamp: expect.stringMatching(/\+0000$/),
		CallbackSource: 'call-progress-events',
		SequenceNumber: '3',
		CallDuration: '1',
		Duration: '1',
	});
	for (const { form, headers } of customer.received) {
		const signature = String(headers['x-twilio-signature']);
		const check = (token: string) => validateRequest(token, signature, customer.url('/status'), form);
		expect([check(account.credentials.authToken), check('another')]).toEqual([true, false]);
	}
});

test('by default only the end is told', async () => {
	await open({ pickUp: { '*': {} } });
	customer.on('/status', {});
	const made = await call({ Twiml: '<Response/>', StatusCallback: customer.url('/status') });
	await made.waitUntilEnded();
	const forms = await callbacks('/status', 1);
	expect(forms.map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber])).toEqual([['completed', '0']]);
});

test('a status callback by GET has its fields in the address, and its signature is that of the whole', async () => {
	await open({ pickUp: { '*': 'busy' } });
	await call({ Twiml: '<Response/>', StatusCallback: customer.url('/status?way=call'), StatusCallbackMethod: 'GET' });
	await callbacks('/status', 1);
	const [{ method, path, form, headers }] = customer.received as [(typeof customer.received)[0]];
	expect({ method, form, status: new URL(customer.url(path)).searchParams.get('CallStatus') }).toEqual({
		method: 'GET',
		form: {},
		status: 'busy',
	});
	const signature = String(headers['x-twilio-signature']);
	expect(validateRequest(account.credentials.authToken, signature, customer.url(path), {})).toBe(true);
});

test.each([
	['busy', ['initiated', 'busy']],
	['failed', ['initiated', 'failed']],
	['no-answer', ['initiated', 'ringing', 'no-answer']],
	['decline', ['initiated', 'ringing', 'busy']],
	[{ after: 30_000 }, ['initiated', 'ringing', 'no-answer']],
] as const)('nobody takes a call: %j', async (pickUp, statuses) => {
	await open({ pickUp: { '*': pickUp } });
	const made = await call({ Twiml: '<Response><Say>Hello</Say></Response>', Timeout: '20', ...withCallback() });
	const forms = await callbacks('/status', statuses.length);
	expect(forms.map(({ CallStatus }) => CallStatus)).toEqual(statuses);
	expect(forms.at(-1)).toMatchObject({ CallDuration: '0' });
	expect(await record(made)).toMatchObject({ status: statuses.at(-1), duration: '0', price: null });
	expect(await made.view()).toMatchObject({ spoken: [], live: false });
	await expect(made.answer()).rejects.toThrow('not ringing');
});

test('voicemail picks up, presses nothing, and ends with the instructions or after a minute', async () => {
	await open({ pickUp: { '*': 'voicemail' }, callSpeed: 200 });
	customer.on('/answer', twiml('<Hangup/>'));
	const Twiml = (verbs: string) => `<Response>${verbs}</Response>`;
	const gather = `<Gather numDigits="1" action="${customer.url('/answer')}"><Say>Press 4</Say></Gather>`;
	const short = await call({ Twiml: Twiml(gather + gather), MachineDetection: 'Enable' });
	expect(await short.waitUntilEnded()).toMatchObject({ status: 'completed', keys: '', spoken: ['Press 4', 'Press 4'] });
	expect(await record(short)).toMatchObject({ answered_by: 'machine_start' });
	const long = await call({ Twiml: Twiml('<Say>Before</Say><Pause length="600"/><Say>After</Say>') });
	expect(await long.waitUntilEnded()).toMatchObject({ status: 'completed', spoken: ['Before'] });
	expect(customer.received).toEqual([]);
});

test('the person hangs up in the middle, and the customer can end a call', async () => {
	await open({ pickUp: { '*': 'manual' } });
	const Twiml = '<Response><Say>Before</Say><Pause length="6000"/><Say>After</Say></Response>';
	const first = await call({ Twiml });
	await (await account.phone(To).waitForCall()).answer();
	await first.hangUp();
	expect(await first.waitUntilEnded()).toMatchObject({ status: 'completed', spoken: ['Before'] });
	await expect(first.hangUp()).rejects.toThrow('is completed');
	const second = await call({ Twiml, ...withCallback() });
	await account.phone(To).waitForCall();
	const canceled = await request(account, 'POST', `~/Calls/${second.sid}.json`, { form: { Status: 'canceled' } });
	expect(canceled.data).toMatchObject({ status: 'canceled' });
	expect((await callbacks('/status', 3)).at(-1)).toMatchObject({ CallStatus: 'canceled' });
	await expect(second.answer()).rejects.toThrow('is canceled');
});

test('declining by hand is told as busy', async () => {
	await open({ pickUp: { '*': 'manual' } });
	await call({ Twiml: '<Response/>' });
	const ringing = await account.phone(To).waitForCall();
	await ringing.decline();
	expect(await ringing.waitUntilEnded()).toMatchObject({ status: 'busy' });
});

test('instructions come from an address, with the call in the form and a signature', async () => {
	await open({ pickUp: { '*': {} } });
	customer.on('/voice', twiml('<Say>From the <emphasis>server</emphasis></Say>'));
	const made = await call({ Url: customer.url('/voice?a=1'), Twiml: '<Response><Say>Not this</Say></Response>' });
	expect(await made.waitUntilEnded()).toMatchObject({ spoken: ['From the server'] });
	const [{ form, method, headers }] = customer.received as [(typeof customer.received)[0]];
	expect(method).toBe('POST');
	expect(form).toMatchObject({ CallSid: made.sid, CallStatus: 'in-progress', From, To, Called: To });
	const signature = String(headers['x-twilio-signature']);
	expect(validateRequest(account.credentials.authToken, signature, customer.url('/voice?a=1'), form)).toBe(true);
	const { outbound } = await account.ledger();
	expect(outbound).toMatchObject([
		{ purpose: 'instructions', sid: made.sid, method: 'POST', status: 200, error: null },
	]);
});

test('an application tells where the instructions are', async () => {
	await open({ pickUp: { '*': {} } });
	customer.on('/voice', twiml('<Say>Of the application</Say>'));
	const fields = { voice_url: customer.url('/voice'), voice_method: 'GET' };
	const [ApplicationSid] = await account.seed('application', { fields });
	const made = await call({ ApplicationSid: ApplicationSid! });
	expect(await made.waitUntilEnded()).toMatchObject({ spoken: ['Of the application'] });
	expect(customer.received).toMatchObject([{ method: 'GET', form: {} }]);
});

test('Redirect goes on elsewhere, and Hangup ends', async () => {
	await open({ pickUp: { '*': {} } });
	customer.on(
		'/one',
		twiml('<Say loop="2">One</Say><Redirect method="GET">two?x=1&amp;y=2</Redirect><Say>Never</Say>'),
	);
	customer.on('/two', twiml('<Say>Two</Say><Hangup/><Say>Never</Say>'));
	const made = await call({ Url: customer.url('/one') });
	expect(await made.waitUntilEnded()).toMatchObject({ spoken: ['One', 'One', 'Two'], status: 'completed' });
	expect(customer.at('/two')).toMatchObject([
		{ method: 'GET', path: expect.stringMatching(/^\/two\?x=1&y=2&CallSid=/) },
	]);
});

const APOLOGY = 'We are sorry, an application error has occurred. Goodbye.';

test.each([
	['an unknown verb', twiml('<Say>First</Say><Shout>Hi</Shout>'), '12200', ['First', APOLOGY]],
	['a verb in the wrong case', twiml('<say>Hi</say>'), '12200', [APOLOGY]],
	['broken XML', twiml('<Say>Hi'), '12100', [APOLOGY]],
	['an entity that XML does not have', twiml('<Say>&nbsp;</Say>'), '12100', [APOLOGY]],
	['another root', { headers: { 'Content-Type': 'text/xml' }, body: '<Say>Hi</Say>' }, '12102', [APOLOGY]],
	['JSON', { headers: { 'Content-Type': 'application/json' }, body: '{}' }, '12300', [APOLOGY]],
	['an error of the server', { status: 500 }, '11200', [APOLOGY]],
	['more than 64 kB', { ...twiml(`<Say>${'x'.repeat(70_000)}</Say>`) }, '11750', [APOLOGY]],
	['an endless redirect', { status: 302, headers: { Location: '/voice' } }, '11215', [APOLOGY]],
])('%s ends the call with an application error', async (_what, answer, code, spoken) => {
	await open({ pickUp: { '*': {} } });
	customer.on('/voice', answer);
	const made = await call({ Url: customer.url('/voice') });
	expect(await made.waitUntilEnded()).toMatchObject({ status: 'completed', spoken, error: expect.any(String) });
	const { effects } = await account.ledger();
	expect(effects).toContainEqual(expect.objectContaining({ kind: 'call.error', sid: made.sid, code }));
});

test('whoever takes longer than the limit is not waited for', async () => {
	await open({ pickUp: { '*': {} }, webhookTimeout: 200 });
	customer.on('/voice', { ...twiml('<Say>Late</Say>'), delay: 1000 });
	const made = await call({ Url: customer.url('/voice') });
	const url = customer.url('/voice');
	expect(await made.waitUntilEnded()).toMatchObject({ spoken: [APOLOGY], error: `${url} timed out after 0.2 s` });
	expect((await account.ledger()).outbound).toMatchObject([{ status: null, error: 'timed out' }]);
	// Twilio's own limit. https://www.twilio.com/docs/usage/webhooks
	expect(defaultPhoneSettings().webhookTimeout).toBe(15_000);
});
