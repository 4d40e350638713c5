import type { INodeParameters } from 'n8n-workflow';
import { envelopes } from '../../../support/engine';
import { problemsOf } from '../../../support/schemas';
import { newWorld } from '../../../support/world';

const get = (transcriptSids: unknown) => ({
	resource: 'transcript',
	operation: 'get',
	transcriptSids: transcriptSids as string,
});
const getAll = (more: object = {}) => ({ resource: 'transcript', operation: 'getAll', ...more });

interface Transcript {
	sid: string;
	duration: number;
	channel: string;
	transcript_text: string | null;
	sentences: Array<Record<string, unknown>>;
}

const transcriptsOf = (envelope: object | undefined) => (envelope as { transcripts: Transcript[] }).transcripts;

test('get gives the sentences in order, and their text joined by a space', async () => {
	const { credential, sids } = await newWorld();
	const [envelope] = await envelopes({ parameters: get([sids.transcripts[0]]), credential });
	const [transcript] = transcriptsOf(envelope);
	expect(transcript!.sentences.map(({ sentence_index }) => sentence_index)).toEqual([0, 1, 2]);
	expect(transcript!.transcript_text).toBe('Sentence number 1. Sentence number 2. Sentence number 3.');
});

test('times and confidence are numbers or null, whether Twilio gives text, numbers or nothing', async () => {
	const { credential, sids } = await newWorld();
	const [envelope] = await envelopes({ parameters: get(sids.transcripts[0]), credential });
	const [{ sentences }] = transcriptsOf(envelope) as [Transcript];
	expect(sentences.map(({ start_time, end_time, confidence }) => [start_time, end_time, confidence])).toEqual([
		[0.5, 2, 0.9],
		[2.5, 4, 0.9],
		[null, null, null],
	]);
});

test('the channel object becomes its JSON text', async () => {
	const { credential, sids } = await newWorld();
	const [envelope] = await envelopes({ parameters: get(sids.transcripts[0]), credential });
	const channel = JSON.parse(transcriptsOf(envelope)[0]!.channel) as object;
	expect(channel).toMatchObject({ type: 'voice', participants: expect.any(Array) });
});

test.each([
	['an array', (sids: string[]) => sids],
	['a text with commas', (sids: string[]) => sids.join(', ')],
	['one SID', (sids: string[]) => sids[0]!],
])('get takes %s, and keeps the order', async (_what, given) => {
	const { credential, sids } = await newWorld();
	const wanted = [sids.transcripts[1], sids.transcripts[0]];
	const input = given(wanted);
	const [envelope] = await envelopes({
		parameters: get('={{ $json.sids }}'),
		items: [{ json: { sids: input } }],
		credential,
	});
	expect(transcriptsOf(envelope).map(({ sid }) => sid)).toEqual([input].flat().join().split(/[, ]+/));
});

test('get fails as a whole if one transcript is missing', async () => {
	const { credential, sids } = await newWorld();
	const [envelope] = await envelopes({ parameters: get([sids.transcripts[0], `GT${'0'.repeat(32)}`]), credential });
	expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('20404'), transcripts: [] });
	expect(problemsOf({ resource: 'transcript', operation: 'get' }, envelope)).toEqual([]);
});

test('one unknown SID among many is named, and the rest is not asked for', async () => {
	const { account, credential } = await newWorld();
	const unknown = `GT${'0'.repeat(32)}`;
	const others = await account.seed('transcript', { count: 200 });
	const [envelope] = await envelopes({ parameters: get([unknown, ...others]), credential });
	expect(envelope).toMatchObject({ success: false, error: expect.stringContaining(unknown) });
	expect((await account.counters()).requests).toBeLessThan(60);
});

test('sentences that are refused are named, and the rest is not asked for', async () => {
	const { account, credential } = await newWorld();
	await account.seed('transcript', { count: 200 });
	await account.faults({ match: { path: /Sentences$/ }, action: { kind: 'status', status: 403 } });
	const parameters = getAll({ includeTranscriptText: true, returnAll: true });
	const [envelope] = await envelopes({ parameters, credential });
	expect(envelope).toMatchObject({ success: false, error: expect.stringMatching(/^GT\w{32}: .*403/) });
	expect((await account.counters()).requests).toBeLessThan(60);
});

