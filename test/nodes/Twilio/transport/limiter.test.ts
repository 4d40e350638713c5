import { runNode } from '../../../support/engine';
import { gaps } from '../../../support/requests';
import { newWorld, type World } from '../../../support/world';
import type { Settings } from '../../../twilio/client';

// On a busy machine, few requests are in flight at once, whatever the limiter allows. Failures are logged and retried.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

/** Sends messages to `count` recipients, with up to 50 at once. */
async function send(world: World, count: number) {
	const { outputs } = await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			from: '+15005550006',
			to: '={{ $json.to }}',
			body: 'Hello',
			options: { maxConcurrency: 50 },
		},
		items: Array.from({ length: count }, (_, index) => ({ json: { to: `+1415${2000000 + index}` } })),
		credential: world.credential,
	});
	const ledger = await world.account.ledger();
	const sent = ledger.effects.filter(({ kind }) => kind === 'message.created').map(({ to }) => to);
	return { ...ledger, sent, failed: outputs[0]!.filter(({ json }) => json.success !== true) };
}

async function worldOf(settings: Partial<Settings>): Promise<World> {
	const world = await newWorld();
	await world.account.configure(settings);
	return world;
}

/** Waits until `count` messages are sent. */
async function untilSent(world: World, count: number): Promise<void> {
	while (((await world.account.counters()).effects['message.created'] ?? 0) < count)
		await new Promise((resolve) => setTimeout(resolve, 20));
}

test('an account that allows 20 at once is sent all messages once, with few refusals', async () => {
	const world = await worldOf({ latency: 100, maxInFlight: 20 });
	const { sent, failed, counters } = await send(world, 300);
	expect(failed).toEqual([]);
	expect(new Set(sent).size).toBe(300);
	expect(sent).toHaveLength(300);
	expect(counters.refused429).toBeLessThan(30);
	expect(counters.peakInFlight).toBeGreaterThanOrEqual(20);
});

test('when the ceiling rises, the number in flight finds its way up again', async () => {
	const world = await worldOf({ latency: 100, maxInFlight: 4 });
	const run = send(world, 350);
	await untilSent(world, 40);
	await world.account.configure({ maxInFlight: 40 });
	const { sent, failed, requests } = await run;
	expect(failed).toEqual([]);
	expect(new Set(sent).size).toBe(350);
	expect(sent).toHaveLength(350);
	expect(Math.max(...requests.slice(-100).map(({ inFlight }) => inFlight))).toBeGreaterThan(20);
});

test('when the ceiling falls, the number in flight follows', async () => {
	const world = await worldOf({ latency: 100, maxInFlight: 40 });
	const run = send(world, 300);
	await untilSent(world, 150);
	await world.account.configure({ maxInFlight: 5 });
	const { sent, failed, requests } = await run;
	expect(failed).toEqual([]);
	expect(new Set(sent).size).toBe(300);
	expect(sent).toHaveLength(300);
	const last = requests.slice(-50).map(({ inFlight }) => inFlight);
	expect(last.reduce((sum, inFlight) => sum + inFlight) / last.length).toBeLessThan(8);
});

test('an account that allows one at a time refuses few of many', async () => {
	const world = await worldOf({ latency: 20, maxInFlight: 1 });
	const { sent, failed, counters } = await send(world, 60);
	expect(failed).toEqual([]);
	expect(sent).toHaveLength(60);
	expect(counters.refused429).toBeLessThan(40);
});

test('after a Retry-After all wait until the time is over', async () => {
	const world = await worldOf({ latency: 20, rate: 25, retryAfter: '1' });
	const { sent, failed, requests, counters } = await send(world, 60);
	expect(failed).toEqual([]);
	expect(sent).toHaveLength(60);
	// 25 in the first second, 25 in the second, 10 in the third: two silences. Requests in flight when the refusal came
	// back may still arrive at the start of a silence.
	const silences = gaps(requests).filter((gap) => gap > 500);
	expect(silences.length).toBeGreaterThanOrEqual(2);
	expect(counters.refused429).toBeLessThan(40);
});

test('a limit of 5 a second without Retry-After is waited out, and none uses up its retries', async () => {
	const world = await worldOf({ rate: 5 });
	const { sent, failed } = await send(world, 30);
	expect(failed).toEqual([]);
	expect(sent).toHaveLength(30);
});
