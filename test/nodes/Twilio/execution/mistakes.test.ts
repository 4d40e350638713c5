import { runNode } from '../../../support/engine';
import { sendMessage } from '../../../support/requests';
import { problemsOf } from '../../../support/schemas';
import { messages, sendingParameters } from '../../../support/sending';
import { newWorld } from '../../../support/world';

/*
 * Mistakes of the workflow's author that do not stop the workflow: n8n itself would pass all input items through the
 * success output. Mistakes that stop it are tested in run.test.ts.
 */

const send = { resource: 'message', operation: 'send' };
const details = { success: false, status: null, code: null, message: expect.any(String), moreInfo: null };

describe.each([
	['', {}],
	[', where Max Concurrency is an expression', { maxConcurrency: '={{ 2 }}' }],
])('An expression that does not evaluate is the failure of its item, and the others are sent%s', (_where, options) => {
	const [first, second, third] = messages(3).map((json) => ({ json }));
	const items = [first!, { json: { to: second!.json.to } }, third!];
	const parameters = { ...sendingParameters(options), body: "={{ $json.body || $('Nowhere').first() }}" };

	test('with On Error: Continue', async () => {
		const { account, credential } = await newWorld();
		const { outputs } = await runNode({ parameters, items, credential, node: { onError: 'continueRegularOutput' } });
		expect(outputs).toHaveLength(1);
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual([
			[true, { item: 0 }],
			[false, { item: 1 }],
			[true, { item: 2 }],
		]);
		expect(outputs[0]![1]!.json.error).toContain('Referenced node');
		expect(outputs[0]!.map(({ json }) => problemsOf(send, json))).toEqual([[], [], []]);
		expect((await account.ledger()).effects.map(({ body }) => body).sort()).toEqual(['Message 0', 'Message 2']);
	});

	test('with On Error: Continue (using error output)', async () => {
		const { account, credential } = await newWorld();
		const { outputs } = await runNode({ parameters, items, credential, node: { onError: 'continueErrorOutput' } });
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.success, pairedItem])).toEqual([
			[true, { item: 0 }],
			[true, { item: 2 }],
		]);
		expect(outputs[1]!.map(({ json }) => json)).toEqual([
			{ to: second!.json.to, error: expect.stringContaining('Referenced node'), details },
		]);
		expect((await account.ledger()).effects.map(({ body }) => body).sort()).toEqual(['Message 0', 'Message 2']);
	});
});

describe('A credential that is not chosen is the failure of every item', () => {
	const items = messages(3).map((json) => ({ json }));
	const parameters = sendingParameters();

	test('with On Error: Continue', async () => {
		const { outputs } = await runNode({ parameters, items, node: { onError: 'continueRegularOutput' } });
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.success, json.error, pairedItem])).toEqual(
			[0, 1, 2].map((item) => [false, expect.stringMatching(/credential/i), { item }]),
		);
		expect(outputs[0]!.map(({ json }) => problemsOf(send, json))).toEqual([[], [], []]);
	});

	test('with On Error: Continue (using error output)', async () => {
		const { outputs } = await runNode({ parameters, items, node: { onError: 'continueErrorOutput' } });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]!.map(({ json }) => json)).toEqual(
			items.map(({ json }) => ({ ...json, error: expect.stringMatching(/credential/i), details })),
		);
	});
});

describe.each([{ resource: 'sms' }, { operation: 'create' }])('A selection that does not exist, %j,', (wrong) => {
	const items = messages(3).map((json) => ({ json }));
	const parameters = { ...sendingParameters(), ...wrong };
	const error = expect.stringMatching(/^There is no operation ".*" for the resource ".*"/);

	test('is the failure of every item with On Error: Continue', async () => {
		const { account, credential } = await newWorld();
		const node = { onError: 'continueRegularOutput' as const };
		const { outputs } = await runNode({ parameters, items, credential, node });
		expect(outputs[0]).toEqual([0, 1, 2].map((item) => ({ json: { success: false, error }, pairedItem: { item } })));
		expect((await account.counters()).requests).toBe(0);
	});

	test('leads every item through the error output with On Error: Continue (using error output)', async () => {
		const { account, credential } = await newWorld();
		const { outputs } = await runNode({ parameters, items, credential, node: { onError: 'continueErrorOutput' } });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]!.map(({ json }) => json)).toEqual(items.map(({ json }) => ({ ...json, error, details })));
		expect((await account.counters()).requests).toBe(0);
	});
});

describe('The parameters of the last item are read', () => {
	/** Returns when the item of each message was read, as told by the message. */
	async function timesOf(onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput') {
		const { account, credential } = await newWorld();
		await account.configure({ latency: 50 });
		await runNode({
			parameters: sendMessage({
				to: '={{ $json.to }}',
				body: '={{ $now.toMillis() }}',
				options: { maxConcurrency: 2 },
			}),
			items: messages(12).map((json) => ({ json })),
			credential,
			node: { onError },
		});
		const { requests, effects } = await account.ledger();
		expect(effects).toHaveLength(12);
		return {
			firstRequest: Math.min(...requests.map(({ time }) => time)),
			lastRead: Math.max(...effects.map(({ body }) => Number(body))),
		};
	}

	test('before the first request goes out, with On Error: Stop Workflow', async () => {
		const { firstRequest, lastRead } = await timesOf('stopWorkflow');
		expect(lastRead).toBeLessThanOrEqual(firstRequest);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'while others are sent, with %s',
		async (mode) => {
			const { firstRequest, lastRead } = await timesOf(mode);
			expect(firstRequest).toBeLessThan(lastRead);
		},
	);
});
