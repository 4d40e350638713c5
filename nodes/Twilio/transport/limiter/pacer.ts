/** How much faster than a whole limit in each round trip requests may go out. RFC 9002 has 1.25 as an example. */
const GAIN = 1.1;

/** The weight of a new round trip in the average (RFC 9002, section 5.3). */
const WEIGHT = 1 / 8;

/** Timers are late by a few milliseconds. So much is caught up with. */
const LATE = 20;

/**
 * The longest wait, in milliseconds: neither one slow response nor a clock that was set back must slow down what
 * follows.
 */
const LONGEST_WAIT = 50;

/**
 * Spreads requests over a round trip, as QUIC does (RFC 9002, section 7.7). Without it those that went out together
 * come back together, and the next ones meet the ceiling together: between them its places are empty.
 */
export class Pacer {
	private roundTrip = 0;
	private nextAt = 0;

	/** How long the next request has to wait, in whole milliseconds. */
	get wait(): number {
		return Math.min(Math.max(0, Math.floor(this.nextAt - Date.now())), LONGEST_WAIT);
	}

	/**
	 * A request goes out.
	 * @param limit how many may be in flight
	 */
	sent(limit: number): void {
		const now = Date.now();
		const gap = this.roundTrip / limit / GAIN;
		this.nextAt = Math.min(Math.max(this.nextAt, now - LATE) + gap, now + LONGEST_WAIT);
	}

	/** @param duration from the request to its response, in milliseconds */
	responded(duration: number): void {
		this.roundTrip = this.roundTrip === 0 ? duration : this.roundTrip + (duration - this.roundTrip) * WEIGHT;
	}
}
