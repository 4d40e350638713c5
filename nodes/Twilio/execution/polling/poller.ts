import { TwilioApiError } from '../../errors/twilioApiError';
import type { Settings } from '../../transport/client';
import { pause } from '../../transport/pause';
import { stretches } from '../stretches';

// All times are in milliseconds.
const FIRST_INTERVAL = 1000;
const GROWTH = 1.5;
const LONGEST_INTERVAL = 10_000;
const SHORTEST_INTERVAL = 500;

/** Each entry gets a last look this long before its time is up. */
const LAST_LOOK = 500;

/** A read may take half of the time left, so that another can follow one that hangs, but never less than this. */
const SLOW_READ = 5000;

/** Something that waits for a change at Twilio, as last seen. A look replaces it with a new one. */
export interface Entry {
	settings: Settings;
	/** Why the last read failed. */
	failure?: unknown;
}

/** A read from Twilio, and the entries that it covers. */
export interface Read<E extends Entry> {
	entries: E[];
	/** Returns the new entries by the old ones. Entries about which nothing was learned are left out. */
	run: (settings: Settings) => Promise<Map<E, E>>;
}

/** How long to wait for an entry. */
export interface Wait<E extends Entry> {
	/** Milliseconds since the epoch. */
	until: number;
	isDone(entry: E): boolean;
	/** Ends the wait early. */
	signal?: AbortSignal;
}

interface Waiter<E extends Entry> extends Wait<E> {
	entry: E;
	/** The read that is in flight for it. */
	read?: ReadInFlight;
	settle(entry: E): void;
}

interface ReadInFlight {
	controller: AbortController;
	/** Number of waiters that still wait for it. */
	waiters: number;
}

/**
 * Entries that wait for something to happen at Twilio. All entries of a run are looked at together, at intervals that
 * grow from 1 to 10 seconds. No entry waits for another: its wait ends when its own time is up, whatever is in
 * flight; a read that hangs or fails affects only its own entries; and a read that nobody waits for anymore is
 * aborted.
 */
export class Poller<E extends Entry> {
	private readonly waiting = new Set<Waiter<E>>();
	private isLooking = false;
	private wake = new AbortController();
	private wakeAt = 0;

	/** @param plan returns the reads that cover the given entries, none of which is being read */
	constructor(
		private readonly plan: (entries: E[]) => Array<Read<E>>,
		private readonly cancel?: AbortSignal,
	) {}

	/** Returns the entry as last seen: done, unless the time was up or the wait was ended early. Never rejects. */
	async wait(entry: E, wait: Wait<E>): Promise<E> {
		if (wait.isDone(entry) || wait.signal?.aborted || this.cancel?.aborted) return entry;
		return await new Promise((settle) => {
			const waiter: Waiter<E> = { ...wait, entry, settle };
			this.waiting.add(waiter);
			wait.signal?.addEventListener('abort', () => this.end(waiter), { once: true });
			if (!this.isLooking) void this.keepLooking();
			else if (wait.until < this.wakeAt) this.wake.abort();
		});
	}

	private async keepLooking(): Promise<void> {
		this.isLooking = true;
		let lookedAt = Date.now();
		let interval = FIRST_INTERVAL;
		while (this.waiting.size > 0) {
			// The clock may have been set back.
			lookedAt = Math.min(lookedAt, Date.now());
			const { firstEnd, nextLook } = this.schedule(lookedAt, interval);
			await this.pauseUntil(Math.min(firstEnd, nextLook));
			const now = Date.now();
			await this.endOverdue(now);
			if (now < nextLook || this.waiting.size === 0) continue;
			lookedAt = now;
			const before = interval;
			interval = Math.min(LONGEST_INTERVAL, interval * GROWTH);
			// Reads are not retried, so a look that learned nothing is soon repeated.
			void this.look()
				.catch(() => false)
				.then((learned) => {
					if (learned) return;
					interval = before;
					this.wake.abort();
				});
		}
		this.isLooking = false;
	}

	/** Returns when the first wait ends and when to look next: after the interval, or before an entry's time is up. */
	private schedule(lookedAt: number, interval: number): { firstEnd: number; nextLook: number } {
		let firstEnd = Infinity;
		let due = lookedAt + interval;
		for (const { until } of this.waiting) {
			firstEnd = Math.min(firstEnd, until);
			if (until - LAST_LOOK > lookedAt) due = Math.min(due, until - LAST_LOOK);
		}
		return { firstEnd, nextLook: Math.max(due, lookedAt + SHORTEST_INTERVAL) };
	}

