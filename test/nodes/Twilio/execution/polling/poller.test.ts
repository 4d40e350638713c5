import { setTimeout as sleep } from 'node:timers/promises';
import type * as Polling from '../../../../../nodes/Twilio/execution/polling/poller';
import type * as Failures from '../../../../../nodes/Twilio/errors/twilioApiError';
import { built } from '../../../../support/built';

const { Poller } = built<typeof Polling>('execution/polling/poller');
const { TwilioApiError } = built<typeof Failures>('errors/twilioApiError');

interface Item extends Polling.Entry {
	name: string;
	done?: boolean;
}
type ItemRead = Polling.Read<Item>;

const settings = { timeout: 30, maxRetries: 5 };
const item = (name: string): Item => ({ name, settings });
const wait = (milliseconds: number, signal?: AbortSignal): Polling.Wait<Item> => ({
	until: Date.now() + milliseconds,
	isDone: ({ done }) => done === true,
	signal,
});
const asDone = (entries: Item[]) => new Map(entries.map((entry) => [entry, { ...entry, done: true }]));
const untilAborted = async (signal: AbortSignal) =>
	await new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
/** Plans one read per entry. */
const each = (run: (entry: Item, limits: Parameters<ItemRead['run']>[0]) => Promise<Map<Item, Item>>) => {
	return (entries: Item[]): ItemRead[] =>
		entries.map((entry) => ({ entries: [entry], run: async (limits) => await run(entry, limits) }));
};

test('a wait ends when its time is up, and the read that hangs is aborted', async () => {
	let aborted = false;
	const poller = new Poller<Item>(
		each(async (_, { signal }) => await untilAborted(signal!).finally(() => (aborted = true))),
	);
	const started = Date.now();
	const seen = await poller.wait(item('a'), wait(1000));
	expect(Date.now() - started).toBeGreaterThanOrEqual(999);
	expect(Date.now() - started).toBeLessThan(1500);
	expect(seen.done).toBeUndefined();
	await sleep(0);
	expect(aborted).toBe(true);
});

test('entries do not wait for one whose read hangs', async () => {
	let looks = 0;
	const poller = new Poller<Item>(
		each(async (entry, { signal }) => {
			if (entry.name === 'hangs') return await untilAborted(signal!);
			return ++looks < 2 ? new Map([[entry, { ...entry }]]) : asDone([entry]);
		}),
	);
	const hangs = poller.wait(item('hangs'), wait(6000));
	const started = Date.now();
	expect(await poller.wait(item('other'), wait(6000))).toMatchObject({ done: true });
	expect(Date.now() - started).toBeLessThan(4000);
	expect((await hangs).done).toBeUndefined();
});

test('a wait that begins while others are far apart ends in time, after a look', async () => {
	const read: string[] = [];
	const poller = new Poller<Item>(
		each(async (entry) => {
			read.push(entry.name);
			return await Promise.resolve(new Map([[entry, { ...entry }]]));
		}),
	);
	const over = new AbortController();
	const long = poller.wait(item('long'), wait(60_000, over.signal));
	await sleep(3000);
	const started = Date.now();
	await poller.wait(item('short'), wait(1000));
	expect(Date.now() - started).toBeLessThan(1500);
	expect(read).toContain('short');
	over.abort();
	expect((await long).done).toBeUndefined();
});

test('a stop ends all waits at once', async () => {
	const stop = new AbortController();
	const poller = new Poller<Item>(
		each(async (_, { signal }) => await untilAborted(signal!)),
		stop.signal,
	);
	const waits = Promise.all(['a', 'b'].map(async (name) => await poller.wait(item(name), wait(60_000))));
	await sleep(1500);
	const started = Date.now();
	stop.abort();
	await waits;
	expect(Date.now() - started).toBeLessThan(500);
	expect(await poller.wait(item('c'), wait(60_000))).toEqual(item('c'));
});

