/**
 * Limit of an account about which nothing is known yet. A lower one costs a run of hundreds of requests a tenth of
 * its time; a higher one leads to many refusals for accounts with a low ceiling.
 */
const START = 22;

/** Increase of the limit per response, until the first refusal. */
const FAST_GROWTH = 0.25;

/**
 * Factor by which a refusal reduces the limit, from what Twilio accepted. RFC 9438 (section 4.6) uses 0.7, and 0.4 for
 * the next constant. TCP loses what exceeds the capacity; a refused request costs little, but this close to the
 * ceiling every lost place counts. Simulated for 1 to 8 processes and ceilings of 1 to 100.
 */
const DECREASE = 0.8;

/** How fast the limit moves toward its plateau and away from it, per round trip cubed. */
const SCALE = 0.2;

/**
 * Minimum number of responses per round trip. Otherwise a limit of one or two would be exceeded by every second
 * response.
 */
const SHORTEST_ROUND_TRIP = 3;

/**
 * How many requests an account may have in flight, estimated from its responses. Twilio does not publish an account's
 * ceiling; it refuses requests above it with 429 (https://www.twilio.com/docs/api/errors/20429).
 *
 * The ceiling is found the way TCP CUBIC finds the capacity of a path (RFC 9438), with round trips as the clock. A
 * refusal lowers the limit to a fraction of what Twilio accepted. The limit then rises, fast at first, levels off
 * where the refusal was, and rises faster the longer there is no other, in case the ceiling is higher now. Because
 * the decrease is a factor and the increase is not, processes that share an account converge to equal shares without
 * knowing of each other (Chiu and Jain 1989, https://doi.org/10.1016/0169-7552(89)90019-6).
 */
export class ConcurrencyLimit {
	private limit = START;
	/** How many requests Twilio accepted at the last refusal, and at the one before. */
	private accepts = Infinity;
	private acceptedBefore = Infinity;
	/** Where the limit levels off. */
	private plateau = Infinity;
	/** Round trips from the last refusal to the plateau. */
	private timeToPlateau = 0;
	/** Round trips since the last refusal. */
	private roundTrips = 0;
	/** Number of decreases. Each request remembers the generation in which it was sent. */
	generation = 0;

	/** How many requests may be in flight; at least 1. */
	get value(): number {
		return Math.round(this.limit);
	}

	/** Whether Twilio has ever refused a request for the account. */
	get wasExceeded(): boolean {
		return this.generation > 0;
	}

	/**
	 * Records that Twilio responded with anything but a refusal.
	 * @param inFlight how many requests were in flight when this one was sent. If far below the limit, it is no sign
	 * that more would be accepted (RFC 9438, section 5.8)
	 */
	accepted(inFlight: number): void {
		if (inFlight * 2 < this.limit) return;
		if (!this.wasExceeded) this.limit += FAST_GROWTH;
		else {
			this.roundTrips += 1 / Math.max(this.limit, SHORTEST_ROUND_TRIP);
			this.limit = Math.max(1, this.plateau + SCALE * (this.roundTrips - this.timeToPlateau) ** 3);
		}
	}

	/**
	 * Records that Twilio refused a request. Those sent before the limit was lowered are refused for the same reason:
	 * the last of them is the best indication of how many Twilio accepts.
	 * @param generation the generation in which the request was sent
	 * @param inFlight how many other requests are in flight now
	 */
	refused(generation: number, inFlight: number): void {
		if (generation === this.generation) {
			this.generation++;
			this.acceptedBefore = this.accepts;
			this.lower(Math.min(this.limit, inFlight));
		} else if (inFlight < this.accepts) this.lower(inFlight);
	}

	private lower(accepts: number): void {
		this.accepts = Math.max(1, accepts);
		this.limit = Math.max(1, this.accepts * DECREASE);
		// The ceiling fell, or others share it now: leave room for them (fast convergence, RFC 9438, section 4.7).
		const isLess = this.acceptedBefore < Infinity && this.accepts < this.acceptedBefore;
		this.plateau = isLess ? (this.accepts * (1 + DECREASE)) / 2 : this.accepts;
		this.timeToPlateau = Math.cbrt(Math.max(0, this.plateau - this.limit) / SCALE);
		this.roundTrips = 0;
	}
}
