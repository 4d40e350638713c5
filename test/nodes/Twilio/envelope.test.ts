import { envelopes, runNode } from '../../support/engine';
import { keysOf, problemsOf, schemaOf } from '../../support/schemas';
import { everyList, everySelection, parametersOf, selections, type Selection } from '../../support/selections';
import { newWorld, type World } from '../../support/world';
import type { Fault, Outcome } from '../../twilio/client';

const broken: Fault = {
	action: {
		kind: 'status',
		status: 400,
		body: {
			code: 21211,
			message: 'Invalid number',
			more_info: 'https://www.twilio.com/docs/errors/21211',
			status: 400,
		},
	},
};

/** Returns the names of the fields at all depths. */
const fieldsOf = (value: unknown): string[] =>
	[...JSON.stringify(value).matchAll(/"(\w+)":/g)].map(([, field]) => field!);

async function prepared({ before }: Selection): Promise<World> {
	const world = await newWorld();
	await before?.(world);
	return world;
}

/** Actions besides lists whose envelope combines several responses, however many there are. */
const SEVERAL_RESPONSES = ['message/sendAndWait', 'transcript/get'];

describe.each(everySelection)('%s', (name, selection) => {
	test('gives a success with every field that its schema names, and no other', async () => {
		const world = await prepared(selection);
		const { outputs } = await runNode({ parameters: parametersOf(selection, world), credential: world.credential });
		expect(outputs).toHaveLength(1);
		expect(outputs[0]).toHaveLength(1);
		const [{ json, pairedItem }] = outputs[0] as [(typeof outputs)[0][0]];
		expect(json).toMatchObject({ success: true, error: null });
		expect(problemsOf(selection, json)).toEqual([]);
		for (const key of keysOf(selection)) {
			if (!selection.nulls?.includes(key)) expect(json[key]).not.toEqual(selection.list === key ? [] : null);
		}
		expect(pairedItem).toEqual({ item: 0 });
	});

	test('gives a failure that is valid by its schema and tells what Twilio said', async () => {
		const world = await prepared(selection);
		await world.account.faults(broken);
		const [json] = await envelopes({ parameters: parametersOf(selection, world), credential: world.credential });
		expect(problemsOf(selection, json)).toEqual([]);
		expect(json).toMatchObject({ success: false, error: expect.stringContaining('21211') });
		expect(json?.error).toContain('Invalid number');
		for (const key of keysOf(selection))
			expect(json?.[key]).toEqual(selection.list === key || key === 'transcripts' ? [] : null);
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)('throws nothing with On Error %s', async (onError) => {
		const world = await prepared(selection);
		await world.account.faults(broken);
		const { outputs, run } = await runNode({
			parameters: parametersOf(selection, world),
			credential: world.credential,
			node: { onError },
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(outputs).toHaveLength(1);
		expect(outputs[0]).toHaveLength(1);
		expect(problemsOf(selection, outputs[0]![0]!.json)).toEqual([]);
		expect(outputs[0]![0]!.json.success).toBe(false);
	});

	test('leaves through the error output with the fields of its input item, and its details', async () => {
		const world = await prepared(selection);
		await world.account.faults(broken);
		const { outputs } = await runNode({
			parameters: parametersOf(selection, world),
			credential: world.credential,
			items: [{ json: { order: 4711 } }],
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]!.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual([
			{
				json: {
					order: 4711,
					error: expect.stringContaining('21211'),
					details: {
						success: false,
						status: 400,
						code: 21211,
						message: 'Invalid number',
						moreInfo: 'https://www.twilio.com/docs/errors/21211',
					},
				},
				pairedItem: expect.objectContaining({ item: 0 }),
			},
		]);
	});

	test("adds Twilio's own response if requested", async () => {
		const world = await prepared(selection);
		const parameters = parametersOf(selection, world, { options: { includeRaw: true } });
		const [json] = await envelopes({ parameters, credential: world.credential });
		const { raw, ...envelope } = json!;
		expect(problemsOf(selection, envelope)).toEqual([]);
		expect(Array.isArray(raw)).toBe(selection.list !== undefined || SEVERAL_RESPONSES.includes(name));
		if (selection.method === 'DELETE') return expect(raw).toEqual({});
		// Twilio has more fields than the schemas, and some have other names.
		const ours = JSON.stringify(schemaOf(selection));
		expect(fieldsOf(raw).filter((field) => !ours.includes(`"${field}"`))).not.toEqual([]);
	});
});

test("adds Twilio's error to a failure if the raw response is requested", async () => {
	const world = await newWorld();
	await world.account.faults(broken);
	const [first] = selections;
	const [json] = await envelopes({
		parameters: parametersOf(first!, world, { options: { includeRaw: true } }),
		credential: world.credential,
	});
	expect(json).toMatchObject({ success: false, raw: { code: 21211, message: 'Invalid number' } });
});

test('gives an empty array as the raw response of an empty list', async () => {
	const { credential } = await newWorld();
	const parameters = {
		resource: 'message',
		operation: 'getAll',
		filters: { to: '+15005550999' },
		options: { includeRaw: true },
	};
	const json = await envelopes({ parameters, credential });
	expect(json).toEqual([{ success: true, error: null, messages: [], raw: [] }]);
});

test.each([
	['message', 'send', 'undelivered', 30003],
	['call', 'make', 'no-answer', null],
] as const)(
	'keeps the record of a %s on the error output if %s had its effect, but ended as %s',
	async (resource, operation, status, code) => {
		const { account, credential } = await newWorld();
		const steps: Outcome['steps'] = [
			['queued', 0],
			[status, 100],
		];
		await account.configure({ outcome: { message: { steps, error_code: 30003 }, call: { steps } } });
		const { outputs } = await runNode({
			parameters: {
				resource,
				operation,
				from: '+15005550006',
				to: '+15005550101',
				body: 'Hello',
				text: 'Hello',
				options: { waitForOutcome: true },
			},
			credential,
			items: [{ json: { order: 4711 } }],
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0]).toEqual([]);
		const json = outputs[1]!.map((item) => item.json);
		expect(json).toEqual([
			{
				order: 4711,
				error: expect.any(String),
				details: expect.objectContaining({ success: false, status: null, code }),
				message: expect.objectContaining({ status, to: '+15005550101' }),
			},
		]);
		const { sid } = json[0]!.message as { sid: string };
		const get = { resource, operation: 'get', [`${resource}Sid`]: sid };
		const [found] = await envelopes({ parameters: get, credential });
		expect(json[0]!.message).toEqual(found![resource]);
	},
);

test.each(everyList)('%s gives one item for each record if requested', async (_name, selection) => {
	const world = await newWorld();
	const whole = { parameters: parametersOf(selection, world), credential: world.credential };
	const [envelope] = await envelopes(whole);
	const records = envelope![selection.list!] as unknown[];
	const items = [{ json: { n: 1 } }, { json: { n: 2 } }];
	const split = { ...whole, items, parameters: { ...whole.parameters, options: { splitItems: true } } };
	const { outputs } = await runNode(split);
	expect(outputs[0]!.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
		[0, 1].flatMap((item) => records.map((json) => ({ json, pairedItem: { item } }))),
	);
	const withRaw = await envelopes({
		...split,
		items: [{ json: {} }],
		parameters: { ...whole.parameters, options: { splitItems: true, includeRaw: true } },
	});
	expect(withRaw).toEqual(
		records.map((record) => ({
			...(record as object),
			raw: expect.objectContaining({ sid: (record as { sid: string }).sid }),
		})),
	);
});

test.each(everyList)('%s gives one failed envelope also if the records are to be split', async (_name, selection) => {
	const world = await newWorld();
	await world.account.faults(broken);
	const parameters = parametersOf(selection, world, { options: { splitItems: true } });
	const json = await envelopes({ parameters, credential: world.credential });
	expect(json.map((one) => problemsOf(selection, one))).toEqual([[]]);
});
