/**
 * The limit of an account of which nothing is known yet. With fewer, a run of hundreds loses a tenth of its time;
 * with more, accounts with a low ceiling refuse many.
 */
const START = 22;

/** What each response adds until the first refusal. */
const FAST_GROWTH = 0.25;

/**
 * What a refusal leaves of the limit. RFC 9438 (section 4.6) has 0.7, and 0.4 for the next constant. TCP loses what
 * is too much; a refused request costs little, but so close to the ceiling every lost place counts. Simulated for
 * 1 to 8 processes on ceilings of 1 to 100.
 */
const DECREASE = 0.8;

/** How fast the limit moves to its plateau and away from it, per cube of a round trip. */
const SCALE = 0.2;

/** So many responses are a round trip at least: a limit of one or two would be exceeded at every second response. */
const SHORTEST_ROUND_TRIP = 3;

/**
 * How many requests an account may have in flight, as far as its responses tell. Twilio does not publish an
 * account's ceiling; it refuses what is above with 429 (https://www.twilio.com/docs/api/errors/20429).
 *
 * The ceiling is found as TCP CUBIC finds the capacity of a path (RFC 9438), with round trips as the clock. A
 * refusal lowers the limit to a part of what Twilio accepted. Then the limit rises, fast at first, levels off where
 * the refusal was, and rises faster the longer no other comes, in case the ceiling is higher now. As the decrease is a
 * factor and the increase is not, processes that share an account come to equal shares without knowing of each other
 * (Chiu and Jain 1989, https://doi.org/10.1016/0169-7552(89)90019-6).
 */
export class ConcurrencyLimit {
	private limit = START;
	/** How many Twilio accepted when it refused others last, and the time before. */
	private accepts = Infinity;
	private acceptedBefore = Infinity;
	/** Where the limit levels off. */
	private plateau = Infinity;
	/** Round trips from the last refusal to the plateau. */
	private timeToPlateau = 0;
	/** Round trips since the last refusal. */
	private roundTrips = 0;
	/** Counts the decreases. A request remembers in which generation it went out. */
	generation = 0;

	/** How many requests may be in flight; at least 1. */
	get value(): number {
		return Math.round(this.limit);
	}

	/** Whether Twilio ever refused a request of the account. */
	get wasExceeded(): boolean {
		return this.generation > 0;
	}

	/**
	 * Twilio responded with anything but a refusal.
	 * @param inFlight how many were in flight when the request went out. Far below the limit it is no sign that more
	 * would be accepted (RFC 9438, section 5.8)
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
	 * Twilio refused a request. Those that went out before the limit was lowered are refused for the same reason:
	 * the last of them shows best how many Twilio accepts.
	 * @param generation in which the request went out
	 * @param inFlight how many others are in flight now
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
		// The ceiling fell, or others share it now: leave them room (fast convergence: RFC 9438, section 4.7).
		const isLess = this.acceptedBefore < Infinity && this.accepts < this.acceptedBefore;
		this.plateau = isLess ? (this.accepts * (1 + DECREASE)) / 2 : this.accepts;
		this.timeToPlateau = Math.cbrt(Math.max(0, this.plateau - this.limit) / SCALE);
		this.roundTrips = 0;
	}
}
