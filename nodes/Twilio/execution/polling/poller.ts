import { pause } from '../../transport/pause';

const FIRST_INTERVAL = 1000;
const GROWTH = 1.5;
const LONGEST_INTERVAL = 10_000;

/** Looks at all that wait, and gives those that need not wait any more with what came of them. */
export type Poll<Entry, Result> = (waiting: Entry[]) => Promise<Map<Entry, Result>>;

/**
 * Entries that wait for something to happen at Twilio. All of a run are looked at together, at intervals that
 * grow from 1 to 10 seconds, each until its own time is up or the user stops the execution.
 */
export class Poller<Entry, Result> {
	private readonly waiting = new Map<Entry, { until: number; settle: (result: Result | undefined) => void }>();
	private isLooking = false;

	constructor(
		private readonly look: Poll<Entry, Result>,
		private readonly cancel?: AbortSignal,
	) {}

	/** What came of the entry, or nothing once so many seconds are over. */
	async wait(entry: Entry, seconds: number): Promise<Result | undefined> {
		return await new Promise((settle) => {
			this.waiting.set(entry, { until: Date.now() + seconds * 1000, settle });
			if (!this.isLooking) void this.keepLooking();
		});
	}

	private async keepLooking(): Promise<void> {
		this.isLooking = true;
		for (
			let interval = FIRST_INTERVAL;
			this.waiting.size > 0;
			interval = Math.min(LONGEST_INTERVAL, interval * GROWTH)
		) {
			await pause(Math.min(interval, this.timeLeft()), this.cancel);
			const found = this.cancel?.aborted ? new Map<Entry, Result>() : await this.lookOnce();
			const now = Date.now();
			for (const [entry, { until, settle }] of this.waiting) {
				if (!found.has(entry) && until > now && !this.cancel?.aborted) continue;
				this.waiting.delete(entry);
				settle(found.get(entry));
			}
		}
		this.isLooking = false;
	}

	/** A look that fails is no reason to give up before the time is up. */
	private async lookOnce(): Promise<Map<Entry, Result>> {
		return await this.look([...this.waiting.keys()]).catch(() => new Map<Entry, Result>());
	}

	/** Until the first entry's time is up, in milliseconds. */
	private timeLeft(): number {
		let first = Infinity;
		for (const { until } of this.waiting.values()) first = Math.min(first, until);
		return Math.max(0, first - Date.now());
	}
}
