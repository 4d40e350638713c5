import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type * as Shapes from '../../../nodes/Twilio/output/shapes';
import { built } from '../../support/built';
import { envelopes } from '../../support/engine';
import { sendMessage } from '../../support/requests';
import { keysOf, problemsOf } from '../../support/schemas';
import { actions, everySelection, parametersOf, perAction } from '../../support/selections';
import { useTool } from '../../support/tools';
import { newWorld, type World } from '../../support/world';

const { ESSENTIALS } = built<typeof Shapes>('output/shapes');

const MESSAGE = ['sid', 'date_sent', 'direction', 'from_number', 'to', 'body', 'status', 'error_code'];
/** A message that is not sent yet has no send date. */
const QUEUED = ['sid', 'date_created', ...MESSAGE.slice(2)];
const CALL = ['sid', 'start_time', 'direction', 'from_number', 'to', 'status', 'duration'];
const TRANSCRIPT = ['sid', 'date_created', 'duration', 'status', 'transcript_text'];
const VERIFICATION = ['sid', 'to', 'channel', 'status', 'valid'];

/** Fields of the records that an agent gets, by the envelope's key. */
const SIMPLE: Record<string, Record<string, string[]>> = {
	'call/delete': {},
	'call/get': { call: CALL },
	'call/getAll': { calls: CALL },
	'call/hangUp': { call: CALL },
	'call/make': { call: ['sid', 'date_created', ...CALL.slice(2)] },
	'message/cancel': { message: QUEUED },
	'message/delete': {},
	'message/get': { message: MESSAGE },
	'message/getAll': { messages: MESSAGE },
	'message/redact': { message: MESSAGE },
	'message/send': { message: QUEUED },
	'message/sendAndWait': { message: MESSAGE, reply: MESSAGE },
	'messageMedia/getAll': { media: ['sid', 'content_type', 'date_created'] },
	'phoneNumber/getAll': { phone_numbers: ['sid', 'phone_number', 'friendly_name'] },
	'phoneNumber/lookup': {
		lookup: ['phone_number', 'country_code', 'valid', 'validation_errors', 'line_type', 'carrier_name'],
	},
	'recording/delete': {},
	'recording/download': {},
	'recording/getAll': { recordings: ['sid', 'call_sid', 'start_time', 'duration', 'status', 'error_code'] },
	'transcript/get': { transcripts: TRANSCRIPT },
	'transcript/getAll': { transcripts: TRANSCRIPT },
	'verification/check': { verification: VERIFICATION },
	'verification/send': { verification: VERIFICATION },
	'verificationService/create': { service: ['sid', 'friendly_name', 'code_length'] },
};

const expectedOf = new Map(perAction(SIMPLE, 'The table of this test'));

/** Returns the items of one tool call, and the size of what the model gets. */
async function ask({ credential }: World, parameters: INodeParameters) {
	const [items] = (await useTool({ parameters, credential }, [{}])) as [IDataObject[]];
	return { items, size: JSON.stringify(items).length };
}

const LIST = { resource: 'message', operation: 'getAll' };
const TEXT = 'Your order has left our warehouse. It comes on Monday between 9 and 12. Reply STOP to opt out.';

describe('Simplify', () => {
	test.each(everySelection)(
		'%s gives an agent what people read, and a workflow everything',
		async (name, selection) => {
			for (const [isTool, options] of [
				[true, {}],
				[false, { simplify: true }],
				[true, { simplify: false }],
				[false, {}],
			] as Array<[boolean, INodeParameters]>) {
				const world = await newWorld();
				await selection.before?.(world);
				const parameters = parametersOf(selection, world, {});
				const asked = { ...parameters, options: { ...(parameters.options as INodeParameters), ...options } };
				const [json] = isTool
					? (await ask(world, asked)).items
					: await envelopes({ parameters: asked, credential: world.credential });
				expect(json).toMatchObject({ success: true, error: null });
				const isSimple = options.simplify ?? isTool;
				if (!isSimple) expect([isTool, options, problemsOf(selection, json)]).toEqual([isTool, options, []]);
				const expected = expectedOf.get(name)!;
				for (const [key, fields] of Object.entries(isSimple ? expected : {})) {
					const [record] = [json![key]].flat() as [IDataObject];
					expect([key, Object.keys(record)]).toEqual([key, fields]);
				}
				expect(Object.keys(json!).slice(2)).toEqual(keysOf(selection));
			}
		},
	);

	test.each(['={{ $json.nothing }}', '={{ null }}', '', '={{ " " }}'])(
		'left to %j is on in a tool only',
		async (simplify) => {
			const world = await newWorld();
			const parameters = { ...LIST, options: { simplify } };
			const namesIn = ([json]: IDataObject[]) => Object.keys((json!.messages as [object])[0]);
			expect(namesIn(await envelopes({ parameters, credential: world.credential }))).toContain('account_sid');
			expect(namesIn((await ask(world, parameters)).items)).toEqual(MESSAGE);
		},
	);

	test('every record of every action has its list', () => {
		const records = actions.flatMap(({ output }) =>
			Object.values(output).flatMap(({ record }) => (record ? [record] : [])),
		);
		expect(records.filter((record) => !ESSENTIALS.has(record))).toEqual([]);
		expect(new Set(records).size).toBe(ESSENTIALS.size);
	});

	test('holds for a message that was not delivered', async () => {
		const { account, credential } = await newWorld();
		await account.configure({ outcome: { message: { steps: [['undelivered', 0]], error_code: 30003 } } });
		const [json] = await envelopes({
			parameters: sendMessage({ options: { waitForOutcome: true, simplify: true } }),
			credential,
		});
		expect(json).toMatchObject({ success: false, message: { status: 'undelivered', error_code: 30003 } });
		expect(Object.keys(json!.message as object)).toEqual(expect.arrayContaining(['sid', 'status']));
		expect(json!.message).not.toHaveProperty('uri');
	});

	test("leaves Twilio's own response as it is", async () => {
		const world = await newWorld();
		const { items } = await ask(world, { ...LIST, options: { includeRaw: true } });
		const [{ raw, messages }] = items as [{ raw: IDataObject[]; messages: IDataObject[] }];
		expect(Object.keys(messages[0]!)).toEqual(MESSAGE);
		expect(raw[0]).toMatchObject({ sid: messages[0]!.sid, account_sid: world.account.sid });
	});
});

