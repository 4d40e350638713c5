import axios from 'axios';
import { LocalTwilioClient, type TestAccount } from './client';

let account: TestAccount;

beforeEach(async () => {
	account = await new LocalTwilioClient().createAccount();
});

/** Sends a body as is, bypassing the types of the client. */
async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; error?: string }> {
	const { status, data } = await axios.request<{ error?: string }>({
		baseURL: process.env.TWILIO_LOCAL_URL,
		url: path.replace('{sid}', account.sid),
		method,
		data: typeof body === 'string' ? body : JSON.stringify(body),
		proxy: false,
		validateStatus: () => true,
	});
	return { status, error: data.error };
}

const action = { kind: 'status', status: 503 };
const to = '+15005550100';
const faults = (fault: object) => ({ faults: [fault] });
const connection = { host: 'api.twilio.com', action: 'drop' };

test.each([
	['PATCH', '/accounts/{sid}', { latencies: 5 }, "body: Unrecognized key(s) in object: 'latencies'"],
	['PATCH', '/accounts/{sid}', { latency: '5' }, 'latency: Expected number, received string'],
	['PATCH', '/accounts/{sid}', { latency: -1 }, 'latency: Number must be greater than or equal to 0'],
	['PATCH', '/accounts/{sid}', { record: 'some' }, "record: Invalid enum value. Expected 'all' | 'counts'"],
	['PATCH', '/accounts/{sid}', undefined, 'body: Required'],
	['PATCH', '/accounts/{sid}', '{"latency":', 'JSON'],
	['PATCH', '/accounts/{sid}', { autoReply: { body: 'Yes' } }, 'autoReply.body: Expected object, received string'],
	['PATCH', '/accounts/{sid}', { autoReply: { [to]: { text: 'Yes' } } }, `autoReply.${to}.body: Required`],
	['PATCH', '/accounts/{sid}', { outcome: { sms: {} } }, "outcome: Unrecognized key(s) in object: 'sms'"],
	[
		'PATCH',
		'/accounts/{sid}',
		{ outcome: { message: { steps: [['deliverd', 0]] } } },
		'outcome.message.steps.0.0: Twilio has no such status',
	],
	[
		'PATCH',
		'/accounts/{sid}',
		{
			outcome: {
				call: {
					steps: [
						['ringing', 9],
						['completed', 8],
					],
				},
			},
		},
		'outcome.call.steps: Not in the order of time',
	],
	['PATCH', '/accounts/{sid}', faults({}), 'faults.0.action: Required'],
	['PATCH', '/accounts/{sid}', faults({ action: { kind: 'explode' } }), 'faults.0.action.kind: Invalid discriminator'],
	['PATCH', '/accounts/{sid}', faults({ action, time: 1 }), "faults.0: Unrecognized key(s) in object: 'time'"],
	['PATCH', '/accounts/{sid}', faults({ action, times: 0 }), 'faults.0.times: Number must be greater than 0'],
	['PATCH', '/accounts/{sid}', faults({ action, probability: 2 }), 'faults.0.probability: Number must be less than'],
	['PATCH', '/accounts/{sid}', faults({ action, mayStayUnplayed: false }), 'faults.0.mayStayUnplayed: Invalid literal'],
	[
		'PATCH',
		'/accounts/{sid}',
		faults({ action, match: { to: '\\+1500' } }),
		'faults.0.match.to: A recipient is compared',
	],
	[
		'PATCH',
		'/accounts/{sid}',
		faults({ action, match: { path: 'Messages' } }),
		'faults.0.match.path: Messages is not a',
	],
	['PATCH', '/accounts/{sid}', faults({ action, match: { path: '/(/' } }), 'faults.0.match.path: /(/ is not a'],
	['PATCH', '/accounts/{sid}', faults({ action, match: { host: 'twilio.com' } }), 'faults.0.match.host: The local'],
	['PATCH', '/accounts/{sid}', faults({ action, match: { method: 'post' } }), 'faults.0.match.method: Invalid enum'],
	['POST', '/accounts', { accountSid: 'AC1' }, 'accountSid: Must be "AC" followed by 32 hexadecimal digits'],
	['POST', '/accounts', { settings: { rate: 1.5 } }, 'settings.rate: Expected integer, received float'],
	['POST', '/accounts', { region: 'de1' }, 'region: Invalid enum value'],
	['POST', '/accounts/{sid}/seed', { kind: 'call', amount: 3 }, "body: Unrecognized key(s) in object: 'amount'"],
	['POST', '/accounts/{sid}/seed', { kind: 'call', count: -3 }, 'count: Number must be greater than or equal to 0'],
	['POST', '/accounts/{sid}/inbound', { from: to, to }, 'body: Required'],
	['POST', '/accounts/{sid}/inbound', { from: to, to, body: 5 }, 'body: Expected string, received number'],
	['POST', '/accounts/{sid}/reset', { states: true }, "body: Unrecognized key(s) in object: 'states'"],
	['POST', '/connections', connection, 'account: Required'],
	['POST', '/connections', { ...connection, account: 'AC1' }, 'There is no account AC1'],
	['GET', '/accounts/{sid}/ledger', { since: 5 }, 'body: Expected undefined, received object'],
])('%s %s refuses %j', async (method, path, body, error) => {
	const refused = await ask(method, path, body);
	expect(refused).toEqual({ status: 400, error: expect.stringContaining(error) });
});

test('what is refused changes nothing', async () => {
	await ask('PATCH', '/accounts/{sid}', { ...faults({ action }), latency: 'long' });
	expect(await account.unplayedFaults()).toEqual([]);
});
