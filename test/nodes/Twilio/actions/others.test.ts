import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { envelopes, runNode } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';

const run = async ({ credential }: World, parameters: INodeParameters) =>
	(await envelopes({ parameters, credential }))[0]!;

describe('phoneNumber / lookup', () => {
	const lookup = async (phoneNumber: string, additionalFields: INodeParameters = {}) => {
		const world = await newWorld();
		return await run(world, { resource: 'phoneNumber', operation: 'lookup', phoneNumber, additionalFields });
	};

	test('gives line type and carrier', async () => {
		expect(await lookup('+15005550100')).toEqual({
			success: true,
			error: null,
			lookup: {
				phone_number: '+15005550100',
				country_code: 'US',
				calling_country_code: '1',
				national_format: '(500) 555-0100',
				valid: true,
				validation_errors: [],
				line_type: 'mobile',
				carrier_name: 'Local Mobile',
			},
		});
	});

	test('an invalid number is a success that says why', async () => {
		expect(await lookup('+1500')).toMatchObject({
			success: true,
			error: null,
			lookup: { valid: false, validation_errors: ['TOO_SHORT'], line_type: null },
		});
	});

	test('line type and carrier of a Canadian number are null without a failure', async () => {
		expect(await lookup('+14165550123')).toMatchObject({
			success: true,
			error: null,
			lookup: { country_code: 'CA', line_type: null, carrier_name: null },
		});
	});

	test('takes a number in national format with its country', async () => {
		expect(await lookup('020 7946 0958', { countryCode: 'GB' })).toMatchObject({
			lookup: { phone_number: '+442079460958', country_code: 'GB' },
		});
	});

	test('without Line Type Intelligence there is no line type', async () => {
		expect(await lookup('+15005550100', { fields: ['caller_name'] })).toMatchObject({
			success: true,
			lookup: { valid: true, line_type: null },
		});
	});
});

describe('call', () => {
	const make = (more: INodeParameters = {}) => ({
		resource: 'call',
		operation: 'make',
		from: '+15005550006',
		to: '+15005550101',
		text: 'Hello',
		...more,
	});

	test('what was made can be got and listed', async () => {
		const world = await newWorld();
		const { call } = await run(world, make());
		const { sid } = call as { sid: string };
		expect(call).toMatchObject({ from_number: '+15005550006', from_formatted: expect.any(String), to: '+15005550101' });
		expect(await run(world, { resource: 'call', operation: 'get', callSid: sid })).toMatchObject({
			success: true,
			call: { sid },
		});
		expect(await run(world, { resource: 'call', operation: 'getAll', filters: { to: '+15005550101' } })).toMatchObject({
			calls: [{ sid }],
		});
	});

	test('a call can be deleted once it has ended', async () => {
		const world = await newWorld();
		const deletionOf = ({ call }: IDataObject) => ({
			resource: 'call',
			operation: 'delete',
			callSid: (call as { sid: string }).sid,
		});
		expect(await run(world, deletionOf(await run(world, make())))).toMatchObject({
			success: false,
			error: expect.stringContaining('20009'),
		});
		await world.account.configure({ outcome: { call: { steps: [['completed', 0]] } } });
		expect(await run(world, deletionOf(await run(world, make())))).toEqual({ success: true, error: null });
	});

	test('what is hidden by the instructions is not sent', async () => {
		const world = await newWorld();
		const hidden = { text: 'Hello', twiml: '<Response/>', additionalFields: { voice: 'Polly.Amy', loop: 2 } };
		expect(await run(world, make({ ...hidden, instructions: 'url', url: 'https://example.com/twiml' }))).toMatchObject({
			success: true,
		});
		const [request] = (await world.account.ledger()).requests;
		expect(Object.fromEntries(request!.form)).toEqual({
			To: '+15005550101',
			From: '+15005550006',
			Url: 'https://example.com/twiml',
		});
	});

	test.each([
		['a text that is too long after escaping', { text: '<'.repeat(1000) }, /4,?000|4000/],
		[
			'TwiML that is too long',
			{ instructions: 'twiml', twiml: `<Response>${' '.repeat(4000)}</Response>` },
			/4,?000|4000/,
		],
	])('refuses %s before anything is sent', async (_what, more, error) => {
		const world = await newWorld();
		expect(await run(world, make(more))).toMatchObject({
			success: false,
			error: expect.stringMatching(error),
			call: null,
		});
		expect((await world.account.counters()).requests).toBe(0);
	});
});

describe('messageMedia / getAll', () => {
	test('gives the media of the message alone', async () => {
		const world = await newWorld();
		const [other] = await world.account.seed('message');
		await world.account.seed('media', { messageSid: other });
		const { media } = await run(world, {
			resource: 'messageMedia',
			operation: 'getAll',
			messageSid: world.sids.message,
		});
		expect(media).toEqual([
			expect.objectContaining({
				sid: world.sids.media,
				content_type: expect.stringContaining('/'),
				uri: expect.stringContaining('/Media/'),
			}),
		]);
	});

	// The hosts that the local Twilio redirects to refuse requests with credentials.
	test.each([
		['from where Twilio leads to', undefined],
		['by a host in between from where media lay years ago', 'https://mms.twiliocdn.com/moved'],
	])('puts the files into binary data if requested, %s', async (_where, store) => {
		const world = await newWorld();
		const location = `${store}/${world.account.sid}/${world.sids.media}`;
		if (store)
			await world.account.faults({
				match: { path: new RegExp(`/Media/${world.sids.media}$`) },
				action: { kind: 'redirect', location, status: 307 },
			});
		const parameters = {
			resource: 'messageMedia',
			operation: 'getAll',
			messageSid: world.sids.message,
			options: { downloadFile: true },
		};
		const { outputs } = await runNode({ parameters, credential: world.credential });
		const { binary, json } = outputs[0]![0]!;
		const [first] = json.media as Array<{ content_type: string }>;
		expect(Object.values(binary!)).toEqual([
			expect.objectContaining({ mimeType: first!.content_type, fileName: expect.stringContaining(world.sids.media) }),
		]);
		expect(Buffer.from(Object.values(binary!)[0]!.data, 'base64').subarray(1, 4).toString()).toBe('PNG');
	});

	test('a message that is not there is a failure', async () => {
		const world = await newWorld();
		const envelope = await run(world, {
			resource: 'messageMedia',
			operation: 'getAll',
			messageSid: `MM${'0'.repeat(32)}`,
		});
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('20404'), media: [] });
	});
});

describe('phoneNumber / getAll', () => {
	test('filters by a part of the number and by name', async () => {
		const world = await newWorld();
		await world.account.seed('number', { fields: { phone_number: '+15017122661', friendly_name: 'Support' } });
		const numbers = async (filters: INodeParameters) => {
			const { phone_numbers } = await run(world, { resource: 'phoneNumber', operation: 'getAll', filters });
			return (phone_numbers as Array<{ phone_number: string }>).map(({ phone_number }) => phone_number);
		};
		expect(await numbers({ phoneNumber: '7122' })).toEqual(['+15017122661']);
		expect(await numbers({ friendlyName: 'Main line' })).toEqual(['+15005550006']);
		expect(await numbers({})).toHaveLength(2);
	});
});
