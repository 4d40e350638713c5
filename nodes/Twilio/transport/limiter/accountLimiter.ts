import { sleep } from 'n8n-workflow';
import { RETRY_WITHIN, waitBefore } from '../retryPolicy';
import { ConcurrencyLimit } from './concurrencyLimit';
import { FairQueue } from './fairQueue';
import { Pacer } from './pacer';

/** How much longer than the refused request all others wait, in milliseconds, so that it goes first. */
const RETRY_PRIORITY_MS = 5;

/**
 * The longest time without any request while Twilio refuses all, in milliseconds. An account whose ceiling other
 * processes fill has a free place for moments only: who looks seldom never gets one.
 */
const LONGEST_PAUSE = 1000;

/** The permission to have one request in flight. */
export interface Slot {
	/** To be called when Twilio responded with anything but 429. */
	accepted(): void;
	/**
	 * To be called when Twilio refused the request because of the account's limits.
	 * @param retryAfter how long Twilio asked to wait, in milliseconds
	 */
	refused(retryAfter?: number): void;
	/** To be called whatever happens; only the first call counts. */
	release(): void;
}

export interface RunOptions {
	/** How many requests of the run may be in flight. */
	maxConcurrency: number;
	/** The user's stop: whoever waits is let go at once. */
	signal?: AbortSignal;
}

interface Waiter {
	run: RunQueue;
	resolve: (slot: Slot | undefined) => void;
}

/**
 * Bounds the requests in flight of one account: of all runs that use it in this process, by what the account has
 * shown (`ConcurrencyLimit`), and of each run by its own *Max Concurrency*. Runs take turns (`FairQueue`). Once
 * Twilio has refused something, requests are spread over time (`Pacer`).
 *
 * While requests are in flight, their responses are the clock: each that ends lets the next one go. A refusal with
 * nothing else in flight leaves no clock. Then all wait for a time that doubles with each such refusal (as TCP's
 * retransmission timer does: RFC 6298), or for the time that Twilio asks for in `Retry-After`.
 */
export class AccountLimiter {
	private readonly limit = new ConcurrencyLimit();
	private readonly pacer = new Pacer();
	private readonly queue = new FairQueue<RunQueue, Waiter>();
	private readonly runs = new Set<RunQueue>();
	private inFlight = 0;
	private pausedUntil = 0;
	/** The first refusal since Twilio accepted anything. */
	private refusedSince?: number;
	private pausesInRow = 0;
	/** When the last run left. */
	idleSince = Date.now();

	get isIdle(): boolean {
		return this.runs.size === 0;
	}

	/** Whether Twilio will have accepted nothing of the account for so long then that patience does not help. */
	isExhausted(at: number): boolean {
		return this.refusedSince !== undefined && at - this.refusedSince > RETRY_WITHIN;
	}

	/** Lets a run take part. It must leave at its end. */
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

	/** Lets the waiting requests of a run go without a slot. */
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
		const release = () => {
			if (!run.held.delete(release)) return;
			this.inFlight--;
			this.admit();
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
				this.refusedSince ??= Date.now();
				if (this.isExhausted(Date.now())) return;
				if (retryAfter !== undefined) void this.pause(retryAfter + RETRY_PRIORITY_MS);
				else if (this.inFlight === 1) void this.pause(waitBefore(this.pausesInRow++, undefined, LONGEST_PAUSE));
			},
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

/** The part of one run in its account's limiter. */
export class RunQueue {
	/** Gives back the slots that the run has, one by one. */
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
	 * Waits for the run's turn. Without a slot the run was stopped, or `signal` was given.
	 * @param isRetry whether the request was made before
	 */
	async acquire(isRetry: boolean, signal?: AbortSignal): Promise<Slot | undefined> {
		if (this.options.signal?.aborted || signal?.aborted) return undefined;
		return await this.limiter.acquire(this, isRetry, signal);
	}

	/** Ends the run's part: whoever waits is let go, and what it holds is given back. */
	leave(): void {
		this.options.signal?.removeEventListener('abort', this.dismiss);
		this.limiter.leave(this);
	}
}
