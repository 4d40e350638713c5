import type { Fault, FaultAction } from './types';

/** A small generator of equally spread numbers (mulberry32), so that a run can be repeated. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export class FaultState {
	readonly seen = new Map<number, number>();
	readonly played = new Map<number, number>();
	readonly random: () => number;

	constructor(seed = 1) {
		this.random = generator(seed);
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
		(match.path === undefined || new RegExp(match.path).test(target.path)) &&
		(match.to === undefined || match.to === target.to)
	);
}

const bump = (counts: Map<number, number>, at: number) => {
	const count = (counts.get(at) ?? 0) + 1;
	counts.set(at, count);
	return count;
};

/** The first fault of the list whose turn it is. */
export function pickFault(faults: Fault[], state: FaultState, target: Target): FaultAction | undefined {
	for (const [at, fault] of faults.entries()) {
		if (!fits(fault, target)) continue;
		if (fault.times !== undefined && (state.played.get(at) ?? 0) >= fault.times) continue;
		if (bump(state.seen, at) <= (fault.skip ?? 0)) continue;
		if (fault.probability !== undefined && state.random() >= fault.probability) continue;
		bump(state.played, at);
		return fault.action;
	}
	return undefined;
}
