import { envelopes, runNode, type NodeRun } from '../../../support/engine';
import { sendMessage as send } from '../../../support/requests';
import { everySelection, parametersOf } from '../../../support/selections';
import { newWorld, type World } from '../../../support/world';

const thrownBy = async (run: NodeRun) =>
	await runNode(run).then(
		() => undefined,
		(error: unknown) => error as Error & { context?: { itemIndex?: number } },
	);

const requestsAt = async ({ account }: World) => (await account.ledger()).requests;

test('gives the envelopes in the order of the items, however long each takes', async () => {
	const { account, credential } = await newWorld();
	const first = '+15005550101';
	await account.faults({ match: { to: first }, action: { kind: 'delay', ms: 300 } });
	const items = [first, '+15005550102', 'nobody', '+15005550104'].map((to) => ({ json: { to } }));
	const { outputs } = await runNode({ parameters: send({ to: '={{ $json.to }}' }), items, credential });
	expect(
		outputs[0]!.map(({ json, pairedItem }) => [json.success, (json.message as { to: string } | null)?.to, pairedItem]),
	).toEqual([
		[true, first, { item: 0 }],
		[true, '+15005550102', { item: 1 }],
		[false, undefined, { item: 2 }],
		[true, '+15005550104', { item: 3 }],
	]);
	const { effects } = await account.ledger();
	expect(effects.map(({ to }) => to).sort()).toEqual([first, '+15005550102', '+15005550104']);
});

test('leads only the failed items through the error output', async () => {
	const { credential } = await newWorld();
	const items = ['+15005550101', 'nobody', '+15005550103'].map((to) => ({ json: { to } }));
	const node = { onError: 'continueErrorOutput' as const };
	const { outputs } = await runNode({ parameters: send({ to: '={{ $json.to }}' }), items, credential, node });
	expect(outputs[0]!.map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual([
		[true, { item: 0 }],
		[true, { item: 2 }],
	]);
	expect(outputs[1]!.map(({ json }) => json)).toEqual([
		{
			to: 'nobody',
			error: expect.stringContaining('21211'),
			details: expect.objectContaining({ success: false, status: 400, code: 21211 }),
		},
	]);
});

test('gives null in the details of a failure that Twilio never saw', async () => {
	const { account, credential } = await newWorld();
	const { outputs } = await runNode({
		parameters: send({ to: '={{ $json.nothing }}' }),
		credential,
		node: { onError: 'continueErrorOutput' },
	});
	const error = 'To is required (e.g. +14155550123)';
	expect(outputs[1]!.map(({ json }) => json)).toEqual([
		{ error, details: { success: false, status: null, code: null, message: error, moreInfo: null } },
	]);
	expect((await account.ledger()).requests).toEqual([]);
});

test('does what it can: one bad item does not keep the others from being sent', async () => {
	const { account, credential } = await newWorld();
	const items = [{ json: { body: 'Good' } }, { json: { body: '' } }];
	const json = await envelopes({ parameters: send({ body: '={{ $json.body }}' }), items, credential });
	expect(json.map(({ success }) => success)).toEqual([true, false]);
	expect((await account.counters()).effects).toEqual({ 'message.created': 1 });
});

describe("mistakes of the workflow's author", () => {
	// n8n itself evaluates a field of a missing object, such as `$json.a.b`, to undefined.
	test('an expression that does not evaluate is thrown with its item, before anything is sent', async () => {
		const world = await newWorld();
		const items = [{ json: { body: 'Hello' } }, { json: {} }];
		const error = await thrownBy({
			parameters: send({ body: "={{ $json.body || $('Nowhere').first() }}" }),
			items,
			credential: world.credential,
		});
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 1 } });
		expect(await requestsAt(world)).toEqual([]);
	});

	test('an expression with a mistake in its syntax as well', async () => {
		const world = await newWorld();
		const error = await thrownBy({ parameters: send({ body: '={{ $json. }}' }), credential: world.credential });
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(await requestsAt(world)).toEqual([]);
	});

	test('an expression in a collection as well', async () => {
		const world = await newWorld();
		const additionalFields = { statusCallback: "={{ $('Nowhere').first().json.url }}" };
		const error = await thrownBy({ parameters: send({ additionalFields }), credential: world.credential });
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(await requestsAt(world)).toEqual([]);
	});

	test.each(everySelection)('%s without a credential is thrown', async (_name, selection) => {
		const world = await newWorld();
		const error = await thrownBy({ parameters: parametersOf(selection, world) });
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(/credential/i) });
		expect(await requestsAt(world)).toEqual([]);
	});

	test('a selection that does not exist is thrown', async () => {
		const world = await newWorld();
		const error = await thrownBy({
			parameters: { resource: 'message', operation: 'make' },
			credential: world.credential,
		});
		expect(error).toMatchObject({ name: 'NodeOperationError' });
		expect(error?.message).toContain('"make"');
		expect(await requestsAt(world)).toEqual([]);
	});
});

test('checks the parameters of all items before the first request goes out', async () => {
	const world = await newWorld();
	const items = [...Array<undefined>(20)].map((_, n) => ({
		json: { to: `+150055501${n + 10}`, ...(n < 19 && { body: 'Hello' }) },
	}));
	const error = await thrownBy({
		parameters: send({ to: '={{ $json.to }}', body: "={{ $json.body || $('Nowhere').first() }}" }),
		items,
		credential: world.credential,
	});
	expect(error).toMatchObject({ context: { itemIndex: 19 } });
	expect(await requestsAt(world)).toEqual([]);
});

test('gives nothing for no items', async () => {
	const { credential } = await newWorld();
	const { outputs } = await runNode({ parameters: send({}), items: [], credential });
	expect(outputs.flat()).toEqual([]);
});

test.each(['main', 'standard'] as const)('authenticates with an API key (%s)', async (kind) => {
	const { account } = await newWorld();
	const { sid, secret } = account.credentials.apiKeys[kind];
	const credential = {
		accountSid: account.sid,
		authType: 'apiKey',
		apiKeySid: sid,
		apiKeySecret: secret,
		authToken: '',
		region: 'us1',
	};
	const [json] = await envelopes({ parameters: send({}), credential });
	expect(json).toMatchObject({ success: true });
});
