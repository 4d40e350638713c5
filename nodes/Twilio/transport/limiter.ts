import { pause } from './pause';
import { RETRY_WITHIN } from './retryPolicy';

/**
 * With how many requests a run begins, if it may have that many. With fewer a run of hundreds loses a tenth
 * of its time; more would be refused by accounts with a low ceiling.
 */
const START = 22;

/** What each success adds until the first refusal. */
const FAST_GROWTH = 0.25;

/** What is left of the number that was accepted last, after a refusal. */
const BACK_OFF = 0.95;

/** So many successes add one at first, more if more are in flight. Few make an account with a low ceiling refuse often. */
const SLOW_GROWTH = 10;

/** How much longer than the refused request all others wait, in milliseconds, so that it goes first. */
const RETRY_PRIORITY_MS = 5;

/** A permission to send, to be given back. */
export interface Slot {
	/** To be called when Twilio answered anything but 429. */
	accepted(): void;
	/**
	 * To be called when Twilio answered 429.
	 * @param wait how long this request waits now, in milliseconds
	 * @param asked whether Twilio asked for that wait
	 */
	refused(wait: number, asked: boolean): void;
	release(): void;
}

/**
 * How many requests are in flight at the same time. Twilio does not publish an account's ceiling, so it is
 * found: a 429 tells how many were too many, so the number goes just below, and with success up again, slowly
 * at first and faster the longer all goes well, in case the ceiling has risen (much as TCP does: RFC 9438).
 * When it cannot go down any more, or Twilio asks for it, all wait.
 */
export class Limiter {
	private limit: number;
	private inFlight = 0;
	private readonly waiting: Array<() => void> = [];
	/** Counts the steps down: several refusals of the same time are one. */
	private generation = 0;
	private acceptedInGeneration = 0;
	private pausedUntil = 0;
	private lastAccepted = Date.now();

	constructor(
		private readonly max: number,
		private readonly signal?: AbortSignal,
	) {
		this.limit = Math.min(max, START);
	}

	/**
	 * Waits until there is room for one more.
	 * @param again whether the request was refused before: it goes first, or others would use up its repeats
	 * @param signal ends the wait, with no slot
	 */
	async acquire(again: boolean, signal?: AbortSignal): Promise<Slot | undefined> {
		if (this.isFree() && this.waiting.length === 0) this.inFlight++;
		else if (!(await this.queue(again, signal))) return undefined;
		const { generation, inFlight } = this;
		return {
			accepted: () => this.grow(),
			refused: (wait, asked) => this.shrink(generation, inFlight, wait, asked),
			release: () => {
				this.inFlight--;
				this.admit();
			},
		};
	}

	/** Whether there was room before the signal. */
	private async queue(again: boolean, signal?: AbortSignal): Promise<boolean> {
		if (signal?.aborted) return false;
		return await new Promise((resolve) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(enter), 1);
				resolve(false);
			};
			const enter = () => {
				signal?.removeEventListener('abort', leave);
				resolve(true);
			};
			if (again) this.waiting.unshift(enter);
			else this.waiting.push(enter);
			signal?.addEventListener('abort', leave, { once: true });
		});
	}

	/** Whether Twilio has refused everything for so long that patience is no use any more. */
	get isExhausted(): boolean {
		return Date.now() - this.lastAccepted > RETRY_WITHIN;
	}

	private isFree(): boolean {
		return this.inFlight < Math.floor(this.limit) && (this.pausedUntil === 0 || this.signal?.aborted === true);
	}

	private admit(): void {
		while (this.waiting.length > 0 && this.isFree()) {
			this.inFlight++;
			this.waiting.shift()!();
		}
	}

	private grow(): void {
		this.lastAccepted = Date.now();
		if (this.generation === 0) this.limit += FAST_GROWTH;
		else this.limit += (1 + this.acceptedInGeneration++ / this.limit / 4) / Math.max(this.limit, SLOW_GROWTH);
		this.limit = Math.min(this.max, this.limit);
	}

	/** @param tooMany how many were in flight when the refused request joined them */
	private shrink(era: number, tooMany: number, wait: number, asked: boolean): void {
		if ((asked || this.limit < 2) && !this.isExhausted) void this.pauseAll(wait + RETRY_PRIORITY_MS);
		const fewer = Math.min(this.limit, tooMany - 1);
		this.limit = Math.max(1, era === this.generation ? fewer * BACK_OFF : fewer);
		if (era !== this.generation) return;
		this.generation++;
		this.acceptedInGeneration = 0;
	}

	private async pauseAll(wait: number): Promise<void> {
		const until = Date.now() + wait;
		if (until <= this.pausedUntil) return;
		this.pausedUntil = until;
		await pause(wait, this.signal);
		if (this.pausedUntil !== until) return;
		this.pausedUntil = 0;
		this.admit();
	}
}
