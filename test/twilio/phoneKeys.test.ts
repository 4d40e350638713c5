import { validateRequest } from 'twilio';
import { LocalTwilioClient, type Settings, type TestAccount, type TestCall } from './client';
import { Customer, twiml } from './phone/customer';
import { request } from './request';

const From = '+15005550006';
const To = '+15005550100';
let customer: Customer;
let account: TestAccount;

beforeEach(async () => {
	customer = await new Customer().start();
	customer.on('/answer', twiml('<Say>Thank you</Say>'));
});

afterEach(() => customer.stop());

/** Makes a call that asks for keys. `/answer` thanks the person for them. */
async function ask(verbs: string, settings: Partial<Settings>): Promise<TestCall> {
	account = await new LocalTwilioClient().createAccount({ settings: { callSpeed: 100, ...settings } });
	customer.on('/voice', twiml(verbs));
	const form = { To, From, Url: customer.url('/voice') };
	const { data } = await request(account, 'POST', '~/Calls.json', { form });
	return account.phone(To).call(data.sid);
}

/** Makes the same call, answers it by hand, and waits until it listens. */
async function askByHand(verbs: string, callSpeed = 1): Promise<TestCall> {
	const call = await ask(verbs, { pickUp: { '*': 'manual' }, callSpeed });
	await account.phone(To).waitForCall();
	await call.answer();
	await call.waitUntilListening();
	return call;
}

const digits = () => customer.at('/answer').map(({ form }) => form.Digits);

test('a key decides, in the middle of the speech, and what follows comes from the action', async () => {
	const call = await askByHand(
		'<Gather numDigits="1" action="/answer"><Say>Please press 4 now</Say></Gather><Say>No</Say>',
	);
	await call.press('4');
	const ended = await call.waitUntilEnded();
	expect(ended).toMatchObject({ spoken: ['Please press 4 now', 'Thank you'], keys: '4', status: 'completed' });
	const [{ form, method, headers }] = customer.at('/answer') as [(typeof customer.received)[0]];
	expect({ method, form }).toMatchObject({ method: 'POST', form: { Digits: '4', CallSid: call.sid, From, To } });
	const signature = String(headers['x-twilio-signature']);
	expect(validateRequest(account.credentials.authToken, signature, customer.url('/answer'), form)).toBe(true);
	expect((await account.ledger()).outbound.map(({ purpose }) => purpose)).toEqual(['instructions', 'action']);
});

test.each([
	['the finishing key', '', '12*3#9', '12*3'],
	['another finishing key', 'finishOnKey="*"', '12#3*', '12#3'],
	['the number of keys', 'numDigits="2"', '1234', '12'],
	['silence', '', '77', '77'],
	['silence, where no key finishes', 'finishOnKey=""', '7#*', '7#*'],
])('keys end with %s', async (_what, attributes, keys, expected) => {
	const verbs = `<Gather ${attributes} action="/answer"><Pause length="1"/></Gather>`;
	const call = await ask(verbs, { pickUp: { '*': { keys } } });
	await call.waitUntilEnded();
	expect(digits()).toEqual([expected]);
});

test('without a key nothing is requested, and the next verb follows', async () => {
	const call = await ask('<Gather action="/answer"><Say>Press a key</Say></Gather><Say>Goodbye</Say>', {
		pickUp: { '*': {} },
	});
	expect(await call.waitUntilEnded()).toMatchObject({ spoken: ['Press a key', 'Goodbye'] });
	expect(digits()).toEqual([]);
});

test('the finishing key alone is no input', async () => {
	const call = await ask('<Gather action="/answer"/><Say>Goodbye</Say>', { pickUp: { '*': { keys: '#' } } });
	expect(await call.waitUntilEnded()).toMatchObject({ spoken: ['Goodbye'], keys: '#' });
	expect(digits()).toEqual([]);
});

