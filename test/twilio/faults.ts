import type { Fault, FaultAction, UnplayedFault } from './types';

/** Returns a seeded generator of uniformly distributed numbers (mulberry32), so that results are repeatable. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

type Turn = Pick<Fault, 'times' | 'skip' | 'mayStayUnplayed'>;

/** Faults with the number of times each was played. Removed ones are kept too, so that no unplayed one is lost. */
export class FaultList<F extends Turn> {
	private current: Array<{ fault: F; seen: number; played: number }> = [];
	private readonly replaced: typeof this.current = [];

	add(fault: F): void {
		this.current.push({ fault, seen: 0, played: 0 });
	}

	/** Removes all faults, or those that match. */
	clear(fits: (fault: F) => boolean = () => true): void {
		this.replaced.push(...this.current.filter(({ fault }) => fits(fault)));
		this.current = this.current.filter(({ fault }) => !fits(fault));
	}

	/** Returns the first matching fault that is due, and counts it as played. */
	take(fits: (fault: F) => boolean, chance: (fault: F) => boolean = () => true): F | undefined {
		for (const state of this.current) {
			const { fault } = state;
			if (!fits(fault) || (fault.times !== undefined && state.played >= fault.times)) continue;
			if (++state.seen <= (fault.skip ?? 0) || !chance(fault)) continue;
			state.played++;
			return fault;
		}
		return undefined;
	}

	/** Faults that were played fewer times than specified. */
	get unplayed(): Array<{ fault: F; played: number }> {
		return [...this.replaced, ...this.current]
			.filter(({ fault, played }) => !fault.mayStayUnplayed && played < (fault.times ?? 1))
			.map(({ fault, played }) => ({ fault, played }));
	}
}

export interface Target {
	method: string;
	host: string;
	path: string;
	to: string | undefined;
}

function fits({ match = {} }: Fault, target: Target): boolean {
	return (
		(match.method === undefined || match.method === target.method) &&
		(match.host === undefined || match.host === target.host) &&
		(match.path === undefined || target.path.search(match.path) >= 0) &&
		(match.to === undefined || match.to === target.to)
	);
}

/** The faults of one account's requests. */
export class RequestFaults {
	private readonly list = new FaultList<Fault>();
	private random = generator(1);

	replace(faults: Fault[]): void {
		this.list.clear();
		for (const fault of faults) this.list.add(fault);
	}

	reseed(seed: number): void {
		this.random = generator(seed);
	}

	take(target: Target): FaultAction | undefined {
		return this.list.take(
			(fault) => fits(fault, target),
			({ probability }) => probability === undefined || this.random() < probability,
		)?.action;
	}

	get unplayed(): UnplayedFault[] {
		return this.list.unplayed;
	}
}
