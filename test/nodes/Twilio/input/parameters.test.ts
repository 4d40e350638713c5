import { NodeExecutionContext } from 'n8n-core/dist/execution-engine/node-execution-context/node-execution-context';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine';
import { sendMessage } from '../../../support/requests';
import { newWorld } from '../../../support/world';

afterEach(() => jest.restoreAllMocks());

const ITEMS = Array.from({ length: 5 }, (_, index) => ({ json: { text: `Text ${index}` } }));

/** Returns how often n8n evaluates each of these parameters while five messages are sent. */
async function evaluations(parameters: INodeParameters) {
	const { account, credential } = await newWorld();
	const reads = jest.spyOn(NodeExecutionContext.prototype, '_getNodeParameter' as never);
	const { outputs } = await runNode({ parameters: sendMessage(parameters), items: ITEMS, credential });
	expect(outputs[0]!.map(({ json }) => json.success)).toEqual(ITEMS.map(() => true));
	const calls: Array<[name: string, item: number, fallback: unknown, options?: { rawExpressions?: boolean }]> =
		reads.mock.calls;
	const evaluated = calls.filter(([, , , options]) => !options?.rawExpressions).map(([name]) => name);
	const counts = Object.keys(parameters).map((name) => [name, evaluated.filter((read) => read === name).length]);
	return { counts: Object.fromEntries(counts), sent: (await account.ledger()).effects.map(({ body }) => body) };
}

describe('A parameter is evaluated', () => {
	test('once for all items where it has no expression', async () => {
		const { counts } = await evaluations({
			body: 'Is 1 = 1?',
			from: { __rl: true, mode: 'id', value: '+15005550006' },
			mediaUrls: ['https://example.com/?a=b'],
			additionalFields: { statusCallback: 'https://example.com/?a=b', shortenUrls: false },
		});
		expect(counts).toEqual({ body: 1, from: 1, mediaUrls: 1, additionalFields: 1 });
	});

	test('for each item where it is an expression', async () => {
		const { counts, sent } = await evaluations({ body: '={{ $json.text }}' });
		expect(counts).toEqual({ body: 5 });
		expect(sent.sort()).toEqual(ITEMS.map(({ json }) => json.text));
	});

	test('for each item where a part of it is an expression', async () => {
		const { counts } = await evaluations({
			from: { __rl: true, mode: 'id', value: '={{ "+15005550006" }}' },
			mediaUrls: ['https://example.com/1', '=https://example.com/{{ $itemIndex }}'],
			additionalFields: { statusCallback: 'https://example.com', shortenUrls: '={{ false }}' },
		});
		expect(counts).toEqual({ from: 5, mediaUrls: 5, additionalFields: 5 });
	});
});

test('The error of an expression keeps what n8n says of it, and names the item', async () => {
	const { credential } = await newWorld();
	const run = runNode({
		parameters: sendMessage({ body: "={{ $json.text === 'Text 3' ? $('Nowhere').first() : 'Hello' }}" }),
		items: ITEMS,
		credential,
	});
	await expect(run).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining('Referenced node'),
		// The editor generates the description of these errors.
		description: undefined,
		context: { itemIndex: 3, parameter: 'body', nodeCause: 'Nowhere', descriptionKey: 'nodeNotFound' },
	});
});
