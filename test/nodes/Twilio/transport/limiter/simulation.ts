import type { AccountLimiter } from '../../../../../nodes/Twilio/transport/limiter/accountLimiter';

/** Uses jest's fake timers, so that hours pass in seconds, whatever else the machine is doing. */
const sleep = async (milliseconds: number) =>
	await new Promise<void>((resolve) => {
		setTimeout(resolve, milliseconds);
	});

const between = (least: number, most: number) => least + Math.random() * (most - least);

/** A Twilio account that accepts `ceiling` requests at a time, each taking `latency` milliseconds. */
export class SimulatedAccount {
	inFlight = 0;
	peak = 0;
	accepted = 0;
	refused = 0;

	constructor(
		public ceiling: number,
		private readonly latency = 100,
	) {}

	/** Returns whether the request was accepted. */
	async request(): Promise<boolean> {
		await sleep(between(3, 12));
		const isAccepted = ++this.inFlight <= this.ceiling;
		this.peak = Math.max(this.peak, this.inFlight);
		await sleep(isAccepted ? this.latency : 2);
		this.inFlight--;
		this[isAccepted ? 'accepted' : 'refused']++;
		await sleep(between(2, 5));
		return isAccepted;
	}
}

export interface SimulatedRun {
	limiter: AccountLimiter;
	account: SimulatedAccount;
	requests: number;
	maxConcurrency?: number;
	signal?: AbortSignal;
}

/** Repeats each request of a simulated run until it is accepted. Returns the duration in milliseconds. */
export async function simulateRun({
	limiter,
	account,
	requests,
	maxConcurrency = 10,
	signal,
}: SimulatedRun): Promise<number> {
	const began = Date.now();
	const queue = limiter.join({ maxConcurrency, signal });
	let left = requests;
	const worker = async () => {
		while (left-- > 0) {
			for (let isRetry = false; ; isRetry = true) {
				const slot = await queue.acquire(isRetry);
				if (!slot) return;
				const isAccepted = await account.request();
				if (isAccepted) slot.accepted();
				else slot.refused();
				slot.release();
				if (isAccepted) break;
				await sleep(between(50, 100));
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(requests, maxConcurrency) }, worker));
	queue.leave();
	return Date.now() - began;
}

/** Advances the fake time until the task has ended. */
export async function untilDone<T>(task: Promise<T>): Promise<T> {
	let isDone = false;
	void task.finally(() => (isDone = true));
	while (!isDone) await jest.advanceTimersByTimeAsync(20);
	return await task;
}
