import type { INodeParameters } from 'n8n-workflow';
import { envelopes, runNode } from '../../../../support/engine';
import { problemsOf } from '../../../../support/schemas';
import { waitFor } from '../../../../support/selections';
import { newWorld } from '../../../../support/world';

const FROM = '+15005550006';
const TO = '+14155550101';
const SELECTION = { resource: 'message', operation: 'sendAndWait' };

const ask = (
	{ seconds = 8, ...options }: INodeParameters & { seconds?: number } = {},
	more: INodeParameters = {},
): INodeParameters => ({
	...SELECTION,
	from: FROM,
	to: '={{ $json.to }}',
	message: '={{ $json.body ?? "What time?" }}',
	responseType: 'freeText',
	answerBy: 'reply',
	options: { limitWaitTime: waitFor(seconds), ...options },
	...more,
});
const to = (...recipients: string[]) => recipients.map((recipient) => ({ json: { to: recipient } }));
const replyOf = (json: { reply?: unknown } | undefined) =>
	(json?.reply as { body: string; from_number: string } | null)?.body;

test('gives the reply in the shape of a message', async () => {
	const { account, credential } = await newWorld();
	await account.configure({ autoReply: { [TO]: { body: 'Yes', delay: 500 } } });
	const [json] = await envelopes({ parameters: ask(), items: to(TO), credential });
	expect(json).toMatchObject({
		success: true,
		message: { to: TO, from_number: FROM },
		reply: { body: 'Yes', from_number: TO, to: FROM, direction: 'inbound' },
	});
	expect(problemsOf(SELECTION, json)).toEqual([]);
});

test('gives null and a hint when nobody replies in time', async () => {
	const { credential } = await newWorld();
	const { outputs, run } = await runNode({ parameters: ask({ seconds: 2 }), items: to(TO), credential });
	expect(outputs[0]![0]!.json).toMatchObject({ success: true, message: { to: TO }, reply: null });
	expect(problemsOf(SELECTION, outputs[0]![0]!.json)).toEqual([]);
	expect(run.data.resultData.runData.Twilio![0]!.hints).toEqual([
		expect.objectContaining({ message: expect.stringContaining('there is no reply yet') }),
	]);
});

test('finds the reply within the limit, which counts from when the message was sent', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ match: { method: 'POST' }, action: { kind: 'delay', ms: 4000, when: 'before' } });
	await account.configure({ autoReply: { [TO]: { body: 'Yes', delay: 500 } } });
	const [json] = await envelopes({ parameters: ask({ seconds: 3 }), items: to(TO), credential });
	expect(replyOf(json)).toBe('Yes');
});

test('says why no reply was found when the reads are refused', async () => {
	const { account, credential } = await newWorld();
	const body = { code: 20003, message: 'Authenticate', status: 401 };
	await account.faults({ match: { method: 'GET' }, skip: 1, action: { kind: 'status', status: 401, body } });
	const { run } = await runNode({ parameters: ask({ seconds: 3 }), items: to(TO), credential });
	expect(run.data.resultData.runData.Twilio![0]!.hints).toEqual([
		expect.objectContaining({ message: expect.stringMatching(/no reply yet\. The last reads failed: .*20003/) }),
	]);
});

test('does not take what came before the message, nor what others wrote, for the reply', async () => {
	const { account, credential } = await newWorld();
	await account.inbound({ from: TO, to: FROM, body: 'Earlier' });
	await account.inbound({ from: '+14155550102', to: FROM, body: 'Another person', delay: 500 });
	await account.inbound({ from: TO, to: FROM, body: 'The reply', delay: 1500 });
	const [json] = await envelopes({ parameters: ask(), items: to(TO), credential });
	expect(replyOf(json)).toBe('The reply');
});

test('gives each of two messages to one person a reply of its own, in order', async () => {
	const { account, credential } = await newWorld();
	await account.inbound({ from: TO, to: FROM, body: 'First', delay: 1200 });
	await account.inbound({ from: TO, to: FROM, body: 'Second', delay: 2400 });
	const json = await envelopes({ parameters: ask(), items: to(TO, TO), credential });
	expect(json.map(replyOf)).toEqual(['First', 'Second']);
});

