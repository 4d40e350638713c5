import { createHash } from 'node:crypto';
import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import { envelopesOf, type Execution } from '../n8n/rest';
import { credentialOf } from '../support/credentials';
import { problemsOf } from '../support/schemas';
import { sign } from '../twilio/phone/webhook';
import { chain, CREDENTIAL_TYPE, newWorld, node, save, twilioNode, type World } from './world';

const TO = '+14155550123';
const SELECTION = { resource: 'message', operation: 'sendAndWait' };

let world: World;

beforeEach(async () => {
	world = await newWorld();
	await world.account.configure({ callSpeed: 20, linkPreviews: true });
});

/** Starts a workflow that asks, and gives its execution's ID. */
async function ask(parameters: INode['parameters'], more: Partial<INode> = {}): Promise<string> {
	const question = twilioNode(
		'Ask',
		{
			...SELECTION,
			from: { __rl: true, mode: 'id', value: '+15005550006' },
			to: TO,
			message: 'Refund <b>$49.99</b> & more?',
			...parameters,
		},
		more,
	);
	const nodes = [node('Start', 'n8n-nodes-base.manualTrigger'), question, node('After', 'n8n-nodes-base.noOp')];
	const workflow = await save(world, { name: 'Ask', nodes, connections: chain('Start', 'Ask', 'After') });
	return await world.n8n.start(workflow, 'Start');
}

const phone = () => world.account.phone(TO);

/** The link at the end of the message. */
async function linkSent(id: string): Promise<string> {
	await world.n8n.untilWaiting(id);
	const { text } = await phone().waitForMessage();
	const lines = text.split('\n');
	const links = lines.flatMap((line) => line.match(/https?:\/\/\S+/g) ?? []);
	expect(links).toHaveLength(1);
	expect(lines.at(-1)).toContain(links[0]);
	return links[0]!;
}

const http = axios.create({ proxy: false, validateStatus: () => true, maxRedirects: 0 });
const post = async (url: string, body: string, type = 'application/x-www-form-urlencoded') =>
	await http.post<string>(url, body, { headers: { 'Content-Type': type } });

async function answered(id: string): Promise<IDataObject> {
	const execution: Execution = await world.n8n.finished(id);
	expect(execution.data.resultData.error).toBeUndefined();
	const [envelope] = envelopesOf(execution, 'After');
	expect(problemsOf(SELECTION, envelope)).toEqual([]);
	return envelope!;
}

const isWaiting = async (id: string) => (await world.n8n.execution(id)).status === 'waiting';

describe('By link', () => {
	test.each([
		['true', true, 'Approve'],
		['false', false, 'Decline'],
	])('a press of approved=%s decides, once', async (value, approved, text) => {
		const id = await ask({});
		const link = await linkSent(id);
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
		const envelope = await answered(id);
		expect(envelope).toMatchObject({ success: true, error: null, approved, text, call: null, reply: null });
		expect(envelope.message).toMatchObject({ to: TO });
		expect(envelope.respondedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		const later = await post(link, 'approved=true');
		expect(later.data).toContain('No action required');
	});

	test('free text comes as it was written', async () => {
		const id = await ask({ responseType: 'freeText' });
		const link = await linkSent(id);
		expect((await http.get<string>(link)).data).toContain('<textarea');
		await post(link, new URLSearchParams({ text: 'Yes & <no>' }).toString());
		expect(await answered(id)).toMatchObject({ success: true, approved: null, text: 'Yes & <no>' });
	});

	test('nothing but the form decides', async () => {
		const id = await ask({});
		const link = await linkSent(id);
		const other = new URL(link);
		other.searchParams.set('extra', '1');
		await http.head(link);
		await http.get(link, { headers: { 'User-Agent': 'WhatsApp/2.0' } });
		for (const [url, body, type] of [
			[link, '', undefined],
			[link, 'approved=maybe', undefined],
			[link, 'approved=true&approved=false', undefined],
			[link, '{"approved":true}', 'application/json'],
			[link, 'approved=true', 'text/plain'],
			[link, `text=${'x'.repeat(100_000)}`, undefined],
			[other.href, 'approved=true', undefined],
		] as const) {
			const { status, data } = await post(url, body, type);
			expect(status).toBeGreaterThanOrEqual(400);
			expect(JSON.stringify(data)).not.toContain(world.account.credentials.authToken);
		}
		expect(await isWaiting(id)).toBe(true);
		await post(link, 'approved=true');
		expect(await answered(id)).toMatchObject({ approved: true });
	});

	test('of two presses at once one decides', async () => {
		const id = await ask({});
		const link = await linkSent(id);
		const pages = await Promise.all([post(link, 'approved=true'), post(link, 'approved=false')]);
		const recorded = pages.filter(({ status, data }) => status === 200 && String(data).includes('was recorded'));
		expect(recorded).toHaveLength(1);
		const { approved } = await answered(id);
		expect(String(recorded[0]!.data)).toContain(approved ? 'Approve' : 'Decline');
	});

	test('with several items nothing is sent', async () => {
		const id = await askMany();
		const envelopes = envelopesOf(await world.n8n.finished(id), 'After');
		expect(envelopes).toHaveLength(2);
		for (const { error } of envelopes) expect(error).toContain('Loop Over Items');
		expect((await world.account.ledger()).effects).toEqual([]);
	});

	test('a question that cannot be sent waits for nothing', async () => {
		const refusal = { code: 21211, message: 'Invalid number', status: 400 };
		await world.account.faults({ match: { method: 'POST' }, action: { kind: 'status', status: 400, body: refusal } });
		const id = await ask({});
		expect(await answered(id)).toMatchObject({ success: false, error: expect.stringContaining('21211') });
	});
});

async function askMany(): Promise<string> {
	const list = node(
		'List',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: '{ "all": [1, 2] }', options: {} },
		{ typeVersion: 3.4 },
	);
	const each = node('Each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'all', options: {} });
	const from = { __rl: true, mode: 'id', value: '+15005550006' };
	const question = twilioNode('Ask', { ...SELECTION, from, to: TO, message: 'Fine?' });
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		list,
		each,
		question,
		node('After', 'n8n-nodes-base.noOp'),
	];
	const connections = chain('Start', 'List', 'Each', 'Ask', 'After');
	return await world.n8n.start(await save(world, { name: 'Ask many', nodes, connections }), 'Start');
}

