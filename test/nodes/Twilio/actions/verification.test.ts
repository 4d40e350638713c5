import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { envelopes } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';

const TO = '+15005550111';

const send = async ({ credential, sids }: World, more: INodeParameters = {}) =>
	(
		await envelopes({
			parameters: { resource: 'verification', operation: 'send', serviceSid: sids.verifyService, to: TO, ...more },
			credential,
		})
	)[0]!;

const check = async ({ credential, sids }: World, more: INodeParameters) =>
	(
		await envelopes({
			parameters: { resource: 'verification', operation: 'check', serviceSid: sids.verifyService, ...more },
			credential,
		})
	)[0]!;

/** Returns the code that was sent. */
const codeOf = async ({ account }: World) =>
	(await account.ledger()).effects.find(({ kind }) => kind === 'verification.sent')!.code!;

test('the code that was sent is right, once', async () => {
	const world = await newWorld();
	expect(await send(world)).toMatchObject({
		success: true,
		verification: { status: 'pending', valid: false, channel: 'sms', to: TO },
	});
	const code = await codeOf(world);
	expect(await check(world, { to: TO, code })).toMatchObject({
		success: true,
		verification: { status: 'approved', valid: true },
	});
	expect(await check(world, { to: TO, code })).toMatchObject({
		success: false,
		error: expect.stringMatching(/20404.*has expired, was already approved/s),
		verification: null,
	});
});

test('the code can be checked by the SID of the verification', async () => {
	const world = await newWorld();
	const { verification } = await send(world);
	const verificationSid = (verification as { sid: string }).sid;
	expect(await check(world, { verificationSid, code: await codeOf(world) })).toMatchObject({
		success: true,
		verification: { valid: true, sid: verificationSid },
	});
});

test('a wrong code is a success that is not valid', async () => {
	const world = await newWorld();
	await send(world, { additionalFields: { customCode: '0123' } });
	expect(await check(world, { to: TO, code: '9999' })).toMatchObject({
		success: true,
		error: null,
		verification: { status: 'pending', valid: false },
	});
});

test('zeros at the start of a code stay', async () => {
	const world = await newWorld();
	await send(world, { additionalFields: { customCode: '0123' } });
	expect(await check(world, { to: TO, code: '0123' })).toMatchObject({ verification: { valid: true } });
	expect(await codeOf(world)).toBe('0123');
});

test('after five wrong codes the advice is to send a new one, and nothing is retried', async () => {
	const world = await newWorld();
	await send(world, { additionalFields: { customCode: '0123' } });
	for (let attempt = 0; attempt < 5; attempt++) await check(world, { to: TO, code: '9999' });
	await world.account.reset();
	expect(await check(world, { to: TO, code: '9999' })).toMatchObject({
		success: false,
		error: expect.stringMatching(/60202.*Send a new code/s),
	});
	expect((await world.account.counters()).requests).toBe(1);
});

test.each([
	['nothing to check by', {}, 'Either To or Verification SID is required'],
	['both', { to: TO, verificationSid: `VE${'0'.repeat(32)}` }, 'not both'],
])('refuses %s before anything is sent', async (_what, more, error) => {
	const world = await newWorld();
	expect(await check(world, { code: '1234', ...more })).toMatchObject({
		success: false,
		error: expect.stringContaining(error),
		verification: null,
	});
	expect((await world.account.counters()).requests).toBe(0);
});

test('sends by email too', async () => {
	const world = await newWorld();
	expect(await send(world, { to: 'ada@example.com', channel: 'email' })).toMatchObject({
		success: true,
		verification: { to: 'ada@example.com', channel: 'email' },
	});
});

test('silent network authentication is checked by a token instead of a code', async () => {
	const world = await newWorld();
	const { raw } = (await send(world, {
		channel: 'sna',
		additionalFields: { enableSnaClientToken: true },
		options: { includeRaw: true },
	})) as unknown as { raw: { sna: { url: string } } };
	// The phone opens the address and passes on its carrier's response.
	const { data } = await axios.get<string>(raw.sna.url);
	const snaClientToken = new URLSearchParams(data).get('ClientToken')!;
	const wrong = await check(world, { to: TO, additionalFields: { snaClientToken: 'another' } });
	expect(wrong).toMatchObject({ success: true, verification: { status: 'pending', valid: false } });
	const right = await check(world, { to: TO, additionalFields: { snaClientToken } });
	expect(right).toMatchObject({ success: true, verification: { status: 'approved', valid: true, channel: 'sna' } });
});

test('of a code and a token of silent network authentication the token counts', async () => {
	const world = await newWorld();
	await check(world, { to: TO, code: '0123', additionalFields: { snaClientToken: 'token' } });
	const { requests } = await world.account.ledger();
	expect(requests.at(-1)!.form).toEqual([
		['To', TO],
		['SnaClientToken', 'token'],
	]);
	// No token leaves the code as it is.
	for (const snaClientToken of ['={{ "" }}', '={{ " " }}', '={{ null }}', ' ']) {
		await check(world, { to: TO, code: '0123', additionalFields: { snaClientToken } });
		expect((await world.account.ledger()).requests.at(-1)!.form).toEqual([
			['To', TO],
			['Code', '0123'],
		]);
	}
});

test('a check without code and token is refused before anything is sent', async () => {
	const world = await newWorld();
	expect(await check(world, { to: TO, code: '={{ "" }}' })).toMatchObject({
		success: false,
		error: 'Code is required (e.g. 012345)',
	});
	expect((await world.account.counters()).requests).toBe(0);
});

test('a service that was created sends codes of its length', async () => {
	const world = await newWorld();
	const parameters = {
		resource: 'verificationService',
		operation: 'create',
		friendlyName: 'Example Shop',
		additionalFields: { codeLength: 8 },
	};
	const [created] = await envelopes({ parameters, credential: world.credential });
	expect(created).toMatchObject({
		success: true,
		service: { friendly_name: 'Example Shop', code_length: 8, lookup_enabled: false },
	});
	await send(world, { serviceSid: (created!.service as { sid: string }).sid });
	expect(await codeOf(world)).toMatch(/^\d{8}$/);
});
