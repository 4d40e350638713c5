import type { INodeParameters } from 'n8n-workflow';
import type * as Outcomes from '../../../../../nodes/Twilio/actions/message/finalStatus';
import { built } from '../../../../support/built';
import { envelopes, runNode, type NodeRun } from '../../../../support/engine';
import { problemsOf } from '../../../../support/schemas';
import { newWorld, type World } from '../../../../support/world';
import type { Fault, FaultAction, Outcome } from '../../../../twilio/client';

const { messageStatus } = built<typeof Outcomes>('actions/message/finalStatus');

const FROM = '+15005550006';
const TO = '+14155550101';

const message = (options: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	from: FROM,
	to: '={{ $json.to }}',
	body: 'Hello',
	options: { waitForOutcome: true, waitTimeout: 10, ...options },
});
const call = (): INodeParameters => ({ ...message(), resource: 'call', operation: 'make', text: 'Hello' });
const items = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { to: `+1415555${String(2000 + index)}` } }));
const steps = (...states: Outcome['steps']): Outcome => ({ steps: states });

async function inWorld(way: Outcome, run: Omit<NodeRun, 'credential'>) {
	const world = await newWorld();
	await world.account.configure({ outcome: { message: way, call: way } });
	const result = await runNode({ items: [{ json: { to: TO } }], ...run, credential: world.credential });
	return { ...result, world, json: result.outputs[0]![0]?.json };
}

const hintsOf = ({ run }: Awaited<ReturnType<typeof runNode>>) =>
	run.data.resultData.runData.Twilio![0]!.hints?.map(({ message: text }) => text);
const reads = async ({ account }: World) =>
	(await account.ledger()).requests.filter(({ method }) => method === 'GET').length;

test('gives a message in the state in which it ended', async () => {
	const { json } = await inWorld(steps(['queued', 0], ['sending', 200], ['sent', 400], ['delivered', 700]), {
		parameters: message(),
	});
	expect(json).toMatchObject({ success: true, error: null, message: { status: 'delivered', to: TO } });
	expect(problemsOf({ resource: 'message', operation: 'send' }, json)).toEqual([]);
});

test.each([
	['undelivered', 30003, 'not delivered (error 30003). The phone cannot be reached'],
	['undelivered', 30006, 'not delivered (error 30006). The number is a landline'],
	['failed', 30007, 'not sent (error 30007). The carrier or Twilio filtered the message'],
	['failed', 39999, 'error 39999'],
])('tells in words why a message is %s with %d', async (status, code, words) => {
	const { json } = await inWorld(
		{ ...steps(['queued', 0], [status, 300]), error_code: code },
		{ parameters: message() },
	);
	expect(json).toMatchObject({ success: false, message: { status, error_code: code } });
	expect(json!.error).toContain(words);
	expect(json!.error).toContain(`https://www.twilio.com/docs/errors/${code}`);
	expect(problemsOf({ resource: 'message', operation: 'send' }, json)).toEqual([]);
});

test('a message that was canceled is no failure', async () => {
	const { json } = await inWorld(steps(['queued', 0], ['canceled', 300]), { parameters: message() });
	expect(json).toMatchObject({ success: true, error: null, message: { status: 'canceled' } });
});

test.each([
	['busy', 'The line was busy.'],
	['no-answer', 'Nobody answered the call.'],
	['failed', 'The call could not be connected'],
])('tells that a call ended with %s', async (status, words) => {
	const { json } = await inWorld(steps(['queued', 0], ['ringing', 200], [status, 500]), { parameters: call() });
	expect(json).toMatchObject({ success: false, call: { status } });
	expect(json!.error).toContain(words);
	expect(problemsOf({ resource: 'call', operation: 'make' }, json)).toEqual([]);
});

test.each(['completed', 'canceled'])('gives a call that is %s as a success', async (status) => {
	const { json } = await inWorld(steps(['queued', 0], ['ringing', 100], ['in-progress', 300], [status, 500]), {
		parameters: call(),
	});
	expect(json).toMatchObject({ success: true, error: null, call: { status } });
});

