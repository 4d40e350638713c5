import axios from 'axios';
import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;
let service: string;

beforeEach(async () => {
	account = await twilio.createAccount();
	service = (await account.seed('verifyService'))[0]!;
});

const To = '+15005550100';
const path = (part: string) => `https://verify.twilio.com/v2/Services/${service}/${part}`;
const send = (form: Record<string, string> = {}) =>
	request(account, 'POST', path('Verifications'), { form: { To, Channel: 'sms', ...form } });
const check = (Code: string, form: Record<string, string> = { To }) =>
	request(account, 'POST', path('VerificationCheck'), { form: { ...form, Code } });

async function code(): Promise<string> {
	const { effects } = await account.ledger();
	return effects.filter(({ kind }) => kind === 'verification.sent').at(-1)!.code!;
}

const other = (right: string) => (right === '000000' ? '000001' : '000000');

test('the code that was sent is approved, once', async () => {
	const { data } = await send();
	expect(data).toMatchObject({ status: 'pending', valid: false, channel: 'sms' });
	const right = await code();
	expect(right).toMatch(/^\d{6}$/);
	expect((await check(right)).data).toMatchObject({ sid: data.sid, status: 'approved', valid: true });
	const again = await check(right);
	expect([again.status, again.data.code]).toEqual([404, 20404]);
});

test("a code can be checked by the verification's SID", async () => {
	const { data } = await send();
	expect((await check(await code(), { VerificationSid: data.sid })).data.status).toBe('approved');
});

test('a wrong code is no error, and the right one still counts', async () => {
	await send();
	const right = await code();
	const { status, data } = await check(other(right));
	expect([status, data.status, data.valid]).toEqual([200, 'pending', false]);
	expect((await check(right)).data.valid).toBe(true);
});

test('after five wrong codes even the right one is refused', async () => {
	await send();
	const right = await code();
	for (let count = 0; count < 5; count++) await check(other(right));
	const { status, data } = await check(right);
	expect([status, data.code]).toEqual([429, 60202]);
});

test('a sixth code is not sent', async () => {
	for (let count = 0; count < 5; count++) expect((await send()).status).toBe(201);
	const { status, data } = await send();
	expect([status, data.code]).toEqual([429, 60203]);
	expect((await account.counters()).effects['verification.sent']).toBe(5);
});

test('a new code for another recipient leaves the first one alone', async () => {
	await send();
	const right = await code();
	await send({ To: '+15005550101' });
	expect((await check(right)).data.valid).toBe(true);
});

test.each([
	['Channel', { Channel: 'pigeon' }, 60200],
	['To', { To: 'ada@example.com' }, 60200],
	['To', { Channel: 'email' }, 60200],
	['Tags', { Tags: '[]' }, 60200],
	['RateLimits', { RateLimits: 'none' }, 60200],
	['ChannelConfiguration', { ChannelConfiguration: '[]' }, 60200],
	['Templates', { Templates: '{}' }, 60251],
	['Templates', { Templates: '[{"sid":"HJ1"}]' }, 60251],
	['Custom code', { CustomCode: '123456' }, 60204],
])('a verification with a wrong %s is refused', async (name, form, expected) => {
	const { status, data } = await send(form);
	expect([status, data.code]).toEqual([400, expected]);
	expect(data.message).toContain(name);
});

test('a service may take custom codes, with leading zeros', async () => {
	service = (await account.seed('verifyService', { fields: { custom_code_enabled: true } }))[0]!;
	await send({ CustomCode: '012345' });
	expect((await check('12345')).data.valid).toBe(false);
	expect((await check('012345')).data.valid).toBe(true);
});

test('a service with PSD2 wants the amount and the payee, in both places', async () => {
	service = (await account.seed('verifyService', { fields: { psd2_enabled: true } }))[0]!;
	expect((await send()).data.code).toBe(60206);
	const transaction = { Amount: '39.99', Payee: 'Acme' };
	await send(transaction);
	const right = await code();
	expect((await check(right, { To, ...transaction, Amount: '3999' })).data.valid).toBe(false);
	expect((await check(right, { To, ...transaction })).data.valid).toBe(true);
});

