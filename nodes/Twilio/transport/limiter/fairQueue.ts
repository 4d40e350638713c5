/** Those who wait, by the run that they belong to. */
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

	/** The first waiter of the run whose turn it is. After it, it is the turn of all others. */
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

	/** Whether the waiter was there. */
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
 * Lets runs take turns, one request each (round robin), so that one with few requests does not wait for one with
 * thousands. A request that was refused had its turn for nothing: such requests take turns of their own, every
 * second one, so that neither they nor the new ones wait long.
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

	/** Takes the next waiter of the runs that may go on. */
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

	/** Takes one waiter out. Returns whether it was there. */
	drop(run: Run, waiter: Waiter): boolean {
		return this.retries.drop(run, waiter) || this.first.drop(run, waiter);
	}

	/** Takes all waiters of a run. */
	remove(run: Run): Waiter[] {
		return [...this.retries.remove(run), ...this.first.remove(run)];
	}
}
