import type { Outcome, Outcomes } from './types';

/** The progress of a resource through its states, from its creation on. */
export interface Progress extends Outcome {
	created: number;
}

export interface State {
	status: string;
	/** When the state began. */
	since: number;
}

/** Returns the progress of a new resource, or `undefined` if it stays as created. */
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

/** Returns when the resource first reached one of the states, or null if it has not yet. */
export function reached({ steps, created }: Progress, statuses: string[], now: number): number | null {
	const step = steps.find(([status]) => statuses.includes(status));
	return step && created + step[1] <= now ? created + step[1] : null;
}
