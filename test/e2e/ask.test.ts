import { createHash } from 'node:crypto';
import { envelopesOf } from '../n8n/rest';
import { credentialOf } from '../support/credentials';
import { Asking, FROM, http, post, question, TO } from './asking';
import { CREDENTIAL_TYPE, node, save } from './world';

let asking: Asking;

beforeEach(async () => {
	asking = await Asking.open();
});

describe('By link', () => {
	test.each([
		['true', true, 'Approve'],
		['false', false, 'Decline'],
	])('a press of approved=%s decides, once', async (value, approved, text) => {
		const id = await asking.ask({});
		const link = await asking.linkSent(id);
		const page = await http.get<string>(link);
		expect(page.status).toBe(200);
		expect(page.data).toContain('Refund &lt;b&gt;$49.99&lt;/b&gt; &amp; more?');
		const [, style] = /<style>([^<]*)<\/style>/.exec(page.data)!;
		expect(page.headers['content-security-policy']).toContain(
			`style-src 'sha256-${createHash('sha256').update(style!).digest('base64')}'`,
		);
		expect(page.headers).toMatchObject({
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'content-security-policy': expect.stringContaining("default-src 'none'"),
		});
		const { data } = await post(link, `approved=${value}`);
		expect(data).toContain(text);
		const envelope = await asking.answered(id);
		expect(envelope).toMatchObject({ success: true, error: null, approved, text, call: null, reply: null });
		// The message as it is when the answer arrives, not as it was sent.
		expect(envelope.message).toMatchObject({ to: TO, status: 'delivered' });
		expect(envelope.respondedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		const later = await post(link, 'approved=true');
		expect(later.data).toContain('No action required');
	});

	test('where the record cannot be read again, it comes as it was sent', async () => {
		const id = await asking.ask({});
		const link = await asking.linkSent(id);
		await asking.world.account.faults({ match: { method: 'GET' }, action: { kind: 'status', status: 404 } });
		await post(link, 'approved=true');
		expect(await asking.answered(id)).toMatchObject({ approved: true, message: { to: TO, status: 'queued' } });
	});

	test('free text comes as it was written', async () => {
		const id = await asking.ask({ responseType: 'freeText' });
		const link = await asking.linkSent(id);
		expect((await http.get<string>(link)).data).toContain('<textarea');
		await post(link, new URLSearchParams({ text: 'Yes & <no>' }).toString());
		expect(await asking.answered(id)).toMatchObject({ success: true, approved: null, text: 'Yes & <no>' });
	});

	test('with several items nothing is sent', async () => {
		const list = node(
			'List',
			'n8n-nodes-base.set',
			{ mode: 'raw', jsonOutput: '{ "all": [1, 2] }', options: {} },
			{ typeVersion: 3.4 },
		);
		const each = node('Each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'all', options: {} });
		const id = await asking.start(list, each, question({}));
		const envelopes = envelopesOf(await asking.world.n8n.finished(id), 'After');
		expect(envelopes).toHaveLength(2);
		for (const { error } of envelopes) expect(error).toContain('Loop Over Items');
		expect((await asking.world.account.ledger()).effects).toEqual([]);
	});

	test('a question that cannot be sent waits for nothing', async () => {
		const refusal = { code: 21211, message: 'Invalid number', status: 400 };
		const action = { kind: 'status' as const, status: 400, body: refusal };
		await asking.world.account.faults({ match: { method: 'POST' }, action });
		const id = await asking.ask({});
		expect(await asking.answered(id)).toMatchObject({ success: false, error: expect.stringContaining('21211') });
	});

	test('when the wait timed out, the input item goes on as it was', async () => {
		const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
		const item = node(
			'Item',
			'n8n-nodes-base.set',
			{ mode: 'raw', jsonOutput: '{ "order": 1042 }', options: {} },
			{
				typeVersion: 3.4,
			},
		);
		const id = await asking.start(item, question({ options: { limitWaitTime: { values: limit } } }));
		expect(envelopesOf(await asking.world.n8n.finished(id), 'After')).toEqual([{ order: 1042 }]);
	});
});

describe('By reply', () => {
	test('the first of the two words decides, anything else does not', async () => {
		const id = await asking.ask({ answerBy: 'reply' });
		const { text } = await asking.phone.waitForMessage();
		expect(text.split('\n').at(-1)).toBe('Reply YES to approve or NO to decline.');
		await asking.phone.reply('Who is asking?');
		await asking.phone.reply(' no! ');
		const envelope = await asking.answered(id);
		expect(envelope).toMatchObject({ success: true, approved: false, text: ' no! ', reply: { body: ' no! ' } });
	});
});

describe('By a call', () => {
	const byCall = { channel: 'call', from: FROM };

	test('one key decides, another asks again', async () => {
		await asking.world.account.configure({ pickUp: { [TO]: 'manual' } });
		const id = await asking.ask(byCall);
		const call = await asking.phone.waitForCall();
		await call.answer();
		await call.waitUntilListening();
		await call.press('5');
		await call.waitUntilListening();
		await call.press('4');
		expect(await asking.answered(id)).toMatchObject({
			success: true,
			approved: true,
			text: '4',
			message: null,
			call: { to: TO },
		});
	});

	test('an API key cannot check the signature', async () => {
		const { credentials } = asking.world.account;
		const data = credentialOf(credentials, credentials.apiKeys.main);
		asking.world.credential = await asking.world.n8n.createCredential('API key', CREDENTIAL_TYPE, data);
		await asking.world.account.configure({ pickUp: { [TO]: 'manual' } });
		const id = await asking.ask(byCall);
		const { keys, CallSid } = await asking.answerCall();
		expect((await post(keys, `CallSid=${CallSid}&Digits=4`)).status).toBe(200);
		expect(await asking.answered(id)).toMatchObject({ approved: true });
	});

	test('digits are free text', async () => {
		await asking.world.account.configure({ pickUp: { [TO]: { after: 100, keys: '1042#' } } });
		expect(await asking.answered(await asking.ask({ ...byCall, responseType: 'freeText' }))).toMatchObject({
			success: true,
			approved: null,
			text: '1042',
		});
	});

	const ENDS = [
		['busy', /busy/],
		['decline', /busy/],
		['failed', /could not be connected/],
		['no-answer', /answer/],
		['voicemail', /no key/],
		[{ after: 100, hangUpAfter: 2000 }, /no key/],
	] as const;

	test.each(ENDS)('%j is no answer', async (kind, reason) => {
		await asking.world.account.configure({ pickUp: { [TO]: kind } });
		expect(await asking.answered(await asking.ask(byCall))).toMatchObject({
			success: false,
			approved: null,
			error: expect.stringMatching(reason),
			call: { to: TO },
		});
	});

	test('with an error output, a call without an answer leaves through it', async () => {
		await asking.world.account.configure({ pickUp: { [TO]: 'busy' } });
		const nodes = [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			question(byCall, { onError: 'continueErrorOutput' }),
			node('After', 'n8n-nodes-base.noOp'),
			node('Failed', 'n8n-nodes-base.noOp'),
		];
		const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
		const connections = { Start: { main: [to('Ask')] }, Ask: { main: [to('After'), to('Failed')] } };
		const workflow = await save(asking.world, { name: 'Error output', nodes, connections });
		const execution = await asking.world.n8n.run(workflow, 'Start');
		expect(envelopesOf(execution, 'After')).toEqual([]);
		expect(envelopesOf(execution, 'Failed')).toMatchObject([
			{ error: expect.stringContaining('busy'), details: { success: false }, message: { to: TO, status: 'busy' } },
		]);
	});

	describe('before n8n has stored that the execution waits', () => {
		/** Twilio makes the call, but its response arrives after everything that happens on the phone. */
		beforeEach(async () => {
			await asking.world.account.configure({ callSpeed: 1000, webhookRetryPause: 1000 });
			const action = { kind: 'delay' as const, ms: 1000, when: 'after' as const };
			await asking.world.account.faults({ match: { method: 'POST' }, action });
		});

		/** Returns the statuses of n8n's responses to Twilio's requests, in order. */
		const statuses = async () => (await asking.world.account.ledger()).outbound.map(({ status }) => status);

		test('the end of the call is not lost', async () => {
			await asking.world.account.configure({ pickUp: { [TO]: 'busy' } });
			expect(await asking.answered(await asking.ask(byCall))).toMatchObject({
				success: false,
				approved: null,
				error: expect.stringContaining('busy'),
			});
			const [first, ...others] = await statuses();
			expect(first).toBeGreaterThanOrEqual(400);
			expect(others.at(-1)).toBe(204);
		});

		test('a key that is pressed counts', async () => {
			await asking.world.account.configure({ pickUp: { [TO]: { after: 0, keys: '4' } } });
			expect(await asking.answered(await asking.ask(byCall))).toMatchObject({ success: true, approved: true });
			const [first, ...others] = await statuses();
			expect(first).toBeGreaterThanOrEqual(400);
			expect(others).toContain(200);
		});
	});
});
