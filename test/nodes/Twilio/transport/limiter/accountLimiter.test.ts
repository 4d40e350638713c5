import { getEventListeners } from 'node:events';
import type * as Limiter from '../../../../../nodes/Twilio/transport/limiter/accountLimiter';
import { built } from '../../../../support/built';
import { SimulatedAccount, simulateRun, untilDone } from './simulation';

const { AccountLimiter } = built<typeof Limiter>('transport/limiter/accountLimiter');

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
});
afterEach(() => {
	jest.useRealTimers();
});

const several = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
const medianOf = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

describe('of one process', () => {
	test('300 runs of one request at once on a ceiling of 5 take little more than the ideal, with few refusals', async () => {
		const account = new SimulatedAccount(5, 150);
		const limiter = new AccountLimiter();
		const times = await untilDone(
			Promise.all(several(300, async () => await simulateRun({ limiter, account, requests: 1 }))),
		);
		expect(account.accepted).toBe(300);
		expect(Math.max(...times)).toBeLessThan(1.3 * (300 / 5) * 150);
		expect(account.refused).toBeLessThan(0.2 * 300);
	});

	test('single requests do not wait for those of a large run', async () => {
		const account = new SimulatedAccount(10);
		const limiter = new AccountLimiter();
		const large = simulateRun({ limiter, account, requests: 1500, maxConcurrency: 50 });
		const times: number[] = [];
		for (let single = 0; single < 15; single++) {
			await jest.advanceTimersByTimeAsync(700);
			times.push(await untilDone(simulateRun({ limiter, account, requests: 1 })));
		}
		expect(account.accepted).toBeLessThan(1500);
		await untilDone(large);
		expect(account.accepted).toBe(1515);
		expect(medianOf(times)).toBeLessThan(2.5 * 110);
		expect(Math.max(...times)).toBeLessThan(6 * 110);
	});

	test('each run is bounded by its own Max Concurrency', async () => {
		const account = new SimulatedAccount(1000);
		const limiter = new AccountLimiter();
		await untilDone(
			Promise.all(
				[2, 3].map(async (maxConcurrency) => simulateRun({ limiter, account, requests: 50, maxConcurrency })),
			),
		);
		expect(account.peak).toBe(5);
	});

	test('a run begins with what earlier runs learned', async () => {
		const account = new SimulatedAccount(5);
		const limiter = new AccountLimiter();
		await untilDone(simulateRun({ limiter, account, requests: 200, maxConcurrency: 50 }));
		account.peak = 0;
		await untilDone(simulateRun({ limiter, account, requests: 20, maxConcurrency: 50 }));
		expect(account.peak).toBeLessThanOrEqual(7);
	});

	test('after a refusal requests go out one after the other, not in bursts', async () => {
		const account = new SimulatedAccount(10);
		const limiter = new AccountLimiter();
		await untilDone(simulateRun({ limiter, account, requests: 100, maxConcurrency: 50 }));
		expect(account.refused).toBeGreaterThan(0);
		await jest.advanceTimersByTimeAsync(60_000);
		const run = limiter.join({ maxConcurrency: 50 });
		const began = Date.now();
		const times = await untilDone(
			Promise.all(several(8, async () => await run.acquire(false).then(() => Date.now() - began))),
		);
		run.leave();
		const gaps = times.slice(1).map((time, index) => time - times[index]!);
		expect(Math.max(...gaps)).toBeLessThan(30);
		expect(times.at(-1)).toBeGreaterThan(40);
	});

	test('a ceiling that rises is found again', async () => {
		const account = new SimulatedAccount(4);
		const limiter = new AccountLimiter();
		await untilDone(simulateRun({ limiter, account, requests: 40, maxConcurrency: 50 }));
		account.ceiling = 40;
		account.peak = 0;
		await untilDone(simulateRun({ limiter, account, requests: 300, maxConcurrency: 50 }));
		expect(account.peak).toBeGreaterThan(30);
	});
});

