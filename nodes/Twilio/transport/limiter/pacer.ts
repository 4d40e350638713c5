/** How much faster than one full limit per round trip requests may be sent. RFC 9002 gives 1.25 as an example. */
const GAIN = 1.1;

/** Weight of a new round trip in the average (RFC 9002, section 5.3). */
const WEIGHT = 1 / 8;

/** Maximum delay to catch up on, in milliseconds. Timers are a few milliseconds late. */
const LATE = 20;

/** Maximum wait, in milliseconds, so that neither one slow response nor a clock set back delays later requests. */
const LONGEST_WAIT = 50;

/**
 * Spreads requests over a round trip, as QUIC does (RFC 9002, section 7.7). Otherwise requests sent together come
 * back together, and the next ones hit the ceiling together, leaving its places empty in between.
 */
export class Pacer {
	private roundTrip = 0;
	private nextAt = 0;

	/** How long the next request has to wait, in whole milliseconds. */
	get wait(): number {
		return Math.min(Math.max(0, Math.floor(this.nextAt - Date.now())), LONGEST_WAIT);
	}

	/**
	 * Records that a request is sent.
	 * @param limit how many requests may be in flight
	 */
	sent(limit: number): void {
		const now = Date.now();
		const gap = this.roundTrip / limit / GAIN;
		this.nextAt = Math.min(Math.max(this.nextAt, now - LATE) + gap, now + LONGEST_WAIT);
	}

	/** @param duration time from the request to its response, in milliseconds */
	responded(duration: number): void {
		this.roundTrip = this.roundTrip === 0 ? duration : this.roundTrip + (duration - this.roundTrip) * WEIGHT;
	}
}
