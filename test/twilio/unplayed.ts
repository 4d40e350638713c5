import type { UnplayedFault } from './types';

const accounts = new Map<string, () => Promise<UnplayedFault[]>>();

/** Remembers an account that has faults, and how to get those that were not played. */
export function watchFaults(sid: string, unplayed: () => Promise<UnplayedFault[]>): void {
	accounts.set(sid, unplayed);
}

const told = ({ fault, played }: UnplayedFault) =>
	`played ${played} of ${fault.times ?? 1} times: ${JSON.stringify(fault)}`;

/**
 * Checks all accounts on which this process has set faults since the last call.
 * @throws Error with the faults that were not played, except those with `mayStayUnplayed`
 */
export async function expectFaultsPlayed(): Promise<void> {
	const asked = [...accounts.values()];
	accounts.clear();
	const unplayed = (await Promise.all(asked.map((ask) => ask()))).flat();
	if (unplayed.length > 0) {
		throw new Error(`The local Twilio did not play all faults of this test:\n${unplayed.map(told).join('\n')}`);
	}
}