test('gives the last state and a hint when the wait times out', async () => {
	const result = await inWorld(steps(['queued', 0], ['sent', 300]), { parameters: message({ waitTimeout: 2 }) });
	expect(result.json).toMatchObject({ success: true, error: null, message: { status: 'sent' } });
	expect(hintsOf(result)).toEqual([expect.stringContaining('the last status is "sent"')]);
});

test('leads what was not delivered to the error output, with the code', async () => {
	const { outputs } = await inWorld(
		{ ...steps(['queued', 0], ['undelivered', 200]), error_code: 30005 },
		{
			parameters: message(),
			node: { onError: 'continueErrorOutput' },
		},
	);
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]![0]!.json).toMatchObject({
		to: TO,
		details: { success: false, code: 30005, moreInfo: 'https://www.twilio.com/docs/errors/30005' },
	});
});

test('does not send again what was not delivered, however often n8n tries', async () => {
	const { world } = await inWorld(
		{ ...steps(['queued', 0], ['undelivered', 200]), error_code: 30005 },
		{
			parameters: message(),
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
		},
	);
	expect((await world.account.ledger()).effects.filter(({ kind }) => kind === 'message.created')).toHaveLength(1);
});

test('follows hundreds of messages with few requests', async () => {
	const count = 300;
	const { outputs, world } = await inWorld(
		steps(['queued', 0], ['sending', 1000], ['sent', 2000], ['delivered', 3000]),
		{
			parameters: message({ maxConcurrency: 50, waitTimeout: 60 }),
			items: items(count),
		},
	);
	expect(outputs[0]!.filter(({ json }) => (json.message as { status: string }).status === 'delivered')).toHaveLength(
		count,
	);
	const requests = await reads(world);
	console.log(`${count} messages followed to their delivery with ${requests} reading requests`);
	expect(requests).toBeLessThan(20);
});

test('goes on through refusals and errors while it follows', async () => {
	const { account, credential } = await newWorld();
	await account.configure({ outcome: { message: steps(['queued', 0], ['delivered', 1500]) } });
	await account.faults(
		{
			match: { method: 'GET' },
			times: 3,
			action: { kind: 'status', status: 429, body: { code: 20429, message: 'Too many requests', status: 429 } },
		},
		{ match: { method: 'GET' }, times: 4, action: { kind: 'status', status: 503 } },
	);
	const [json] = await envelopes({
		parameters: message({ maxRetries: 1, waitTimeout: 20 }),
		items: [{ json: { to: TO } }],
		credential,
	});
	expect(json).toMatchObject({ success: true, message: { status: 'delivered' } });
});

test('ends at once when the execution is stopped', async () => {
	const { account, credential } = await newWorld();
	const started = Date.now();
	const stopped = runNode({
		parameters: message({ waitTimeout: 60 }),
		items: [{ json: { to: TO } }],
		credential,
		onStart: (stop) => setTimeout(stop, 3000),
	});
	// n8n reports the stop as an error, unless it came before the node began.
	await stopped.catch((error: Error) => expect(error.message).toContain('cancelled'));
	expect(Date.now() - started).toBeLessThan(10_000);
	expect((await account.ledger()).effects.filter(({ kind }) => kind === 'message.created')).toHaveLength(1);
});

test.each([
	['sent', TO, false],
	['sent', 'whatsapp:+14155550101', false],
	['sent', 'sim:DE0123456789abcdef0123456789abcdef', true],
	['delivered', TO, true],
	['read', 'whatsapp:+14155550101', true],
	['accepted', TO, false],
	['scheduled', TO, true],
])('takes "%s" to %s as final: %s', (status, to, final) => {
	expect(messageStatus.isFinal({ status, to })).toBe(final);
});

const LIST = /Messages\.json$/;
const tooMany = { code: 20429, message: 'Too many requests', status: 429 };

