import type { GenericValue } from 'n8n-workflow';
import { requestsFor, valuesOf } from './requestsFor';

const A = 'https://example.com/a,1.jpg';
const B = 'https://example.com/b.jpg?size=1,2';
const C = 'http://example.com/c.jpg';

/** Returns the media that are sent when one entry of the list is an expression with this result. */
async function mediaFor(given: unknown) {
	const { sent, envelopes } = await requestsFor('message/send', { mediaUrls: ['={{ $json.urls }}'] }, [
		{ urls: given as GenericValue },
	]);
	return sent.length ? valuesOf(sent[0]!, 'MediaUrl') : envelopes[0]!.error;
}

test.each<[string, unknown, string[]]>([
	['a list', [A, B, C], [A, B, C]],
	['an empty list', [], []],
	['a list with gaps', [A, '', null, B], [A, B]],
	['a text with commas', `${A},${B}, ${C}`, [A, B, C]],
	['a text with lines', `${A}\n${B}\r\n${C}\n`, [A, B, C]],
	['a text with a comma at its end', `${A}, `, [A]],
	['a JSON array', JSON.stringify([A, B]), [A, B]],
	['one URL', A, [A]],
	['nothing', null, []],
])('an entry of Media URLs may be an expression that gives %s', async (_what, given, expected) => {
	expect(await mediaFor(given)).toEqual(expected);
});

test('what a list must not hold is refused by its name', async () => {
	for (const given of [[{ url: A }], [[A]], `["${A}", {}]`])
		expect(await mediaFor(given)).toMatch(/^Media URLs must be/);
});

test('eleven media in one entry are eleven', async () => {
	expect(await mediaFor(Array<string>(11).fill(A))).toMatch(/10 Media URLs.*11/);
});

test.each([
	[
		'a text with commas',
		'geo:37.787890,-122.391664|Office, 2nd floor',
		['geo:37.787890,-122.391664|Office, 2nd floor'],
	],
	['a JSON array', '["geo:37.7,-122.3|Office", "geo:1,2|Home"]', ['geo:37.7,-122.3|Office', 'geo:1,2|Home']],
])('Persistent Action keeps its commas: %s', async (_what, given, expected) => {
	const { sent } = await requestsFor('message/send', { additionalFields: { persistentAction: [given] } });
	expect(valuesOf(sent[0]!, 'PersistentAction')).toEqual(expected);
});

test.each([
	['a JSON array', '["initiated","ringing"]'],
	['a text with commas', 'initiated, ringing'],
	['a text with spaces', 'initiated ringing'],
	['labels', 'Initiated,Ringing'],
	['a list of labels', ['Initiated', 'RINGING']],
])('a field with several options takes %s', async (_what, given) => {
	const { sent } = await requestsFor(
		'call/make',
		{ additionalFields: { statusCallbackEvent: '={{ $json.events }}' } },
		[{ events: given }],
	);
	expect(valuesOf(sent[0]!, 'StatusCallbackEvent')).toEqual(['initiated', 'ringing']);
});

test('a label with spaces in a text with commas is one option', async () => {
	const { fields } = await requestsFor('phoneNumber/lookup', {
		additionalFields: { fields: '={{ "Line Type Intelligence, caller name, sim_swap" }}' },
	});
	expect(fields[0]!.Fields).toBe('line_type_intelligence,caller_name,sim_swap');
});

test('SIDs come as a list, a JSON array, or a text with commas, spaces and lines', async () => {
	const sids = [`GT${'a'.repeat(32)}`, `GT${'B'.repeat(32)}`];
	for (const given of [sids, JSON.stringify(sids), sids.join(','), ` ${sids.join(' ,\n')}\n`]) {
		const parameters = { transcriptSids: '={{ $json.sids }}', options: { maxConcurrency: 2 } };
		const { world } = await requestsFor('transcript/get', parameters, [{ sids: given }]);
		const { requests } = await world.account.ledger();
		expect(requests.map(({ path }) => path.split('/').at(-1)).sort()).toEqual([...sids].sort());
	}
});
