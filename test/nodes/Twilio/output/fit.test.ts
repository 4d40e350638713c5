import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { built } from '../../../support/built';
import type * as Fit from '../../../../nodes/Twilio/output/fit';

const { fit, fitFailure } = built<typeof Fit>('output/fit');

const envelopeOf = (records: unknown[], more: IDataObject = {}) =>
	({ success: true, error: null, messages: records, ...more }) as IDataObject;

/** Returns the size of what n8n gives a model for the envelope. */
const sizeOf = (envelope: IDataObject) => JSON.stringify([envelope]).length;

const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ sid: index, body: 'x'.repeat(50) }));

test('what fits stays as it is', () => {
	const envelope = envelopeOf(numbered(3));
	expect(fit(envelope, 'messages', 500)).toBe(envelope);
	expect(fit(envelope, 'messages', Infinity)).toBe(envelope);
	expect(fit({ success: true, text: 'x'.repeat(999) }, undefined, 500)).toEqual({
		success: true,
		text: 'x'.repeat(999),
	});
});

test('what does not fit is left out from the end, which is told', () => {
	const envelope = fit(envelopeOf(numbered(100)), 'messages', 2000);
	const { messages, more } = envelope as unknown as { messages: unknown[]; more: IDataObject };
	expect(messages).toEqual(numbered(100).slice(0, messages.length));
	expect(more).toEqual({
		shown: messages.length,
		found: 100,
		hint: expect.stringMatching(/use a filter or a lower limit/),
	});
	expect(sizeOf(envelope)).toBeLessThanOrEqual(2000);
	expect(sizeOf(envelope)).toBeGreaterThan(1700);
});

test('raw responses are left out with their records', () => {
	const raw = numbered(100).map(({ sid }) => ({ sid, from: '+15005550006' }));
	const envelope = fit(envelopeOf(numbered(100), { raw }), 'messages', 2000) as { messages: unknown[]; raw: unknown[] };
	expect(envelope.raw).toEqual(raw.slice(0, envelope.messages.length));
	expect(envelope.messages.length).toBeGreaterThan(5);
});

test('a record that does not fit by itself keeps its short fields, and the beginnings of the long ones', () => {
	const record = {
		sid: 'GT1',
		sentences: Array.from({ length: 1000 }, (_, sentence_index) => ({ sentence_index, transcript: 'Yes.' })),
		transcript_text: 'Yes. '.repeat(1000),
		duration: 42,
	};
	const envelope = fit(envelopeOf([record], { raw: [record] }), 'messages', 2000);
	expect(envelope).toMatchObject({
		messages: [
			{
				sid: 'GT1',
				sentences: expect.arrayContaining([{ sentence_index: 0, transcript: 'Yes.' }]),
				transcript_text: expect.stringMatching(/^(Yes\. )+.{0,4}…$/),
				duration: 42,
			},
		],
		raw: [],
		more: { shown: 1, found: 1, hint: expect.stringMatching(/ends of long texts/) },
	});
	expect(Object.keys((envelope.messages as [object])[0])).toEqual(Object.keys(record));
	expect(sizeOf(envelope)).toBeLessThanOrEqual(2000);
	expect(sizeOf(envelope)).toBeGreaterThan(1500);
});

test('a SID is never cut', () => {
	const [sid, call_sid] = [`RE${'0'.repeat(32)}`, `CA${'f'.repeat(32)}`];
	const record = { date: '2026-11-24T12:00:00Z', status: 'completed', text: 'x'.repeat(1500), sid, call_sid };
	const envelope = fit(envelopeOf([record]), 'messages', 500);
	expect(envelope.messages).toEqual([expect.objectContaining({ sid, call_sid, text: expect.stringMatching(/^x*…$/) })]);
	expect(sizeOf(envelope)).toBeLessThanOrEqual(500);
	expect(fit(envelopeOf([{ ...record, details: { sid } }]), 'messages', 500).messages).toMatchObject([
		{ sid, call_sid, details: { sid } },
	]);
});

test('nothing is above the bound, whatever the records are', () => {
	const text = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\u0001', '🎉', '\ud83c'), maxLength: 2000 });
	const record = fc.record({ sid: fc.string({ maxLength: 34 }), body: text, texts: fc.array(text, { maxLength: 5 }) });
	const records = fc.array(record, { maxLength: 20 });
	fc.assert(
		fc.property(records, fc.boolean(), fc.integer({ min: 500, max: 20_000 }), (list, withRaw, max) => {
			const given = envelopeOf(list, withRaw ? { raw: list } : {});
			const envelope = fit(given, 'messages', max);
			expect(sizeOf(envelope)).toBeLessThanOrEqual(max);
			const { messages, more } = envelope as unknown as {
				messages: unknown[];
				more?: { shown: number; found: number };
			};
			expect(more ?? { shown: list.length, found: list.length }).toMatchObject({
				shown: messages.length,
				found: list.length,
			});
			if (messages.length > 1) expect(messages).toEqual(list.slice(0, messages.length));
			// Split into separate items, they are no larger.
			const { raw, more: told } = envelope as { raw?: unknown[]; more?: unknown };
			const items = (messages as IDataObject[]).map((one, index) => (raw?.[index] ? { ...one, raw: raw[index] } : one));
			expect(JSON.stringify([...items, ...(told ? [{ more: told }] : [])]).length).toBeLessThanOrEqual(max);
		}),
		{ numRuns: 300 },
	);
});

test('no half of a character is left at the end', () => {
	for (let length = 900; length < 904; length++) {
		const envelope = fit(envelopeOf([{ body: 'x'.repeat(length % 2) + '🎉'.repeat(length) }]), 'messages', 1000);
		expect(JSON.stringify(envelope)).not.toMatch(/\\ud83c/);
	}
});

test('nothing behind what fits is looked at', () => {
	let looked = 0;
	const record = { toJSON: () => (looked++, 'x'.repeat(100)) };
	fit(envelopeOf(Array.from({ length: 100_000 }, () => record)), 'messages', 2000);
	expect(looked).toBeLessThan(50);
});

test('a failure loses its raw response only if it does not fit', () => {
	const failed = { success: false, error: 'x', raw: { message: 'y'.repeat(600) } };
	expect(fitFailure(failed, 500)).toEqual({ ...failed, raw: null });
	for (const max of [1000, Infinity, null]) expect(fitFailure(failed, max)).toEqual(failed);
});
