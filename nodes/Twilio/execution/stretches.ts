import { sleep } from 'n8n-workflow';

/** Time after which other work gets its turn, in milliseconds. n8n's expressions take up to 0.5 ms each. */
const LONGEST_STRETCH = 20;

/** Returns a function for use between short pieces of work. It gives other work its turn when it is time. */
export function stretches(): () => Promise<void> {
	let end = Date.now() + LONGEST_STRETCH;
	return async () => {
		if (Date.now() <= end) return;
		await sleep(0);
		end = Date.now() + LONGEST_STRETCH;
	};
}
