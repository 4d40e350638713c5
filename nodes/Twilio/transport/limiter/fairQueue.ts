/** Waiters, grouped by run. */
class Turns<Run, Waiter> {
	private readonly waiting = new Map<Run, Waiter[]>();

	get isEmpty(): boolean {
		return this.waiting.size === 0;
	}

	add(run: Run, waiter: Waiter): void {
		const waiters = this.waiting.get(run);
		if (waiters) waiters.push(waiter);
		else this.waiting.set(run, [waiter]);
	}

	/** Takes the first waiter of the run whose turn it is. The run then moves behind all others. */
	take(mayGo: (run: Run) => boolean): Waiter | undefined {
		for (const [run, waiters] of this.waiting) {
			if (!mayGo(run)) continue;
			const waiter = waiters.shift();
			this.waiting.delete(run);
			if (waiters.length > 0) this.waiting.set(run, waiters);
			return waiter;
		}
		return undefined;
	}

	remove(run: Run): Waiter[] {
		const waiters = this.waiting.get(run) ?? [];
		this.waiting.delete(run);
		return waiters;
	}

	/** Removes one waiter and returns whether it was there. */
	drop(run: Run, waiter: Waiter): boolean {
		const waiters = this.waiting.get(run) ?? [];
		const at = waiters.indexOf(waiter);
		if (at < 0) return false;
		waiters.splice(at, 1);
		if (waiters.length === 0) this.waiting.delete(run);
		return true;
	}
}

/**
 * Lets runs take turns, one request each (round robin), so that a run with few requests does not wait for one with
 * thousands. A refused request used its turn for nothing, so retries get every second turn, and neither they nor new
 * requests wait long.
 */
export class FairQueue<Run, Waiter> {
	private readonly retries = new Turns<Run, Waiter>();
	private readonly first = new Turns<Run, Waiter>();
	private lastWasRetry = false;

	get isEmpty(): boolean {
		return this.retries.isEmpty && this.first.isEmpty;
	}

	add(run: Run, waiter: Waiter, isRetry: boolean): void {
		(isRetry ? this.retries : this.first).add(run, waiter);
	}

	/** Takes the next waiter from the runs that may proceed. */
	take(mayGo: (run: Run) => boolean): Waiter | undefined {
		const order = this.lastWasRetry ? [this.first, this.retries] : [this.retries, this.first];
		for (const turns of order) {
			const waiter = turns.take(mayGo);
			if (waiter === undefined) continue;
			this.lastWasRetry = turns === this.retries;
			return waiter;
		}
		return undefined;
	}

	/** Removes one waiter and returns whether it was there. */
	drop(run: Run, waiter: Waiter): boolean {
		return this.retries.drop(run, waiter) || this.first.drop(run, waiter);
	}

	/** Removes and returns all waiters of a run. */
	remove(run: Run): Waiter[] {
		return [...this.retries.remove(run), ...this.first.remove(run)];
	}
}