test('lets one wait on when there is one reply for two', async () => {
	const { account, credential } = await newWorld();
	await account.inbound({ from: TO, to: FROM, body: 'Only one', delay: 1200 });
	const json = await envelopes({ parameters: ask({ seconds: 5 }), items: to(TO, TO), credential });
	expect(json.map(replyOf)).toEqual(['Only one', undefined]);
});

test('finds the reply to a sender that a messaging service chose', async () => {
	const { account, credential, sids } = await newWorld();
	await account.configure({
		autoReply: { '*': { body: 'Yes', delay: 500 } },
		outcome: {
			message: {
				steps: [
					['accepted', 0],
					['queued', 100],
					['sent', 300],
				],
			},
		},
	});
	const parameters = ask({}, { from: '', additionalFields: { messagingServiceSid: sids.messagingService } });
	const [json] = await envelopes({ parameters, items: to(TO), credential });
	expect(replyOf(json)).toBe('Yes');
});

test.each([
	['whatsapp:+525512345678', 'whatsapp:+5215512345678'],
	['whatsapp:+5541988887777', 'whatsapp:+554188887777'],
	['whatsapp:+5491123456789', 'whatsapp:+541123456789'],
])('finds the reply to %s that comes from %s, which is the same on WhatsApp', async (asked, from) => {
	const { account, credential } = await newWorld();
	await account.inbound({ from, to: `whatsapp:${FROM}`, body: 'Earlier' });
	await account.inbound({ from, to: `whatsapp:${FROM}`, body: 'The reply', delay: 1500 });
	const [json] = await envelopes({ parameters: ask({}, { channel: 'whatsapp' }), items: to(asked), credential });
	expect(replyOf(json)).toBe('The reply');
});

test('gives the failure alone when the message cannot be sent', async () => {
	const { credential } = await newWorld();
	const [json] = await envelopes({ parameters: ask(), items: to('nobody'), credential });
	expect(json).toMatchObject({ success: false, message: null, reply: null });
	expect(problemsOf(SELECTION, json)).toEqual([]);
});

test('asks hundreds at once and finds all replies with few requests', async () => {
	const count = 200;
	const { account, credential } = await newWorld();
	await account.configure({ autoReply: { '*': { body: 'Yes', delay: 2500 } } });
	const people = Array.from({ length: count }, (_, index) => `+1415555${String(2000 + index)}`);
	const json = await envelopes({
		parameters: ask({ maxConcurrency: 50, seconds: 30 }),
		items: to(...people),
		credential,
	});
	expect(json.map((envelope) => (envelope.reply as { from_number: string } | null)?.from_number)).toEqual(people);
	const reads = (await account.ledger()).requests.filter(({ method }) => method === 'GET').length;
	console.log(`${count} replies found with ${reads} reading requests, ${count} of them before the sends`);
	expect(reads).toBeLessThan(count + 20);
});

test.each([
	['undelivered', 30003, 'not delivered (error 30003). The phone cannot be reached'],
	['canceled', undefined, 'canceled before it was sent'],
])('ends the wait with the reason when the message is %s', async (status, error_code, reason) => {
	const { account, credential } = await newWorld();
	await account.configure({
		outcome: {
			message: {
				steps: [
					['queued', 0],
					[status, 300],
				],
				error_code,
			},
		},
	});
	const started = Date.now();
	const [json] = await envelopes({ parameters: ask({ seconds: 60 }), items: to(TO), credential });
	expect(Date.now() - started).toBeLessThan(25_000);
	expect(json).toMatchObject({ success: false, reply: null, message: { status } });
	expect(json!.error).toContain(reason);
	expect(problemsOf(SELECTION, json)).toEqual([]);
});

test('waits no longer than Wait Timeout when the reads hang', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ match: { method: 'GET' }, skip: 1, action: { kind: 'hang', when: 'before' } });
	const started = Date.now();
	const [json] = await envelopes({ parameters: ask({ seconds: 2 }), items: to(TO), credential });
	expect(json).toMatchObject({ success: true, reply: null });
	expect(Date.now() - started).toBeLessThan(12_000);
});

