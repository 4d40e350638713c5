import { credentialOf } from '../support/credentials';
import { LocalTwilioClient } from '../twilio/client';
import { fill } from './account';
import { credentialFrom, tour } from './live';

const twilio = new LocalTwilioClient();

test('the tour of the live service sends nothing but reading requests', async () => {
	const account = await twilio.createAccount();
	await fill(account);
	const shown: string[] = [];
	expect(await tour(credentialOf(account.credentials), (text) => shown.push(text))).toBe(true);
	const { requests, effects } = await account.ledger();
	expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
	expect(effects).toEqual([]);
	expect(shown.at(-1)).toBe('10 of 10 actions succeeded');
});

test('the tour leaves out what an empty account has nothing for', async () => {
	const account = await twilio.createAccount({ empty: true });
	const shown: string[] = [];
	expect(await tour(credentialOf(account.credentials), (text) => shown.push(text))).toBe(true);
	expect(shown.filter((text) => text.includes('left out'))).toHaveLength(6);
});

test('credentials with an Auth Token or an API key are taken from the environment', () => {
	const sid = 'AC0123456789abcdef0123456789abcdef';
	expect(credentialFrom({ TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: 'token' })).toMatchObject({
		authType: 'authToken',
		authToken: 'token',
		region: 'us1',
	});
	const byKey = {
		TWILIO_ACCOUNT_SID: sid,
		TWILIO_API_KEY_SID: 'SK',
		TWILIO_API_KEY_SECRET: 'secret',
		TWILIO_REGION: 'ie1',
	};
	expect(credentialFrom(byKey)).toMatchObject({
		authType: 'apiKey',
		apiKeySid: 'SK',
		apiKeySecret: 'secret',
		region: 'ie1',
	});
});

test('what is missing in the environment is named', () => {
	expect(credentialFrom({})).toEqual([
		'TWILIO_ACCOUNT_SID',
		'TWILIO_AUTH_TOKEN (or TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET)',
	]);
	expect(credentialFrom({ TWILIO_ACCOUNT_SID: 'AC', TWILIO_API_KEY_SID: 'SK' })).toEqual([
		'TWILIO_AUTH_TOKEN (or TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET)',
	]);
});