describe('By reply', () => {
	test('the first of the two words decides, anything else does not', async () => {
		const id = await ask({ answerBy: 'reply' });
		const { text } = await phone().waitForMessage();
		expect(text.split('\n').at(-1)).toBe('Reply YES to approve or NO to decline.');
		await phone().reply('Who is asking?');
		await phone().reply(' no! ');
		const envelope = await answered(id);
		expect(envelope).toMatchObject({ success: true, approved: false, text: ' no! ', reply: { body: ' no! ' } });
	});
});

describe('By a call', () => {
	const byCall = { channel: 'call', from: { __rl: true, mode: 'id', value: '+15005550006' } };

	test('one key decides, another asks again', async () => {
		await world.account.configure({ pickUp: { [TO]: 'manual' } });
		const id = await ask(byCall);
		const call = await phone().waitForCall();
		await call.answer();
		await call.waitUntilListening();
		await call.press('5');
		await call.waitUntilListening();
		await call.press('4');
		expect(await answered(id)).toMatchObject({
			success: true,
			approved: true,
			text: '4',
			message: null,
			call: { to: TO },
		});
	});

	/** Lets the call listen, and gives the address to which Twilio posts its keys. */
	async function keysTo(): Promise<{ url: string; CallSid: string }> {
		const call = await phone().waitForCall();
		await call.answer();
		await call.waitUntilListening();
		const made = (await world.account.ledger()).requests.find(({ method }) => method === 'POST')!;
		const twiml = made.form.find(([name]) => name === 'Twiml')![1];
		return { url: /action="([^"]+)"/.exec(twiml)![1]!.replaceAll('&amp;', '&'), CallSid: call.sid };
	}

	async function postKeys(url: string, fields: Record<string, string>, signature?: string): Promise<number> {
		const headers = { ...(signature !== undefined && { 'X-Twilio-Signature': signature }) };
		return (await http.post(url, new URLSearchParams(fields), { headers })).status;
	}

	test('only what Twilio has signed, of this call, decides', async () => {
		await world.account.configure({ pickUp: { [TO]: 'manual' } });
		const id = await ask(byCall);
		const { url, CallSid } = await keysTo();
		const { authToken } = world.account.credentials;
		const fields = { CallSid, Digits: '6' };
		const other = { ...fields, CallSid: `CA${'0'.repeat(32)}` };
		expect(await postKeys(url, fields)).toBe(403);
		expect(await postKeys(url, fields, sign('another token', url, fields))).toBe(403);
		expect(await postKeys(url, { ...fields, Digits: '4' }, sign(authToken, url, fields))).toBe(403);
		expect(await postKeys(url, other, sign(authToken, url, other))).toBe(403);
		expect(await isWaiting(id)).toBe(true);
		expect(await postKeys(url, fields, sign(authToken, url, fields))).toBe(200);
		expect(await answered(id)).toMatchObject({ approved: false, text: '6' });
	});

	test('an API key cannot check the signature', async () => {
		const { credentials } = world.account;
		const data = credentialOf(credentials, credentials.apiKeys.main);
		world.credential = await world.n8n.createCredential('API key', CREDENTIAL_TYPE, data);
		await world.account.configure({ pickUp: { [TO]: 'manual' } });
		const id = await ask(byCall);
		const { url, CallSid } = await keysTo();
		expect(await postKeys(url, { CallSid, Digits: '4' })).toBe(200);
		expect(await answered(id)).toMatchObject({ approved: true });
	});

	test('digits are free text', async () => {
		await world.account.configure({ pickUp: { [TO]: { after: 100, keys: '1042#' } } });
		expect(await answered(await ask({ ...byCall, responseType: 'freeText' }))).toMatchObject({
			success: true,
			approved: null,
			text: '1042',
		});
	});

	test.each([
		['busy', /busy/],
		['no-answer', /answer/],
		['voicemail', /no key/],
	] as const)('%s is no answer', async (kind, reason) => {
		await world.account.configure({ pickUp: { [TO]: kind } });
		expect(await answered(await ask(byCall))).toMatchObject({
			success: false,
			approved: null,
			error: expect.stringMatching(reason),
			call: { to: TO },
		});
	});
});
