import type { Account } from '../hosts';
import { AccountLimiter, type RunOptions, type RunQueue } from './accountLimiter';

/** How long an account's limiter is kept after its last run, in milliseconds. */
const KEEP = 600_000;

/** Maximum number of idle limiters kept, besides those in use. */
const MOST_IDLE = 1000;

/** Limiters of this n8n instance, by region and SID: Twilio counts requests per account, not per execution. */
const limiters = new Map<string, AccountLimiter>();

/**
 * Lets a run send requests for an account, together with all other runs of this n8n instance.
 * The run must `leave()` the queue when it ends, whatever happens. Nothing of it is kept after that.
 */
export function joinAccount({ sid, region }: Account, options: RunOptions): RunQueue {
	const key = `${region} ${sid}`;
	forgetIdle();
	const limiter = limiters.get(key) ?? new AccountLimiter();
	// Keeps the map in order of last use.
	limiters.delete(key);
	limiters.set(key, limiter);
	return limiter.join(options);
}

/** Forgets idle limiters when the next run begins. A timer would keep n8n busy for nothing. */
function forgetIdle(): void {
	const idle = [...limiters].filter(([, limiter]) => limiter.isIdle);
	const surplus = idle.length - MOST_IDLE;
	idle.forEach(([key, { idleSince }], index) => {
		if (index < surplus || Date.now() - idleSince > KEEP) limiters.delete(key);
	});
}