describe('Max Result Size', () => {
	const listOf = async (count: number, parameters: INodeParameters = {}) => {
		const world = await newWorld();
		await world.account.seed('message', { count, fields: { body: TEXT } });
		return await ask(world, { ...LIST, ...parameters });
	};

	test('50 messages take at most 18,000 characters', async () => {
		const { items, size } = await listOf(50);
		expect((items[0]!.messages as unknown[]).length).toBe(50);
		expect(items[0]).not.toHaveProperty('more');
		expect(size).toBeLessThanOrEqual(18_000);
	});

	test.each([
		[20_000, {}],
		[20_000, { simplify: false }],
		[20_000, { includeRaw: true }],
		[20_000, { splitItems: true }],
		[20_000, { splitItems: true, includeRaw: true }],
		[5000, { maxResultSize: 5000 }],
		[500, { maxResultSize: 500, splitItems: true }],
	] as Array<[number, INodeParameters]>)('1,000 messages take at most %d characters with %j', async (max, options) => {
		const { items, size } = await listOf(1000, { returnAll: true, options });
		expect(size).toBeLessThanOrEqual(max);
		const last = items.at(-1) as { more: IDataObject; messages?: unknown[] };
		const shown = options.splitItems ? items.length - 1 : last.messages!.length;
		expect(last.more).toEqual({ shown, found: 1001, hint: expect.stringContaining('use a filter or a lower limit') });
		if (max > 500) expect(size).toBeGreaterThan(max * 0.8);
	});

	test.each([{}, { includeRaw: true }])('a failure fits with %j, whatever Twilio says', async (options) => {
		const world = await newWorld();
		const message = 'm'.repeat(40_000);
		const body = { code: 21211, message, more_info: message };
		await world.account.faults({ action: { kind: 'status', status: 400, body } });
		const { items, size } = await ask(world, { ...LIST, options });
		expect(items).toMatchObject([{ success: false, error: expect.stringContaining('mmm… ') }]);
		expect(items[0]!.raw).toBe(options.includeRaw ? null : undefined);
		expect(size).toBeLessThan(1000);
		// Nothing is lost outside of a tool.
		const [json] = await envelopes({ parameters: { ...LIST, options }, credential: world.credential });
		expect(json!.raw).toEqual(options.includeRaw ? body : undefined);
	});

	test('limits no other node', async () => {
		const { account, credential } = await newWorld();
		await account.seed('message', { count: 100, fields: { body: TEXT } });
		const parameters = { ...LIST, returnAll: true, options: { maxResultSize: 500 } };
		const [json] = await envelopes({ parameters, credential });
		expect(json!.messages).toHaveLength(101);
	});

	test.each([{}, { simplify: false }, { includeRaw: true }])('a long transcript fits with %j', async (options) => {
		const world = await newWorld();
		const [sid] = await world.account.seed('transcript', { sentences: 2000 });
		const parameters = { resource: 'transcript', operation: 'get', transcriptSids: [sid!], options };
		const { items, size } = await ask(world, parameters);
		expect(size).toBeLessThanOrEqual(20_000);
		expect(size).toBeGreaterThan(16_000);
		expect(items).toMatchObject([
			{
				transcripts: [{ sid, status: 'completed', transcript_text: expect.stringMatching(/…$/) }],
				more: { shown: 1, found: 1, hint: expect.stringContaining('long texts') },
			},
		]);
	});
});

test.each([
	['a tool', true, [{ success: true, error: null, messages: [] }]],
	['a workflow', false, []],
])('an empty list that is to be split gives %s its items', async (_what, isTool, expected) => {
	const world = await newWorld();
	const parameters = { ...LIST, filters: { to: '+15005550999' }, options: { splitItems: true } };
	const given = isTool
		? (await ask(world, parameters)).items
		: await envelopes({ parameters, credential: world.credential });
	expect(given).toEqual(expected);
});
