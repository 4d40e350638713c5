import { envelopes, runNode } from '../../../support/engine';
import { newWorld } from '../../../support/world';

/** Returns the longest time in milliseconds for which a task kept others from their turn. */
async function longestStretch(task: () => Promise<void>): Promise<number> {
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

/**
 * Bound in milliseconds. In one piece, each task took 350 ms or more. The bound is not lower because n8n's engine and
 * the reading of a page hold up others as well.
 */
const LONGEST = 250;

/** Expects that a task leaves others their turn, at least in one of three runs, since other processes may hold it up. */
async function expectTurns(task: () => Promise<void>): Promise<void> {
	const stretches: number[] = [];
	while (stretches.length < 3 && !(Math.min(...stretches) < LONGEST)) stretches.push(await longestStretch(task));
	expect(Math.min(...stretches)).toBeLessThan(LONGEST);
}

test('items for which an earlier one has made the request leave others their turn', async () => {
	const { credential, sids } = await newWorld();
	const parameters = { resource: 'message', operation: 'get', messageSid: sids.message };
	const items = Array.from({ length: 20_000 }, () => ({ json: {} }));
	await expectTurns(async () => {
		const { outputs } = await runNode({ parameters, credential, items });
		expect(outputs[0]).toHaveLength(items.length);
		expect(outputs[0]!.at(-1)!.json).toMatchObject({ success: true });
	});
});

test('a page of transcripts with their text leaves others their turn', async () => {
	const { account, credential } = await newWorld();
	await account.seed('transcript', { count: 1000, sentences: 200 });
	await account.configure({ record: 'counts' });
	const parameters = { resource: 'transcript', operation: 'getAll', limit: 1000, includeTranscriptText: true };
	await expectTurns(async () => {
		const [envelope] = await envelopes({ parameters, credential });
		expect(envelope!.transcripts).toHaveLength(1000);
	});
}, 120_000);

test('a list of many records that is split into items leaves others their turn', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 100_000 });
	await account.configure({ record: 'counts' });
	const options = { splitItems: true, includeRaw: true };
	const parameters = { resource: 'message', operation: 'getAll', returnAll: true, options };
	await expectTurns(async () => {
		const { outputs } = await runNode({ parameters, credential });
		expect(outputs[0]![99_999]).toMatchObject({ json: { raw: expect.anything() }, pairedItem: { item: 0 } });
	});
}, 120_000);