test('reads many sentences in pages of 5,000', async () => {
	const { account, credential } = await newWorld();
	const [sid] = await account.seed('transcript', { sentences: 6000 });
	const [envelope] = await envelopes({ parameters: get(sid!), credential });
	const [transcript] = transcriptsOf(envelope);
	expect(transcript!.sentences).toHaveLength(6000);
	expect(transcript!.transcript_text).toMatch(/^Sentence number 1\. .* Sentence number 6000\.$/);
	const { requests } = await account.ledger();
	expect(
		requests.filter(({ path }) => path.endsWith('/Sentences')).map(({ query }) => Object.fromEntries(query).PageSize),
	).toEqual(['5000', '5000']);
});

test('getAll leaves the text out unless it is requested', async () => {
	const { account, credential } = await newWorld();
	const [envelope] = await envelopes({ parameters: getAll(), credential });
	expect(transcriptsOf(envelope).map(({ sentences, transcript_text }) => [sentences, transcript_text])).toEqual([
		[[], null],
		[[], null],
	]);
	expect((await account.counters()).requests).toBe(1);
});

test('getAll gives the text if it is requested', async () => {
	const { account, credential } = await newWorld();
	const [envelope] = await envelopes({ parameters: getAll({ includeTranscriptText: true }), credential });
	expect(transcriptsOf(envelope).map(({ sentences, transcript_text }) => [sentences.length, transcript_text])).toEqual(
		Array(2).fill([3, 'Sentence number 1. Sentence number 2. Sentence number 3.']),
	);
	expect((await account.counters()).requests).toBe(3);
});

test('getAll keeps a transcript that was deleted after the list was read, without its text', async () => {
	const { account, credential, sids } = await newWorld();
	const path = new RegExp(`${sids.transcripts[0]}/Sentences$`);
	await account.faults({
		match: { path },
		action: { kind: 'status', status: 404, body: { code: 20404, message: 'Not found', status: 404 } },
	});
	const [envelope] = await envelopes({ parameters: getAll({ includeTranscriptText: true }), credential });
	expect(envelope).toMatchObject({ success: true });
	const found = Object.fromEntries(
		transcriptsOf(envelope).map(({ sid, sentences, transcript_text }) => [
			sid,
			[sentences.length, transcript_text !== null],
		]),
	);
	expect(found).toEqual({ [sids.transcripts[0]]: [0, false], [sids.transcripts[1]]: [3, true] });
});

describe.each([
	['get', (sid: string) => get([sid])],
	['getAll', () => getAll({ includeTranscriptText: true, limit: 1 })],
])('%s', (_operation, parametersOf) => {
	const ask = async (additionalFields: object) => {
		const { account, credential, sids } = await newWorld();
		const sid = sids.transcripts[0];
		const parameters = { ...parametersOf(sid), additionalFields, options: { includeRaw: true } };
		const [envelope] = await envelopes({ parameters: parameters as INodeParameters, credential });
		const { requests } = await account.ledger();
		const query = requests.find(({ path }) => path.endsWith('/Sentences'))!.query;
		return { envelope: envelope!, query: Object.fromEntries(query) as Record<string, string> };
	};

	test('gives sentences that are not redacted, if that is asked for', async () => {
		const { envelope, query } = await ask({ redacted: false });
		expect(query).toEqual({ Redacted: 'false', PageSize: '5000' });
		expect(transcriptsOf(envelope)[0]!.transcript_text).toContain('Sentence number 1. (not redacted)');
	});

	test('gives the times of words in the raw response, if that is asked for', async () => {
		const { envelope, query } = await ask({ wordTimestamps: true });
		expect(query).toEqual({ WordTimestamps: 'true', PageSize: '5000' });
		const [{ sentences }] = envelope.raw as unknown as [{ sentences: Array<{ words: unknown[] }> }];
		expect(sentences[0]!.words[0]).toMatchObject({ word: 'Sentence', start_time: expect.anything() });
	});
});
