import { envelopes, runNode } from '../../../support/engine';
import { newWorld } from '../../../support/world';

/** Returns the longest time in milliseconds for which a task kept others from their turn. */
async function longestStretch(task: () => Promise<unknown>): Promise<number> {
	let [last, longest] = [performance.now(), 0];
	const look = () => {
		const now = performance.now();
		[last, longest] = [now, Math.max(longest, now - last)];
	};
	const timer = setInterval(look, 5);
	await task();
	await new Promise((resolve) => setTimeout(resolve, 20));
	clearInterval(timer);
	look();
	return longest;
}

// In one piece, this took 600 ms on the machine where reading alone takes stretches of 50 ms. n8n reads each page in
// one piece, and the local Twilio shares the processor.
const LONGEST = 250;

test('a page of transcripts with their text leaves others their turn', async () => {
	const { account, credential } = await newWorld();
	await account.seed('transcript', { count: 1000, sentences: 200 });
	await account.configure({ record: 'counts' });
	const parameters = { resource: 'transcript', operation: 'getAll', limit: 1000, includeTranscriptText: true };
	const took = await longestStretch(async () => {
		const [envelope] = await envelopes({ parameters, credential });
		expect(envelope!.transcripts).toHaveLength(1000);
	});
	expect(took).toBeLessThan(LONGEST);
}, 120_000);

test('a list of many records that is split into items leaves others their turn', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 50_000 });
	await account.configure({ record: 'counts' });
	const options = { splitItems: true, includeRaw: true };
	const parameters = { resource: 'message', operation: 'getAll', returnAll: true, options };
	const took = await longestStretch(async () => {
		const { outputs } = await runNode({ parameters, credential });
		expect(outputs[0]!.length).toBeGreaterThanOrEqual(50_000);
		expect(outputs[0]![49_999]).toMatchObject({ json: { raw: expect.anything() }, pairedItem: { item: 0 } });
	});
	expect(took).toBeLessThan(LONGEST);
}, 120_000);
