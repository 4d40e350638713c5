import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { envelopes } from '../../../support/engine';
import { sendMessage as send, sent } from '../../../support/requests';
import { newWorld, type World } from '../../../support/world';

const run = async ({ credential }: World, parameters: INodeParameters) =>
	(await envelopes({ parameters, credential }))[0]!;

/** Sends a message and returns the form that reached Twilio. */
async function formOf(world: World, more: INodeParameters) {
	const envelope = await run(world, send(more));
	const { requests } = await world.account.ledger();
	return { envelope, form: Object.fromEntries(requests.at(-1)?.form ?? []) };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('send', () => {
	test('what was sent can be got and listed', async () => {
		const world = await newWorld();
		const { message: sent } = await run(world, send());
		const { sid, from_number } = sent as { sid: string; from_number: string };
		expect(from_number).toBe('+15005550006');
		expect(await run(world, { resource: 'message', operation: 'get', messageSid: sid })).toMatchObject({
			success: true,
			message: { sid, body: 'Hello' },
		});
		expect(
			await run(world, { resource: 'message', operation: 'getAll', filters: { to: '+15005550101' } }),
		).toMatchObject({ messages: [{ sid }] });
	});

	test('a message can be deleted once its delivery is finished', async () => {
		const world = await newWorld();
		const deletionOf = ({ message }: IDataObject) => ({
			resource: 'message',
			operation: 'delete',
			messageSid: (message as { sid: string }).sid,
		});
		const onItsWay = deletionOf(await run(world, send()));
		expect(await run(world, onItsWay)).toMatchObject({ success: false, error: expect.stringContaining('20009') });
		await world.account.configure({ outcome: { message: { steps: [['delivered', 0]] } } });
		const delivered = deletionOf(await run(world, send()));
		expect(await run(world, delivered)).toEqual({ success: true, error: null });
		expect(await run(world, delivered)).toMatchObject({ success: false, error: expect.stringContaining('20404') });
	});

	test.each([
		['whatsapp', '+1 500 555 0101', 'whatsapp:+15005550101'],
		['whatsapp', 'whatsapp:+15005550101', 'whatsapp:+15005550101'],
		['rcs', '+15005550101', 'rcs:+15005550101'],
		['messenger', '4711', 'messenger:4711'],
		['sms', '+15005550101', '+15005550101'],
		['sms', 'whatsapp:+15005550101', 'whatsapp:+15005550101'],
	])('by %s to %s goes to %s', async (channel, to, expected) => {
		const world = await newWorld();
		const { form } = await formOf(world, { channel, to });
		expect(form.To).toBe(expected);
	});

	test('refuses an address of another channel', async () => {
		const world = await newWorld();
		const { envelope } = await formOf(world, { channel: 'whatsapp', to: 'messenger:4711' });
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('"messenger"') });
		expect((await world.account.counters()).requests).toBe(0);
	});

	test.each([
		['no sender', { from: '' }, /From is required.*messaging service/],
		['no text, media or template', { body: '' }, /Body is required.*Media URLs or a Content Template/],
		[
			'a date without a messaging service',
			{ additionalFields: { sendAt: '2030-01-01T00:00:00Z' } },
			/Send At requires a messaging service/,
		],
		[
			'eleven media',
			{ mediaUrls: Array<string>(11).fill('https://example.com/a.jpg') },
			/at most 10 Media URLs, got 11/,
		],
	])('refuses %s before anything is sent', async (_what, more, error) => {
		const world = await newWorld();
		const { envelope } = await formOf(world, more);
		expect(envelope).toMatchObject({ success: false, error: expect.stringMatching(error), message: null });
		expect((await world.account.counters()).requests).toBe(0);
	});

	test.each(['sms', 'whatsapp', 'rcs'])('takes a messaging service in From (%s)', async (channel) => {
		const world = await newWorld();
		const { envelope, form } = await formOf(world, { channel, from: byId(world.sids.messagingService) });
		expect(form).toMatchObject({ MessagingServiceSid: world.sids.messagingService });
		expect(form).not.toHaveProperty('From');
		expect(envelope).toMatchObject({ success: true });
	});

	test('with a messaging service from_number and date_sent are null', async () => {
		const world = await newWorld();
		const { envelope, form } = await formOf(world, {
			from: '',
			additionalFields: { messagingServiceSid: byId(world.sids.messagingService) },
		});
		expect(form).not.toHaveProperty('From');
		expect(envelope).toMatchObject({ success: true, message: { from_number: null, date_sent: null } });
	});

	test.each([
		['1,600 characters', 'a'.repeat(1600), true],
		['1,601 characters', 'a'.repeat(1601), false],
		['1,600 emoji', '🎉'.repeat(1600), true],
	])('leaves the limit of the body to Twilio: %s', async (_what, body, success) => {
		const world = await newWorld();
		const { envelope, form } = await formOf(world, { body });
		expect(form.Body).toBe(body);
		expect(envelope.success).toBe(success);
		if (!success) expect(envelope.error).toMatch(/21617.*Shorten the body/s);
	});

	test('refuses a date in the past by the words of Twilio', async () => {
		const world = await newWorld();
		const { envelope } = await formOf(world, {
			additionalFields: { sendAt: '2020-01-01T00:00:00Z', messagingServiceSid: byId(world.sids.messagingService) },
		});
		expect(envelope).toMatchObject({
			success: false,
			error: expect.stringMatching(/35115.*at least 5 minutes and at most 35 days ahead/s),
		});
	});

	test.each([
		['media', { mediaUrls: 'https://example.com/a.jpg' }, /21670.*Remove Media URLs/s],
		['templates', { additionalFields: { contentSid: byId(`HX${'a'.repeat(32)}`) } }, /21671.*Remove Content Template/s],
	])('tells what to leave out in Ireland, which has no %s', async (_what, more, error) => {
		const world = await newWorld('ie1');
		const { envelope } = await formOf(world, more);
		expect(envelope).toMatchObject({ success: false, error: expect.stringMatching(error) });
		expect(await sent(world.account)).toBe(0);
	});

	test('takes the link of a page in the console for a SID', async () => {
		const world = await newWorld();
		const link = `https://console.twilio.com/us1/develop/sms/services/${world.sids.messagingService}/properties?frameUrl=x`;
		const { form } = await formOf(world, {
			additionalFields: { messagingServiceSid: { __rl: true, mode: 'url', value: link } },
		});
		expect(form.MessagingServiceSid).toBe(world.sids.messagingService);
	});

	test('refuses a link of another site', async () => {
		const world = await newWorld();
		const link = `={{ 'https://evil.example/${world.sids.messagingService}' }}`;
		const { envelope } = await formOf(world, {
			additionalFields: { messagingServiceSid: { __rl: true, mode: 'url', value: link } },
		});
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('Messaging Service') });
	});

	test('what one item leaves out does not come from another', async () => {
		const world = await newWorld();
		const items = [{ json: { url: 'https://example.com/status' } }, { json: {} }];
		await envelopes({
			parameters: send({ additionalFields: { statusCallback: '={{ $json.url }}' } }),
			items,
			credential: world.credential,
		});
		const { requests } = await world.account.ledger();
		expect(requests.map(({ form }) => Object.fromEntries(form).StatusCallback)).toEqual([
			'https://example.com/status',
			undefined,
		]);
	});
});

describe('getAll', () => {
	test('filters by day, and by time before and after', async () => {
		const world = await newWorld();
		const { account } = world;
		const days = ['2026-01-30', '2026-01-31', '2026-02-01'];
		for (const body of days)
			await account.seed('message', {
				fields: { body, date_sent: new Date(`${body}T12:00:00Z`).toUTCString().replace('GMT', '+0000') },
			});
		const bodies = async (filters: INodeParameters) => {
			const { messages } = await run(world, { resource: 'message', operation: 'getAll', filters });
			return (messages as Array<{ body: string }>).map(({ body }) => body).filter((body) => days.includes(body));
		};
		expect(await bodies({ dateSent: '2026-01-31' })).toEqual(['2026-01-31']);
		expect(await bodies({ dateSent: '2026-01-31T00:00:00' })).toEqual(['2026-01-31']);
		expect(await bodies({ dateSentBefore: '2026-01-31T00:00:00Z' })).toEqual(['2026-01-30']);
		expect(await bodies({ dateSentAfter: '2026-01-31T00:00:00Z', dateSentBefore: '2026-01-31T23:00:00Z' })).toEqual([
			'2026-01-31',
		]);
	});
});
