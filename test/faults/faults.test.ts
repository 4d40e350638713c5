import type { IDataObject } from 'n8n-workflow';
import { newWorld, type World } from '../support/world';
import type { Fault } from '../twilio/client';
import { KINDS } from './mix';
import { attempt, figures, lieOf, type Fate, type Sending } from './trial';

/*
 * Sends under faults, and compares what the node reports with what happened. To run more sends by hand:
 * npm run build && FAULT_SENDS=100000 FAULT_SEED=7 npx tsx test/twilio/run.ts npx jest test/faults/faults.test.ts
 */
const SENDS = Number(process.env.FAULT_SENDS ?? 1500);
const SEED = Number(process.env.FAULT_SEED ?? 2026);
const OPTIONS = { timeout: 0.5, maxConcurrency: 50 };

jest.setTimeout(60_000 + SENDS * 50);

const from = { __rl: true, mode: 'id', value: '+15005550006' };

const message: Sending = {
	host: 'api.twilio.com',
	parameters: {
		resource: 'message',
		operation: 'send',
		from,
		to: '={{ $json.to }}',
		body: '={{ $json.body }}',
		options: OPTIONS,
	},
	field: 'message',
	effect: 'message.created',
	mark: 'body',
};

const call: Sending = {
	host: 'api.twilio.com',
	parameters: { resource: 'call', operation: 'make', from, to: '={{ $json.to }}', text: 'Hello', options: OPTIONS },
	field: 'call',
	effect: 'call.created',
	mark: 'to',
};

const verification = ({ sids }: World): Sending => ({
	host: 'verify.twilio.com',
	parameters: {
		resource: 'verification',
		operation: 'send',
		serviceSid: { ...from, value: sids.verifyService },
		to: '={{ $json.to }}',
		options: OPTIONS,
	},
	field: 'verification',
	effect: 'verification.sent',
	mark: 'to',
});

const recipient = (index: number) => `+1415555${String(index).padStart(4, '0')}`;
const items = (count: number, recipients = count): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		to: recipient(index % recipients),
		body: `Fault test, item ${index}`,
	}));

const lies = (fates: Fate[], { field }: Sending) =>
	fates.flatMap((fate, index) => {
		const lie = lieOf(fate, field);
		return lie === undefined ? [] : [`item ${index}: ${lie}`];
	});

/** Checks whether the items to each recipient took effect in order. */
function inOrder(effects: Array<{ to?: string; body?: string }>): boolean {
	const last = new Map<unknown, number>();
	return effects.every(({ to, body }) => {
		const index = Number(body?.split(' ').at(-1));
		const isNext = index > (last.get(to) ?? -1);
		last.set(to, index);
		return isNext;
	});
}

test('of thousands of messages under faults none is sent twice, lost or misreported, and recipients get theirs in order', async () => {
	const world = await newWorld();
	const { fates, requests, effects } = await attempt(world, {
		sending: message,
		items: items(SENDS, Math.ceil(SENDS / 4)),
		seed: SEED,
	});
	console.log(figures('messages', SEED, fates, requests));
	expect(fates).toHaveLength(SENDS);
	expect(lies(fates, message)).toEqual([]);
	expect(inOrder(effects)).toBe(true);
	if (SENDS >= 1500)
		expect(new Set(requests.map(({ fault }) => fault).filter((fault) => fault !== null))).toEqual(KINDS);
});

test.each([
	['calls', () => call],
	['verifications', verification],
] as const)('of %s under faults none is made twice, lost or misreported', async (name, sendingOf) => {
	const world = await newWorld();
	const sending = sendingOf(world);
	const count = Math.min(10_000, Math.ceil(SENDS / 10));
	const { fates, requests } = await attempt(world, { sending, items: items(count), seed: SEED + 1 });
	console.log(figures(name, SEED + 1, fates, requests));
	expect(fates).toHaveLength(count);
	expect(lies(fates, sending)).toEqual([]);
});

test('in all tries of Retry On Fail together no message is sent twice, lost or misreported', async () => {
	const world = await newWorld();
	const count = Math.ceil(SENDS / 5);
	// n8n retries while the first item fails, which it does four times.
	const toFirst = { to: recipient(0) };
	const first: Fault[] = [
		{ times: 4, match: toFirst, action: { kind: 'status', status: 400, body: { code: 21211, message: 'Not yet' } } },
		{ match: toFirst, action: { kind: 'delay', ms: 0 } },
	];
	const node = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };
	const { fates, requests } = await attempt(world, {
		sending: message,
		items: items(count),
		seed: SEED + 2,
		node,
		first,
	});
	console.log(figures('messages, tried 5 times', SEED + 2, fates, requests));
	expect(fates).toHaveLength(count);
	expect(lies(fates, message)).toEqual([]);
	// One in fifty is refused in each try, so in practice none is refused in all five.
	expect(fates.filter(({ kind }) => kind === 'failure').length).toBeLessThanOrEqual(count / 500);
});