test('actionOnEmptyResult requests the action without a key', async () => {
	const call = await ask('<Gather action="/answer" actionOnEmptyResult="true"/><Say>Goodbye</Say>', {
		pickUp: { '*': {} },
	});
	expect(await call.waitUntilEnded()).toMatchObject({ spoken: ['Thank you'] });
	expect(digits()).toEqual(['']);
});

test('a wrong key asks again, and each question gets its own keys', async () => {
	customer.on('/answer', ({ form }) =>
		form.Digits === '4' ? twiml('<Say>Approved</Say>') : twiml('<Say>Wrong key</Say><Redirect>/voice</Redirect>'),
	);
	const call = await ask('<Gather numDigits="1" action="/answer"><Say>Press 4</Say></Gather>', {
		pickUp: { '*': { keys: ['9', '4'] } },
	});
	expect(await call.waitUntilEnded()).toMatchObject({
		spoken: ['Press 4', 'Wrong key', 'Press 4', 'Approved'],
		keys: '94',
	});
	expect(digits()).toEqual(['9', '4']);
});

test('the action may be asked by GET, and is the document itself by default', async () => {
	const call = await ask('<Gather numDigits="1" method="GET" action="/answer?x=1"/>', {
		pickUp: { '*': { keys: '5' } },
	});
	await call.waitUntilEnded();
	expect(customer.at('/answer')).toMatchObject([{ method: 'GET', path: expect.stringMatching(/x=1&.*Digits=5$/) }]);
	const other = await ask('<Gather numDigits="1"/>', { pickUp: { '*': { keys: '5' } } });
	await other.waitUntilEnded();
	expect(customer.at('/voice').at(-1)).toMatchObject({ method: 'POST', form: { Digits: '5' } });
});

test('no key counts after hanging up', async () => {
	const call = await askByHand('<Gather numDigits="1" action="/answer" timeout="100"/>');
	await call.hangUp();
	await expect(call.press('4')).rejects.toThrow(`The call ${call.sid} is completed, not in-progress`);
	expect(await call.view()).toMatchObject({ keys: '', live: false, listening: false });
	expect(digits()).toEqual([]);
});

test('keys before the finishing one are lost when the person hangs up', async () => {
	const call = await askByHand('<Gather action="/answer" timeout="100"/>');
	await call.press('12');
	await call.hangUp();
	await call.waitUntilEnded();
	expect(digits()).toEqual([]);
});

test('a key is lost where nothing listens, and refused before the call is answered', async () => {
	const call = await ask('<Pause length="3"/><Gather numDigits="1" action="/answer" timeout="1"/>', {
		pickUp: { '*': 'manual' },
		callSpeed: 2,
	});
	await account.phone(To).waitForCall();
	await expect(call.press('4')).rejects.toThrow('is ringing');
	await call.answer();
	await call.press('4');
	expect(await call.waitUntilEnded()).toMatchObject({ keys: '4' });
	expect(digits()).toEqual([]);
});

test('a redirected action becomes a GET and loses the digits', async () => {
	customer.on('/moved', { status: 307, headers: { Location: '/answer' } });
	const call = await ask('<Gather numDigits="1" action="/moved"/>', { pickUp: { '*': { keys: '4' } } });
	expect(await call.waitUntilEnded()).toMatchObject({ spoken: ['Thank you'] });
	expect(customer.at('/moved')).toMatchObject([{ method: 'POST', form: { Digits: '4' } }]);
	expect(customer.at('/answer')).toMatchObject([{ method: 'GET', path: '/answer', form: {} }]);
});

test('a person who hangs up while the action is awaited hears no more of it', async () => {
	customer.on('/answer', { ...twiml('<Say>Thank you</Say>'), delay: 500 });
	const call = await askByHand('<Gather numDigits="1" action="/answer"/>');
	await call.press('4');
	await call.hangUp();
	expect(await call.waitUntilEnded()).toMatchObject({ status: 'completed', spoken: [], error: null });
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(await call.view()).toMatchObject({ spoken: [], error: null });
});
