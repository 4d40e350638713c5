import type { Account } from '../hosts';
import { AccountLimiter, type RunOptions, type RunQueue } from './accountLimiter';

/** What was learned of an account is kept so long after its last run, in milliseconds. */
const KEEP = 600_000;

/** Of so many accounts, beside those in use. */
const MOST_IDLE = 1000;

/** The accounts of this process, by SID and region: Twilio counts the requests of an account, not of an execution. */
const limiters = new Map<string, AccountLimiter>();

/**
 * Lets a run send requests for an account, together with all other runs of this process.
 * The run must `leave()` the queue at its end, whatever happens. After that nothing of it is kept.
 */
export function joinAccount({ sid, region }: Account, options: RunOptions): RunQueue {
	const key = `${region} ${sid}`;
	forgetIdle();
	const limiter = limiters.get(key) ?? new AccountLimiter();
	// The map's order is that of the last use.
	limiters.delete(key);
	limiters.set(key, limiter);
	return limiter.join(options);
}

/** A timer would keep the process busy for nothing: what is old is forgotten when the next run begins. */
function forgetIdle(): void {
	const idle = [...limiters].filter(([, limiter]) => limiter.isIdle);
	const surplus = idle.length - MOST_IDLE;
	idle.forEach(([key, { idleSince }], index) => {
		if (index < surplus || Date.now() - idleSince > KEEP) limiters.delete(key);
	});
}
