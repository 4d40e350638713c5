import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import type { INode, INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { loader, NODE_TYPE, runNode } from '../../support/engine';
import { newWorld } from '../../support/world';

interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, { description?: string }>; safeParse: (value: unknown) => { success: boolean } };
	invoke: (args: object) => Promise<unknown>;
}

let type: INodeType;

beforeAll(async () => {
	await loader.loadAll();
	type = loader.getNode('twilio').type as INodeType;
});

/** Returns the tool that n8n gives an AI agent for this node. */
function toolOf(
	parameters: INodeParameters,
	handleToolInvocation: (args: unknown) => Promise<unknown> = () => Promise.resolve(''),
): Tool {
	const node: INode = {
		id: '1',
		name: 'Text the customer',
		type: `${NODE_TYPE}Tool`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	return createNodeAsTool({ node, nodeType: type, handleToolInvocation }).response;
}

const operations = () =>
	type.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) => {
			const [resource] = displayOptions!.show!.resource as string[];
			return (options as Array<{ value: string; action: string }>).map(({ value, action }) => ({
				resource: resource!,
				operation: value,
				action,
			}));
		});

/** Returns the key that n8n's editor derives from a label when a field is left to the model. */
const keyOf = (label: string) => label.replace(/[^a-zA-Z0-9_-]+/g, '_').replace(/^_+|(?<!_)_+$/g, '');

const fieldsOf = ({ resource, operation }: { resource: string; operation: string }): INodeProperties[] =>
	type.description.properties
		.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation),
		)
		.flatMap((field) => (field.type === 'collection' ? (field.options as INodeProperties[]) : [field]));

test('every operation gives the model a description of its own', () => {
	const descriptions = operations().map(
		(selection) => toolOf({ resource: selection.resource, operation: selection.operation }).description,
	);
	expect(new Set(descriptions).size).toBe(operations().length);
	for (const [index, { action }] of operations().entries())
		expect(descriptions[index]!.toLowerCase()).toContain(action.toLowerCase());
});

test('the tool has the name of the node, as a model may write it', () => {
	expect(toolOf({ resource: 'message', operation: 'send' }).name).toBe('Text_the_customer');
});

test('no two fields that show together become the same argument', () => {
	for (const selection of operations()) {
		// Questions by message and by call have separate fields.
		const shown = fieldsOf(selection).filter(({ displayOptions }) => !displayOptions?.show?.channel?.includes('call'));
		const keys = shown.map(({ displayName }) => keyOf(displayName));
		expect([selection.action, keys]).toEqual([selection.action, [...new Set(keys)]]);
		for (const key of keys) expect(key).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
	}
});

test('every field can be left to the model', () => {
	for (const selection of operations()) {
		const chosen = fieldsOf(selection).map(({ displayName, name, type: kind }): [string, string] => [
			name,
			`={{ $fromAI('${keyOf(displayName)}', \`\`, '${kind === 'boolean' || kind === 'number' ? kind : 'string'}') }}`,
		]);
		const { schema } = toolOf({
			resource: selection.resource,
			operation: selection.operation,
			...Object.fromEntries(chosen),
		});
		expect(Object.keys(schema.shape).length).toBeGreaterThan(0);
	}
});

const ASKED = {
	resource: 'message',
	operation: 'send',
	from: '+15005550006',
	to: "={{ $fromAI('To', `Phone number in international format`, 'string') }}",
	body: "={{ $fromAI('Body', `What to say`, 'string') }}",
};

test('the model sees the arguments with their descriptions, and must give them', () => {
	const { schema } = toolOf(ASKED);
	expect(Object.entries(schema.shape).map(([key, { description }]) => [key, description])).toEqual([
		['To', 'Phone number in international format'],
		['Body', 'What to say'],
	]);
	expect(schema.safeParse({ To: '+15005550101', Body: 'Hello' }).success).toBe(true);
	expect(schema.safeParse({ To: '+15005550101' }).success).toBe(false);
});

test('what the model gives reaches Twilio, and it reads the outcome', async () => {
	const { account, credential } = await newWorld();
	const tool = toolOf(ASKED, async (args) => {
		const { outputs } = await runNode({ parameters: ASKED, items: [{ json: args as never }], credential });
		return JSON.stringify(outputs[0]!.map(({ json }) => json));
	});
	const answer = JSON.parse((await tool.invoke({ To: '+1 (500) 555-0101', Body: 'Hello' })) as string) as unknown[];
	expect(answer).toMatchObject([{ success: true, message: { to: '+15005550101', body: 'Hello' } }]);
	expect((await account.counters()).effects).toEqual({ 'message.created': 1 });
});

test('a mistake of the model comes back as text that says what to do', async () => {
	const { account, credential } = await newWorld();
	const { outputs } = await runNode({ parameters: ASKED, items: [{ json: { To: '', Body: 'Hello' } }], credential });
	expect(outputs[0]!.map(({ json }) => json)).toMatchObject([
		{ success: false, error: 'To is required (e.g. +14155550123)' },
	]);
	expect((await account.counters()).requests).toBe(0);
});