	private async pauseUntil(time: number): Promise<void> {
		this.wake = new AbortController();
		this.wakeAt = time;
		const signals = this.cancel ? [this.wake.signal, this.cancel] : [this.wake.signal];
		await pause(time - Date.now(), AbortSignal.any(signals));
	}

	private async endOverdue(now: number): Promise<void> {
		const overdue = [...this.waiting].filter(({ until }) => until <= now || this.cancel?.aborted);
		await inTurns(overdue, (waiter) => this.end(waiter));
	}

	private end(waiter: Waiter<E>): void {
		if (!this.waiting.delete(waiter)) return;
		if (waiter.read && --waiter.read.waiters === 0) waiter.read.controller.abort();
		if (this.waiting.size === 0) this.wake.abort();
		waiter.settle(waiter.entry);
	}

	/** Reads the entries that are not being read. Returns whether anything was learned or there was nothing to read. */
	private async look(): Promise<boolean> {
		const idle = new Map([...this.waiting].filter(isIdle).map((waiter) => [waiter.entry, waiter]));
		const reads = this.plan([...idle.keys()]).map(async (read) => {
			const waiters = read.entries.map((entry) => idle.get(entry)).filter((waiter) => waiter !== undefined);
			return await this.update(read, waiters);
		});
		return reads.length === 0 || (await Promise.all(reads)).some((learned) => learned);
	}

	/** Returns whether anything was learned, if only a refusal. A failed read is no reason to give up before the time is up. */
	private async update({ run }: Read<E>, waiters: Array<Waiter<E>>): Promise<boolean> {
		const read: ReadInFlight = { controller: new AbortController(), waiters: waiters.length };
		for (const waiter of waiters) waiter.read = read;
		const seen = await run(settingsFor(waiters, read.controller.signal)).catch(
			(failure: unknown) => new Map(waiters.map(({ entry }) => [entry, { ...entry, failure }])),
		);
		for (const waiter of waiters) {
			waiter.read = undefined;
			waiter.entry = withRefusal(waiter.entry, seen.get(waiter.entry) ?? waiter.entry);
		}
		const done = waiters.filter((waiter) => waiter.isDone(waiter.entry));
		await inTurns(done, (waiter) => this.end(waiter));
		return [...seen.values()].some(({ failure }) => failure === undefined || isRefusal(failure));
	}
}

/** Checks whether a waiter needs a read. One that is done may still have to wait for its turn to end. */
const isIdle = <E extends Entry>(waiter: Waiter<E>) => !waiter.read && !waiter.isDone(waiter.entry);

/** Statuses of refusals that soon pass. */
const PASSING = [408, 429];

/** Checks whether Twilio refused a read, so that the next would hardly fare better. */
const isRefusal = (failure: unknown): boolean =>
	failure instanceof TwilioApiError &&
	failure.status !== null &&
	failure.status < 500 &&
	!PASSING.includes(failure.status);

/** Keeps the refusal before a read without a response, such as the last one, which the end of the wait may cut short. */
const withRefusal = <E extends Entry>(before: E, now: E): E =>
	isRefusal(before.failure) && now.failure !== undefined && !isRefusal(now.failure)
		? { ...now, failure: before.failure }
		: now;

/** Returns settings without retries: the next look is the retry. The signal also limits the wait for a slot. */
function settingsFor<E extends Entry>(waiters: Array<Waiter<E>>, signal: AbortSignal): Settings {
	const now = Date.now();
	const left = waiters.map(({ until }) => until - now);
	const last = left.reduce((one, other) => Math.max(one, other));
	const timeouts = waiters.map(({ entry }) => entry.settings.timeout * 1000);
	const timeout = Math.min(lowest(timeouts), last, Math.max(SLOW_READ, lowest(left) / 2));
	return { timeout: Math.max(1, timeout) / 1000, maxRetries: 0, signal };
}

/** Not `Math.min(...values)`: a run may have more values than a call can have arguments. */
const lowest = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Infinity);

/** Ends waits. What waited for one continues after a few microtasks, and all together would hold up others. */
async function inTurns<T>(values: T[], task: (value: T) => void): Promise<void> {
	const giveWay = stretches();
	for (const value of values) {
		await giveWay();
		task(value);
	}
}