/** Sends messages, waits for the outcome with faults in the reads, and returns the statuses and the duration. */
async function follow(count: number, options: INodeParameters, ...faults: Fault[]) {
	const world = await newWorld();
	await world.account.configure({ outcome: { message: steps(['queued', 0], ['delivered', 500]) }, faults });
	const started = Date.now();
	const json = await envelopes({ parameters: message(options), items: items(count), credential: world.credential });
	const took = Date.now() - started;
	return { world, took, statuses: json.map((envelope) => (envelope.message as { status: string }).status) };
}

test.each<[string, FaultAction]>([
	['refuses with a long Retry-After', { kind: 'status', status: 429, body: tooMany, headers: { 'Retry-After': '20' } }],
	['hangs', { kind: 'hang', when: 'before' }],
])('waits no longer than Wait Timeout when Twilio %s', async (_, action) => {
	const { took, statuses } = await follow(1, { waitTimeout: 2 }, { match: { method: 'GET' }, action });
	expect(statuses).toEqual(['queued']);
	expect(took).toBeLessThan(12_000);
});

test('one read that hangs does not hold up the other message', async () => {
	const hang: Fault = { match: { method: 'GET' }, times: 1, action: { kind: 'hang', when: 'before' } };
	const { world, statuses } = await follow(2, { waitTimeout: 5 }, hang);
	expect(statuses).toContain('delivered');
	const [hung, ...others] = (await world.account.ledger()).requests.filter(({ method }) => method === 'GET');
	expect(others.some(({ ended }) => ended! < hung!.ended!)).toBe(true);
});

test.each<[string, FaultAction]>([
	['is refused', { kind: 'status', status: 403, body: { code: 20403, message: 'Forbidden', status: 403 } }],
	['goes in a circle', { kind: 'page', self: true, empty: true }],
	['hangs', { kind: 'hang', when: 'before' }],
])('reads one by one when the list %s', async (_, action) => {
	const { statuses } = await follow(3, { waitTimeout: 15 }, { match: { method: 'GET', path: LIST }, action });
	expect(statuses).toEqual(['delivered', 'delivered', 'delivered']);
});

test('reads at most 50 one by one in a look, and all in the end', async () => {
	const refused: FaultAction = {
		kind: 'status',
		status: 403,
		body: { code: 20403, message: 'Forbidden', status: 403 },
	};
	const { world, statuses } = await follow(
		70,
		{ waitTimeout: 25, maxConcurrency: 50 },
		{ match: { method: 'GET', path: LIST }, action: refused },
	);
	expect(new Set(statuses)).toEqual(new Set(['delivered']));
	expect(await reads(world)).toBeLessThan(150);
});

test('a message that cannot be read leaves the others their status', async () => {
	const gone: FaultAction = { kind: 'status', status: 404, body: { code: 20404, message: 'Not found', status: 404 } };
	const { statuses } = await follow(2, { waitTimeout: 4 }, { match: { method: 'GET' }, times: 1, action: gone });
	expect(statuses).toEqual(['delivered', 'delivered']);
});

test('says in words why a message may stay "sent"', async () => {
	const result = await inWorld(steps(['queued', 0], ['sent', 100]), { parameters: message({ waitTimeout: 2 }) });
	expect(hintsOf(result)).toEqual([expect.stringContaining('without a confirmation a message stays "sent"')]);
});

test('says why the status is not known when the reads are refused', async () => {
	const { account, credential } = await newWorld();
	const body = { code: 20003, message: 'Authenticate', status: 401 };
	await account.faults({ match: { method: 'GET' }, action: { kind: 'status', status: 401, body } });
	const result = await runNode({ parameters: message({ waitTimeout: 2 }), items: [{ json: { to: TO } }], credential });
	expect(hintsOf(result)).toEqual([
		expect.stringMatching(/the last status is "queued"\. The last reads failed: .*20003/),
	]);
});
