import type * as Registry from '../../../../../nodes/Twilio/transport/limiter/registry';
import type { RunQueue } from '../../../../../nodes/Twilio/transport/limiter/accountLimiter';
import { built } from '../../../../support/built';

const { joinAccount } = built<typeof Registry>('transport/limiter/registry');

const account = (index: number, region: 'us1' | 'ie1' = 'us1') => ({
	sid: `AC${String(index).padStart(32, '0')}`,
	region,
});
const join = (index: number, region?: 'us1' | 'ie1') => joinAccount(account(index, region), { maxConcurrency: 50 });

/** Returns how many slots a run gets at once: 22 on an account about which nothing is known. */
async function free(run: RunQueue): Promise<number> {
	let count = 0;
	for (let slot = 0; slot < 50; slot++) void run.acquire(false).then(() => count++);
	await Promise.resolve();
	await new Promise((resolve) => {
		setImmediate(resolve);
	});
	return count;
}

/** Teaches a run that the account accepts few requests. */
async function learn(run: RunQueue): Promise<void> {
	const slots = await Promise.all(Array.from({ length: 3 }, async () => await run.acquire(false)));
	for (const slot of slots) {
		slot!.refused();
		slot!.release();
	}
	run.leave();
}

afterEach(() => {
	jest.useRealTimers();
});

test('runs of one account share its limit, those of another account or region do not', async () => {
	const first = join(1);
	expect(await free(first)).toBe(22);
	expect(await free(join(1))).toBe(0);
	expect(await free(join(2))).toBe(22);
	expect(await free(join(1, 'ie1'))).toBe(22);
});

test('what was learned is kept for some minutes after the last run, then forgotten', async () => {
	jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
	await learn(join(3));
	await jest.advanceTimersByTimeAsync(300_000);
	const soon = join(3);
	expect(await free(soon)).toBeLessThan(5);
	soon.leave();
	await jest.advanceTimersByTimeAsync(601_000);
	expect(await free(join(3))).toBe(22);
});

test('of more than 1,000 idle accounts those that were used last are kept', async () => {
	await learn(join(10_000));
	for (let index = 0; index < 1100; index++) join(20_000 + index).leave();
	expect(await free(join(10_000))).toBe(22);
});
