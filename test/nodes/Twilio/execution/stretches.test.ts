import type { IDataObject } from 'n8n-workflow';
import type * as Replies from '../../../../nodes/Twilio/execution/polling/replies';
import type * as Ask from '../../../../nodes/Twilio/actions/message/askByReply';
import type { TwilioClient } from '../../../../nodes/Twilio/transport/client';
import { built } from '../../../support/built';
import { envelopes, runNode } from '../../../support/engine';
import { newWorld } from '../../../support/world';

const { questionOf, replyPoller } = built<typeof Replies>('execution/polling/replies');
const { readReply } = built<typeof Ask>('actions/message/askByReply');

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

test('a look for the replies to 1,000 questions to one person, who wrote 200 texts, leaves others their turn', async () => {
	const [from, to] = ['+15005550006', '+14155550101'];
	const settings = { timeout: 30, maxRetries: 0 };
	const date_created = new Date().toUTCString();
	const text = { from: to, to: from, direction: 'inbound', date_created, body: 'why? '.repeat(320) };
	const messages = Array.from({ length: 200 }, (_, index) => ({ ...text, sid: `SM${index}` }));
	const stop = new AbortController();
	const account = { sid: `AC${'0'.repeat(32)}`, region: 'us1' };
	const send = async () => await Promise.resolve({ messages: [...messages] });
	// A look uses no more of the client.
	const poller = replyPoller({ account, send, cancel: stop.signal } as unknown as TwilioClient);
	let judged = 0;
	const isAnswer = (reply: IDataObject) => {
		judged++;
		return readReply(reply, true, { approveWord: 'YES', declineWord: 'NO' }) !== undefined;
	};
	const waits = Array.from({ length: 1000 }, async (_, index) => {
		const record = { sid: `SM${1000 + index}`, from, to, status: 'sent', date_created };
		const question = questionOf(record, { to, earlier: new Set(), isAnswer, settings });
		return await poller.wait(question, { until: Date.now() + 60_000, isDone: ({ reply }) => reply !== undefined });
	});
	await expectTurns(async () => {
		const before = judged;
		// The first look comes after a second.
		await new Promise((resolve) => setTimeout(resolve, 3000));
		expect(judged).toBeGreaterThan(before);
	});
	stop.abort();
	expect((await Promise.all(waits)).some(({ reply }) => reply)).toBe(false);
});