test('each read has no retries, and no more time than is of use', async () => {
	const limits: Array<Parameters<ItemRead['run']>[0]> = [];
	const poller = new Poller<Item>((entries) => [
		{
			entries,
			run: async (given) => {
				limits.push(given);
				return await Promise.resolve(asDone(entries));
			},
		},
	]);
	await Promise.all([poller.wait(item('a'), wait(3000)), poller.wait(item('b'), wait(3000))]);
	await poller.wait(item('c'), wait(40_000));
	const [short, long] = limits;
	expect(short).toMatchObject({ maxRetries: 0 });
	expect(short!.timeout).toBeLessThanOrEqual(2);
	expect(long!.timeout).toBeGreaterThan(15);
	expect(long!.timeout).toBeLessThan(20);
});

test('looks again soon after a look that learned nothing, and later after one that did', async () => {
	const times: number[] = [];
	const poller = new Poller<Item>(
		each(async (entry) => {
			times.push(Date.now());
			if (times.length <= 3) throw new Error('refused');
			return await Promise.resolve(asDone([entry]));
		}),
	);
	const started = Date.now();
	expect(await poller.wait(item('a'), wait(20_000))).toMatchObject({ done: true });
	// With growing intervals it would have taken 8.1 s.
	expect(Date.now() - started).toBeLessThan(6000);
});

test('looks less and less often when Twilio refuses', async () => {
	let looks = 0;
	const poller = new Poller<Item>(
		each(async () => {
			looks++;
			return await Promise.reject(new TwilioApiError('Authenticate', { status: 401 }));
		}),
	);
	const seen = await poller.wait(item('a'), wait(8000));
	expect(seen.failure).toMatchObject({ message: 'Authenticate' });
	// After 1, 2.5 and 4.75 s, and at the end.
	expect(looks).toBeLessThanOrEqual(4);
});

test('a plan that throws ends no wait early and is tried again', async () => {
	let plans = 0;
	const poller = new Poller<Item>((entries) => {
		if (++plans === 1) throw new Error('broken');
		return [{ entries, run: async () => await Promise.resolve(asDone(entries)) }];
	});
	expect(await poller.wait(item('a'), wait(10_000))).toMatchObject({ done: true });
});

test('a refusal is told although the last read had no response', async () => {
	const refused = new TwilioApiError('Authenticate', { status: 401 });
	let looks = 0;
	const poller = new Poller<Item>(each(async () => await Promise.reject(looks++ ? new Error('aborted') : refused)));
	expect((await poller.wait(item('a'), wait(4000))).failure).toBe(refused);
	expect(looks).toBeGreaterThan(1);
});

describe('when the clock is set back', () => {
	const clock = Date.now;
	afterEach(() => {
		Date.now = clock;
	});

	test('looks go on', async () => {
		let looks = 0;
		const poller = new Poller<Item>(
			each(async (entry) => await Promise.resolve(++looks < 3 ? new Map([[entry, { ...entry }]]) : asDone([entry]))),
		);
		const waiting = poller.wait(item('a'), wait(3_600_000));
		await sleep(1500);
		expect(looks).toBe(1);
		Date.now = () => clock() - 600_000;
		expect(await waiting).toMatchObject({ done: true });
	}, 15_000);
});

test('10,000 entries end together without holding up others for 50 ms', async () => {
	const stop = new AbortController();
	const poller = new Poller<Item>((entries) => {
		return [
			{ entries, run: async () => await Promise.resolve(new Map(entries.map((entry) => [entry, { ...entry }]))) },
		];
	}, stop.signal);
	let ended = 0;
	const entries = Array.from({ length: 10_000 }, (_, index) => item(`${index}`));
	const waits = entries.map(async (entry) => {
		await poller.wait(entry, wait(60_000));
		// About as long as building the envelope of a message takes.
		const until = performance.now() + 0.05;
		while (performance.now() < until);
		ended++;
	});
	await sleep(1500);
	let turns = 0;
	const others = setInterval(() => turns++, 0);
	stop.abort();
	await Promise.all(waits);
	clearInterval(others);
	expect(ended).toBe(10_000);
	// Turns are at most 50 ms apart if there is one for every 1,000 entries.
	expect(turns).toBeGreaterThan(10);
});