test('a question whose message cannot be read takes no replies from others', async () => {
	const { account, credential, sids } = await newWorld();
	const [lost, other] = ['+14155550101', '+14155550102'];
	await account.configure({
		autoReply: { [other]: { body: 'Yes', delay: 500 } },
		outcome: {
			message: {
				steps: [
					['accepted', 0],
					['sent', 100],
				],
			},
		},
	});
	const parameters = ask({}, { from: '', additionalFields: { messagingServiceSid: sids.messagingService } });
	const asked = envelopes({ parameters, items: to(lost, other), credential });
	let sid: string | undefined;
	while (!sid) sid = (await account.ledger()).effects.find((effect) => effect.to === lost)?.sid;
	const gone = { code: 20404, message: 'Not found', status: 404 };
	await account.faults({ match: { path: new RegExp(sid) }, action: { kind: 'status', status: 404, body: gone } });
	expect((await asked).map(replyOf)).toEqual([undefined, 'Yes']);
});

test('ends the wait with a hint when a messaging service chose a sender name', async () => {
	const { account, credential, sids } = await newWorld();
	await account.seed('number', { fields: { phone_number: 'ACME' } });
	await account.configure({ outcome: { message: { steps: [['sent', 0]] } } });
	const parameters = ask(
		{ seconds: 60 },
		{ from: '', additionalFields: { messagingServiceSid: sids.messagingService } },
	);
	const started = Date.now();
	const { outputs, run } = await runNode({ parameters, items: to(TO), credential });
	expect(Date.now() - started).toBeLessThan(25_000);
	expect(outputs[0]![0]!.json).toMatchObject({ success: true, message: { from_number: 'ACME' }, reply: null });
	expect(JSON.stringify(run.data.resultData.runData.Twilio![0]!.hints)).toContain('nobody can reply to it');
});

const USER_ID = 'whatsapp:US.13491208655302741918';
const whatsapp = (address: string) => (address.startsWith('whatsapp:') ? address : `whatsapp:${address}`);

test.each([
	['a number', TO, USER_ID, TO],
	['a number', TO, USER_ID, whatsapp(TO)],
	['a user ID', USER_ID, USER_ID, undefined],
	['a user ID', USER_ID, whatsapp(TO), USER_ID],
	['a user ID', USER_ID, whatsapp(TO), USER_ID.slice('whatsapp:'.length)],
])('finds the reply to %s on WhatsApp (%s) that comes from %s, known as %s', async (_, asked, from, known) => {
	const { account, credential } = await newWorld();
	const run = envelopes({ parameters: ask({}, { channel: 'whatsapp' }), items: to(asked), credential });
	while (!(await account.counters()).effects['message.created']);
	const date = new Date().toUTCString().replace('GMT', '+0000');
	const dates = { date_created: date, date_sent: date };
	await account.seed('message', {
		fields: { from, to: whatsapp(FROM), direction: 'inbound', body: 'Yes', external_user_id: known, ...dates },
	});
	const [json] = await run;
	expect(replyOf(json)).toBe('Yes');
});

test('finds a reply although the record has no date and cannot be found', async () => {
	const { account, credential } = await newWorld();
	const body = { sid: `SM${'7'.repeat(32)}`, from: FROM, to: TO, status: 'queued', date_created: null };
	await account.faults({
		match: { method: 'POST' },
		times: 1,
		action: { kind: 'status', status: 201, when: 'after', body },
	});
	await account.inbound({ from: TO, to: FROM, body: 'Yes', delay: 3000 });
	const [json] = await envelopes({ parameters: ask(), items: to(TO), credential });
	expect(replyOf(json)).toBe('Yes');
});

test('finds the reply to a message whose record has the recipient obfuscated', async () => {
	const { account, credential } = await newWorld();
	await account.configure({ autoReply: { [TO]: { body: 'Yes', delay: 500 } } });
	const parameters = ask({}, { additionalFields: { addressRetention: 'obfuscate' } });
	const [json] = await envelopes({ parameters, items: to(TO), credential });
	expect(json!.message).toMatchObject({ to: '+1415555XXXX' });
	expect(replyOf(json)).toBe('Yes');
});
