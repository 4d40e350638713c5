import type { IDataObject } from 'n8n-workflow';
import { envelopes } from '../../../support/engine';
import { problemsOf } from '../../../support/schemas';
import { everyList, parametersOf, type Selection } from '../../../support/selections';
import { newWorld, type World } from '../../../support/world';
import type { SeedKind } from '../../../twilio/client';

const KINDS: Record<string, SeedKind> = {
	'call/getAll': 'call',
	'message/getAll': 'message',
	'messageMedia/getAll': 'media',
	'phoneNumber/getAll': 'number',
	'recording/getAll': 'recording',
	'transcript/getAll': 'transcript',
};

/** Creates a world with `count` records of the list's kind in total. */
async function worldWith(name: string, count: number): Promise<World> {
	const world = await newWorld();
	const kind = KINDS[name]!;
	const there = kind === 'transcript' ? 2 : 1;
	const options = kind === 'media' ? { messageSid: world.sids.message } : kind === 'transcript' ? { sentences: 2 } : {};
	await world.account.seed(kind, { ...options, count: count - there });
	return world;
}

const listOf = async (world: World, selection: Selection, more: IDataObject = {}) => {
	await world.account.reset();
	const [envelope] = await envelopes({
		parameters: { ...parametersOf(selection, world), ...(more as object) },
		credential: world.credential,
	});
	const { requests } = await world.account.ledger();
	const records = envelope![selection.list!] as Array<{ sid: string }>;
	return { envelope, records, pages: requests.map(({ query }) => Object.fromEntries(query)) };
};

describe.each(everyList)('%s', (name, selection) => {
	test.each([
		[1, 1, ['1']],
		[50, 50, ['50']],
		[120, 120, ['120']],
		[1000, 130, ['1000']],
		[5000, 130, ['1000']],
	])('with the limit %d gives %d of 130 with pages of %p', async (limit, count, sizes) => {
		const world = await worldWith(name, 130);
		const { records, pages, envelope } = await listOf(world, selection, { limit });
		expect(records).toHaveLength(count);
		expect(pages.map(({ PageSize }) => PageSize)).toEqual(sizes);
		expect(problemsOf(selection, envelope)).toEqual([]);
	});

	test('gives 50 if nothing is said', async () => {
		const world = await worldWith(name, 60);
		expect((await listOf(world, selection)).records).toHaveLength(50);
	});

	test('gives all, each once and in order, from as few pages as can be', async () => {
		const world = await worldWith(name, 2345);
		const { records, pages } = await listOf(world, selection, { returnAll: true });
		const sids = records.map(({ sid }) => sid);
		expect(new Set(sids).size).toBe(2345);
		expect(pages.map(({ PageSize }) => PageSize)).toEqual(['1000', '1000', '1000']);
		expect((await listOf(world, selection, { limit: 3 })).records.map(({ sid }) => sid)).toEqual(sids.slice(0, 3));
	});

	test('stops at the limit without another page', async () => {
		const world = await worldWith(name, 2345);
		const { records, pages } = await listOf(world, selection, { limit: 2000 });
		expect(records).toHaveLength(2000);
		expect(pages).toHaveLength(2);
	});

	test('cuts the last page at the limit', async () => {
		const world = await worldWith(name, 2345);
		const { records, pages } = await listOf(world, selection, { limit: 1001 });
		expect(records).toHaveLength(1001);
		expect(pages).toHaveLength(2);
	});

	test('gives an empty list if there is nothing', async () => {
		const world = await newWorld();
		await world.account.faults({ action: { kind: 'page', empty: true } });
		const { envelope, records } = await listOf(world, selection);
		expect(records).toEqual([]);
		expect(envelope).toMatchObject({ success: true, error: null });
	});

	test.each([
		['that names itself', { kind: 'page', self: true } as const],
		['on a foreign host', { kind: 'page', next: 'https://evil.example/2010-04-01/x.json' } as const],
		['without its list', { kind: 'page', dropKey: true } as const],
	])('fails with an envelope for a page %s', async (_what, action) => {
		const world = await worldWith(name, 60);
		await world.account.faults({ action });
		const { envelope } = await listOf(world, selection, { returnAll: true, options: { maxRetries: 0 } });
		expect(problemsOf(selection, envelope)).toEqual([]);
		expect(envelope).toMatchObject({ success: false, error: expect.any(String) });
	});
});

test('fails after a hundred pages in a row without records', async () => {
	const world = await worldWith('message/getAll', 102_000);
	await world.account.faults({ action: { kind: 'page', empty: true } });
	const { envelope, pages } = await listOf(world, new Map(everyList).get('message/getAll')!, { returnAll: true });
	expect(envelope).toMatchObject({
		success: false,
		messages: [],
		error: expect.stringContaining('empty pages in a row'),
	});
	expect(pages).toHaveLength(101);
});
