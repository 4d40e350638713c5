import { sleep } from 'n8n-workflow';
import { RETRY_WITHIN, waitBefore } from '../retryPolicy';
import { ConcurrencyLimit } from './concurrencyLimit';
import { FairQueue } from './fairQueue';
import { Pacer } from './pacer';

/** How much longer than the refused request all others wait, in milliseconds, so that it goes first. */
const RETRY_PRIORITY_MS = 5;

/**
 * Maximum time without any request while Twilio refuses all of them, in milliseconds. If other processes fill the
 * account's ceiling, a place is free only for moments, and a process that rarely tries never gets one.
 */
const LONGEST_PAUSE = 1000;

/** Time after which a refusal says nothing about the next one, in milliseconds. Waits for a retry are shorter. */
const REFUSAL_FORGOTTEN = 60_000;

/** Permission to have one request in flight. */
export interface Slot {
	/** To be called when Twilio responded with anything but 429. */
	accepted(): void;
	/**
	 * To be called when Twilio refused the request because of the account's limits.
	 * @param retryAfter how long Twilio asked to wait, in milliseconds
	 */
	refused(retryAfter?: number): void;
	/**
	 * To be called when all that is left is a file, however long it takes: the account's other requests no longer wait
	 * for it. It still counts among the run's own.
	 */
	onlyFileLeft(): void;
	/** To be called whatever happens; only the first call counts. */
	release(): void;
}

export interface RunOptions {
	/** Maximum number of the run's requests in flight. */
	maxConcurrency: number;
	/** Aborts when the user stops the execution; waiting requests are then let go at once. */
	signal?: AbortSignal;
}

interface Waiter {
	run: RunQueue;
	resolve: (slot: Slot | undefined) => void;
}

/**
 * Limits the requests of one account in flight: those of all runs in this n8n instance by what the account's responses
 * have shown (`ConcurrencyLimit`), and those of each run by its own *Max Concurrency*. Runs take turns (`FairQueue`).
 * Once Twilio has refused a request, requests are spread over time (`Pacer`).
 *
 * While requests are in flight, their responses are the clock: each request that ends lets the next one go. A refusal
 * with nothing else in flight leaves no clock. All requests then wait for a time that doubles with each such refusal
 * (like TCP's retransmission timer, RFC 6298). If Twilio sends `Retry-After`, all wait for that time.
 */
export class AccountLimiter {
	private readonly limit = new ConcurrencyLimit();
	private readonly pacer = new Pacer();
	private readonly queue = new FairQueue<RunQueue, Waiter>();
	private readonly runs = new Set<RunQueue>();
	private inFlight = 0;
	private pausedUntil = 0;
	/** Time of the first refusal since Twilio last accepted a request, or refused none for a while. */
	private refusedSince?: number;
	private lastRefusal = -Infinity;
	private pausesInRow = 0;
	/** When the last run left. */
	idleSince = Date.now();

	get isIdle(): boolean {
		return this.runs.size === 0;
	}

	/** Checks whether, by the given time, Twilio will have refused everything for so long that waiting is no use. */
	isExhausted(at: number): boolean {
		return this.refusedSince !== undefined && at - this.refusedSince > RETRY_WITHIN;
	}

	/** Adds a run, which must leave when it ends. */
	join(options: RunOptions): RunQueue {
		const run = new RunQueue(this, options);
		this.runs.add(run);
		return run;
	}

	leave(run: RunQueue): void {
		if (!this.runs.delete(run)) return;
		this.dismiss(run);
		for (const release of run.held) release();
		if (!this.isIdle) return;
		this.idleSince = Date.now();
		this.refusedSince = undefined;
		this.pausesInRow = 0;
	}

	/** Lets a run's waiting requests go without a slot. */
	dismiss(run: RunQueue): void {
		for (const { resolve } of this.queue.remove(run)) resolve(undefined);
	}

	async acquire(run: RunQueue, isRetry: boolean, signal?: AbortSignal): Promise<Slot | undefined> {
		return await new Promise((resolve) => {
			const waiter: Waiter = {
				run,
				resolve: (slot) => {
					signal?.removeEventListener('abort', giveUp);
					resolve(slot);
				},
			};
			const giveUp = () => {
				if (this.queue.drop(run, waiter)) waiter.resolve(undefined);
			};
			signal?.addEventListener('abort', giveUp);
			this.queue.add(run, waiter, isRetry);
			this.admit();
		});
	}

	private admit(): void {
		while (this.pausedUntil === 0 && this.inFlight < this.limit.value && !this.queue.isEmpty) {
			const wait = this.limit.wasExceeded ? this.pacer.wait : 0;
			if (wait > 0) return void this.pause(wait);
			const waiter = this.queue.take((run) => run.hasRoom);
			if (!waiter) return;
			waiter.resolve(this.slotFor(waiter.run));
		}
	}

	private slotFor(run: RunQueue): Slot {
		this.inFlight++;
		const { inFlight } = this;
		const { generation } = this.limit;
		const sentAt = Date.now();
		this.pacer.sent(this.limit.value);
		let counted = 1;
		const onlyFileLeft = () => {
			this.inFlight -= counted;
			counted = 0;
			this.admit();
		};
		const release = () => {
			if (run.held.delete(release)) onlyFileLeft();
		};
		run.held.add(release);
		return {
			accepted: () => {
				this.limit.accepted(inFlight);
				this.pacer.responded(Date.now() - sentAt);
				this.refusedSince = undefined;
				this.pausesInRow = 0;
			},
			refused: (retryAfter) => {
				this.limit.refused(generation, this.inFlight - 1);
				const now = Date.now();
				if (now - this.lastRefusal > REFUSAL_FORGOTTEN) this.refusedSince = now;
				this.refusedSince ??= now;
				this.lastRefusal = now;
				if (this.isExhausted(now)) return;
				if (retryAfter !== undefined) void this.pause(retryAfter + RETRY_PRIORITY_MS);
				else if (this.inFlight === 1) void this.pause(waitBefore(this.pausesInRow++, undefined, LONGEST_PAUSE));
			},
			onlyFileLeft,
			release,
		};
	}

	private async pause(milliseconds: number): Promise<void> {
		const until = Date.now() + milliseconds;
		if (until <= this.pausedUntil) return;
		this.pausedUntil = until;
		await sleep(milliseconds);
		if (this.pausedUntil !== until) return;
		this.pausedUntil = 0;
		this.admit();
	}
}

/** One run's access to its account's limiter. */
export class RunQueue {
	/** Functions that release the slots the run holds, one per slot. */
	readonly held = new Set<() => void>();
	private readonly dismiss = () => this.limiter.dismiss(this);

	constructor(
		private readonly limiter: AccountLimiter,
		private readonly options: RunOptions,
	) {
		options.signal?.addEventListener('abort', this.dismiss);
	}

	get hasRoom(): boolean {
		return this.held.size < this.options.maxConcurrency;
	}

	/** @see AccountLimiter.isExhausted */
	isExhausted(at: number): boolean {
		return this.limiter.isExhausted(at);
	}

	/**
	 * Waits for the run's turn. Returns `undefined` if the run was stopped or `signal` aborted.
	 * @param isRetry whether the request was sent before
	 */
	async acquire(isRetry: boolean, signal?: AbortSignal): Promise<Slot | undefined> {
		if (this.options.signal?.aborted || signal?.aborted) return undefined;
		return await this.limiter.acquire(this, isRetry, signal);
	}

	/** Ends the run's access: its waiting requests are let go, and its slots are released. */
	leave(): void {
		this.options.signal?.removeEventListener('abort', this.dismiss);
		this.limiter.leave(this);
	}
}