describe('of several processes, which know nothing of each other', () => {
	const processes = async (count: number, requests: number, maxConcurrency: number, ceiling: number) => {
		const account = new SimulatedAccount(ceiling);
		const runs = several(
			count,
			async () => await simulateRun({ limiter: new AccountLimiter(), account, requests, maxConcurrency }),
		);
		const times = await untilDone(Promise.all(runs));
		expect(account.accepted).toBe(count * requests);
		const ideal = ((count * requests) / ceiling) * 100;
		return { ofIdeal: Math.max(...times) / ideal, slowestToFastest: Math.max(...times) / Math.min(...times) };
	};

	test('four come to even shares of a ceiling of 20', async () => {
		const trials = [];
		for (let trial = 0; trial < 5; trial++) trials.push(await processes(4, 300, 50, 20));
		expect(medianOf(trials.map(({ ofIdeal }) => ofIdeal))).toBeLessThan(1.35);
		expect(medianOf(trials.map(({ slowestToFastest }) => slowestToFastest))).toBeLessThan(2);
	});

	test('eight fill a ceiling of 5, which is less than one request each', async () => {
		const trials = [];
		for (let trial = 0; trial < 3; trial++) trials.push(await processes(8, 150, 10, 5));
		expect(medianOf(trials.map(({ ofIdeal }) => ofIdeal))).toBeLessThan(1.3);
	});
});

describe('a run that ends', () => {
	test('by the stop lets its waiting requests go at once, and the others go on', async () => {
		const account = new SimulatedAccount(2);
		const limiter = new AccountLimiter();
		const stop = new AbortController();
		const stopped = simulateRun({ limiter, account, requests: 10_000, maxConcurrency: 500, signal: stop.signal });
		const other = simulateRun({ limiter, account, requests: 20 });
		await jest.advanceTimersByTimeAsync(300);
		stop.abort();
		const began = Date.now();
		await untilDone(stopped);
		expect(Date.now() - began).toBeLessThan(300);
		expect(await untilDone(other)).toBeLessThan(2500);
	});

	test('without giving back its slots does not block the others', async () => {
		const limiter = new AccountLimiter();
		const crashed = limiter.join({ maxConcurrency: 100 });
		await Promise.all(several(22, async () => await crashed.acquire(false)));
		const other = limiter.join({ maxConcurrency: 1 });
		const waiting = other.acquire(false);
		crashed.leave();
		expect(await waiting).toBeDefined();
	});

	test('gives back each slot once only', async () => {
		const account = new SimulatedAccount(1000);
		const limiter = new AccountLimiter();
		const run = limiter.join({ maxConcurrency: 10 });
		const slot = (await run.acquire(false))!;
		slot.release();
		slot.release();
		run.leave();
		slot.release();
		await untilDone(simulateRun({ limiter, account, requests: 30, maxConcurrency: 22 }));
		expect(account.peak).toBe(22);
	});
});

test('a request that no longer waits leaves its place to the next', async () => {
	const run = new AccountLimiter().join({ maxConcurrency: 1 });
	const first = (await run.acquire(false))!;
	const giveUp = new AbortController();
	const second = run.acquire(false, giveUp.signal);
	const third = run.acquire(false);
	giveUp.abort();
	expect(await second).toBeUndefined();
	expect(await run.acquire(false, giveUp.signal)).toBeUndefined();
	first.release();
	expect(await third).toBeDefined();
});

test('after a Retry-After all runs wait until the time is over', async () => {
	const limiter = new AccountLimiter();
	const [first, second] = several(2, () => limiter.join({ maxConcurrency: 10 }));
	const slot = (await first!.acquire(false))!;
	slot.refused(3000);
	slot.release();
	const began = Date.now();
	await untilDone(second!.acquire(false));
	// A little longer, so that the refused request is retried first.
	expect(Date.now() - began).toBeGreaterThan(3000);
});

test('patience ends five minutes after the first refusal since Twilio accepted anything', async () => {
	const limiter = new AccountLimiter();
	const run = limiter.join({ maxConcurrency: 10 });
	const slot = (await run.acquire(false))!;
	await jest.advanceTimersByTimeAsync(600_000);
	expect(run.isExhausted(Date.now())).toBe(false);
	slot.refused();
	await jest.advanceTimersByTimeAsync(299_000);
	expect(run.isExhausted(Date.now())).toBe(false);
	await jest.advanceTimersByTimeAsync(2000);
	expect(run.isExhausted(Date.now())).toBe(true);
	slot.accepted();
	expect(run.isExhausted(Date.now())).toBe(false);
});

