import { pause } from './pause';

/** With how many requests a run begins, if it may have that many. */
const START = 10;

/** What is left of the number in flight after a refusal. */
const BACK_OFF = 0.85;

/** What each success adds until the first refusal. */
const FAST_GROWTH = 0.5;

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
 * found: after a 429 the number goes down, and with success up again, slowly at first and faster the
 * longer all goes well (as TCP does: RFC 9438). When it cannot go down any more, all wait.
 */
export class Limiter {
	private limit: number;
	private inFlight = 0;
	private readonly waiting: Array<() => void> = [];
	/** Counts the decreases: a refusal of a request that started before the last one says nothing new. */
	private era = 0;
	private acceptedInEra = 0;
	private pausedUntil = 0;

	constructor(
		private readonly max: number,
		private readonly signal?: AbortSignal,
	) {
		this.limit = Math.min(max, START);
	}

	async enter(): Promise<Slot> {
		if (!this.isFree() || this.waiting.length > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.inFlight++;
		const { era } = this;
		return {
			accepted: () => this.grow(),
			refused: (wait, asked) => this.shrink(era, wait, asked),
			release: () => {
				this.inFlight--;
				this.admit();
			},
		};
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
		if (this.era === 0) this.limit += FAST_GROWTH;
		else this.limit += (1 + this.acceptedInEra++ / this.limit / 4) / this.limit;
		this.limit = Math.min(this.max, this.limit);
	}

	private shrink(era: number, wait: number, asked: boolean): void {
		if (asked || this.limit < 2) void this.pauseAll(wait);
		if (era !== this.era) return;
		this.limit = Math.max(1, Math.min(this.limit, this.inFlight) * BACK_OFF);
		this.era++;
		this.acceptedInEra = 0;
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
