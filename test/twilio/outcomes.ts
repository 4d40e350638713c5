import type { Outcome, Outcomes } from './types';

/** A resource on its way through its states, from the moment of its creation. */
export interface Progress extends Outcome {
	created: number;
}

export interface State {
	status: string;
	/** When it began. */
	since: number;
}

/** The way a new resource will take; undefined where it stays as created. */
export function startProgress(
	outcomes: Outcomes,
	kind: 'message' | 'call',
	to: string,
	created: number,
): Progress | undefined {
	const outcome = outcomes.byTo?.[to] ?? outcomes[kind];
	return outcome && { ...outcome, created };
}

export function stateAt({ steps, created }: Progress, now: number): State | undefined {
	let state: State | undefined;
	for (const [status, after] of steps) {
		if (created + after > now) break;
		state = { status, since: created + after };
	}
	return state;
}

/** When the resource first came into one of the states; null if it has not yet. */
export function reached({ steps, created }: Progress, statuses: string[], now: number): number | null {
	const step = steps.find(([status]) => statuses.includes(status));
	return step && created + step[1] <= now ? created + step[1] : null;
}