test('patience goes on while any run is there, and begins anew with the next', async () => {
	const limiter = new AccountLimiter();
	const [first, second] = several(2, () => limiter.join({ maxConcurrency: 10 }));
	(await first!.acquire(false))!.refused();
	first!.leave();
	await jest.advanceTimersByTimeAsync(301_000);
	expect(second!.isExhausted(Date.now())).toBe(true);
	second!.leave();
	expect(limiter.join({ maxConcurrency: 10 }).isExhausted(Date.now())).toBe(false);
});

test('patience begins anew with a refusal long after the last one', async () => {
	const limiter = new AccountLimiter();
	const [download, other] = several(2, () => limiter.join({ maxConcurrency: 1 }));
	const slot = (await download!.acquire(false))!;
	const first = (await other!.acquire(false))!;
	first.refused();
	first.release();
	await jest.advanceTimersByTimeAsync(301_000);
	slot.release();
	(await other!.acquire(false))!.refused();
	expect(other!.isExhausted(Date.now())).toBe(false);
});

test.each([
	[3000, 1000],
	[1000, 3000],
])('after Retry-After of %i and %i ms the longer one is waited for', async (...waits) => {
	const run = new AccountLimiter().join({ maxConcurrency: 10 });
	const slots = await Promise.all(waits.map(async () => (await run.acquire(false))!));
	slots.forEach((slot, index) => slot.refused(waits[index]));
	for (const slot of slots) slot.release();
	const began = Date.now();
	await untilDone(run.acquire(false));
	expect(Date.now() - began).toBeGreaterThanOrEqual(3000);
	expect(Date.now() - began).toBeLessThan(3100);
});

test('a refusal with nothing else in flight is followed by a pause, which doubles', async () => {
	const run = new AccountLimiter().join({ maxConcurrency: 10 });
	for (const longest of [0, 100, 200, 400]) {
		const began = Date.now();
		const slot = (await untilDone(run.acquire(false)))!;
		expect(Date.now() - began).toBeGreaterThanOrEqual(longest / 2);
		// Fake time advances in steps of 20 ms.
		expect(Date.now() - began).toBeLessThanOrEqual(longest + 20);
		slot.refused();
		slot.release();
	}
});

test('no timer runs while nobody waits', async () => {
	const limiter = new AccountLimiter();
	await untilDone(simulateRun({ limiter, account: new SimulatedAccount(2, 150), requests: 20, maxConcurrency: 50 }));
	const run = limiter.join({ maxConcurrency: 10 });
	await jest.advanceTimersByTimeAsync(60_000);
	const slot = (await run.acquire(false))!;
	slot.accepted();
	slot.release();
	expect(jest.getTimerCount()).toBe(0);
});

test('a refusal lowers the limit to four fifths of the others in flight', async () => {
	const run = new AccountLimiter().join({ maxConcurrency: 50 });
	const slots = await Promise.all(several(11, async () => (await run.acquire(false))!));
	slots[0]!.refused();
	for (const slot of slots) slot.release();
	let admitted = 0;
	for (let request = 0; request < 20; request++) void run.acquire(false).then(() => admitted++);
	await jest.advanceTimersByTimeAsync(0);
	expect(admitted).toBe(8);
});

test('a refusal after the end of patience holds up nobody', async () => {
	const run = new AccountLimiter().join({ maxConcurrency: 10 });
	const slots = await Promise.all(several(8, async () => (await run.acquire(false))!));
	const last = slots.pop();
	for (const slot of slots) {
		slot.refused();
		slot.release();
		await jest.advanceTimersByTimeAsync(45_000);
	}
	last!.refused(30_000);
	last!.release();
	const began = Date.now();
	await untilDone(run.acquire(false));
	expect(Date.now() - began).toBeLessThan(100);
});

test('no signal keeps a listener', async () => {
	const [stop, giveUp] = several(2, () => new AbortController().signal);
	const run = new AccountLimiter().join({ maxConcurrency: 10, signal: stop });
	(await run.acquire(false, giveUp))!.release();
	expect(getEventListeners(giveUp!, 'abort')).toEqual([]);
	run.leave();
	expect(getEventListeners(stop!, 'abort')).toEqual([]);
});