test('a created service gives codes of its own length', async () => {
	const form = { FriendlyName: 'Short', CodeLength: '4', LookupEnabled: 'true' };
	const { data } = await request(account, 'POST', 'https://verify.twilio.com/v2/Services', { form });
	expect(data).toMatchObject({ friendly_name: 'Short', code_length: 4, lookup_enabled: true });
	service = data.sid;
	await send();
	expect(await code()).toMatch(/^\d{4}$/);
});

test('templates in their order are taken', async () => {
	const Templates = JSON.stringify([{ sid: `HJ${'a'.repeat(32)}`, substitutions: { title: 'Sign in' } }]);
	expect((await send({ Templates })).status).toBe(201);
});

test('silent network authentication is proved by the phone, without a code', async () => {
	const { data } = await send({ Channel: 'sna' });
	expect(data).toMatchObject({ channel: 'sna', status: 'pending', lookup: { carrier: { type: 'mobile' } } });
	const verify = () => request(account, 'POST', path('VerificationCheck'), { form: { To } });
	const attempt = data.send_code_attempts[0].attempt_sid;
	const pending = { status: 'pending', sna_attempts_error_codes: [{ attempt_sid: attempt, code: 60519 }] };
	expect((await verify()).data).toMatchObject(pending);
	expect((await axios.get<string>(data.sna.url)).data).toBe('ErrorCode=0&ErrorDescription=Success&Carrier=VZW');
	expect((await verify()).data).toMatchObject({ status: 'approved', valid: true, sna_attempts_error_codes: [] });
});

test('silent network authentication may want the token that the phone was given', async () => {
	const { data } = await send({ Channel: 'sna', EnableSnaClientToken: 'true' });
	const token = new URLSearchParams((await axios.get<string>(data.sna.url)).data).get('ClientToken')!;
	const verify = (SnaClientToken: string) =>
		request(account, 'POST', path('VerificationCheck'), { form: { To, SnaClientToken } });
	const refused = { status: 'pending', sna_attempts_error_codes: [{ code: 60007 }] };
	expect((await verify('other')).data).toMatchObject(refused);
	expect((await verify(token)).data.status).toBe('approved');
});

test('after silent network authentication a code can be sent', async () => {
	const first = await send({ Channel: 'sna' });
	const second = await send();
	expect(second.data).toMatchObject({ sid: first.data.sid, channel: 'sms', sna: null });
	expect((await check(await code())).data.status).toBe('approved');
});

test('a service that is created today sends by WhatsApp with a sender of its own', async () => {
	const create = async (form: Record<string, string>) =>
		(
			await request(account, 'POST', 'https://verify.twilio.com/v2/Services', {
				form: { FriendlyName: 'New', ...form },
			})
		).data;
	service = (await create({})).sid;
	expect((await send({ Channel: 'whatsapp' })).data.code).toBe(68008);
	const MsgServiceSid = `MG${'a'.repeat(32)}`;
	const made = await create({ 'Whatsapp.MsgServiceSid': MsgServiceSid, 'Whatsapp.From': '+15005550006' });
	expect(made.whatsapp).toEqual({ msg_service_sid: MsgServiceSid, from: '+15005550006' });
	service = made.sid;
	expect((await send({ Channel: 'whatsapp' })).status).toBe(201);
});

test('a created service has all that was asked for', async () => {
	const form = {
		FriendlyName: 'All',
		VerifyEventSubscriptionEnabled: 'true',
		'Totp.Issuer': 'Acme',
		'Totp.TimeStep': '45',
		'Push.IncludeDate': 'true',
		'Passkeys.RelyingParty.Id': 'example.com',
		'Passkeys.UserVerification': 'preferred',
	};
	const { data } = await request(account, 'POST', 'https://verify.twilio.com/v2/Services', { form });
	expect(data).toMatchObject({
		verify_event_subscription_enabled: true,
		totp: { issuer: 'Acme', time_step: 45 },
		push: { include_date: true },
		passkeys: { relying_party: { id: 'example.com' }, user_verification: 'preferred' },
	});
});
