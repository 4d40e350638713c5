import { NodeHelpers, type INode, type INodeProperties, type INodePropertyOptions, type INodeType } from 'n8n-workflow';
import { perResource, perTask } from './demo/examples';
import { loader, NODE_TYPE } from './support/engine';

const examples = [...perResource(), ...perTask()];
const isTwilio = ({ type }: INode) => ['', 'Tool', 'HitlTool'].some((kind) => type === NODE_TYPE + kind);
const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';

let description: INodeType['description'];

beforeAll(async () => {
	await loader.loadAll();
	({ description } = loader.getNode('twilio').type as INodeType);
});

/** Returns the fields that the editor shows for the node, by name. */
function shown(node: INode): Map<string, INodeProperties> {
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	)!;
	return new Map(
		description.properties
			.filter((field) => NodeHelpers.displayParameter(values, field, node, description))
			.map((field) => [field.name, field]),
	);
}

/** Returns the names of entries and the option values that the field does not know. */
function unknown(field: INodeProperties | undefined, name: string, value: unknown): string[] {
	if (!field) return [name];
	const isExpression = typeof value === 'string' && value.startsWith('=');
	if (field.type === 'collection') {
		const entries = field.options as INodeProperties[];
		return Object.entries(value as object).flatMap(([key, entry]) =>
			unknown(
				entries.find((option) => option.name === key),
				`${name}.${key}`,
				entry,
			),
		);
	}
	if (field.type === 'options' && !isExpression) {
		const values = (field.options as INodePropertyOptions[]).map((option) => option.value);
		return values.includes(value as string) ? [] : [`${name} = ${String(value)}`];
	}
	if (field.type === 'resourceLocator') {
		const { __rl, mode } = value as { __rl?: boolean; mode?: string };
		return __rl === true && field.modes!.some((one) => one.name === mode) ? [] : [`${name} is no locator of its modes`];
	}
	return [];
}

test('there are workflows for each resource and for at least ten tasks', () => {
	expect(perResource()).toHaveLength(8);
	expect(perTask().length).toBeGreaterThanOrEqual(10);
});

describe.each(examples.map(({ file, workflow }) => ({ file, workflow, twilio: workflow.nodes.filter(isTwilio) })))(
	'$file',
	({ workflow, twilio }) => {
		const { nodes, connections } = workflow;
		const names = nodes.map(({ name }) => name);

		test('has nodes as the editor exports them, with ids and names of their own', () => {
			expect(new Set(names).size).toBe(names.length);
			expect(new Set(nodes.map(({ id }) => id)).size).toBe(names.length);
			for (const node of nodes) {
				expect(node).toMatchObject({
					id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
					typeVersion: expect.any(Number),
					position: [expect.any(Number), expect.any(Number)],
				});
			}
			expect(workflow).toMatchObject({ name: expect.any(String), pinData: {}, settings: { executionOrder: 'v1' } });
		});

		test('connects nodes that are there, and leaves none alone', () => {
			const targets = Object.values(connections).flatMap((types) =>
				Object.values(types)
					.flat(2)
					.map((to) => to!.node),
			);
			const connected = new Set([...Object.keys(connections), ...targets]);
			expect([...connected].filter((name) => !names.includes(name))).toEqual([]);
			expect(nodes.filter((node) => !isNote(node) && !connected.has(node.name))).toEqual([]);
		});

		test('names nodes in expressions that are there', () => {
			const named = [...JSON.stringify(nodes).matchAll(/\$\((?:\\"|')(.+?)(?:\\"|')\)/g)].map(([, name]) => name!);
			expect(named.filter((name) => !names.includes(name))).toEqual([]);
		});

		test('gives Twilio nodes parameters that the node shows, and what it requires', () => {
			expect(twilio).not.toHaveLength(0);
			for (const node of twilio) {
				const fields = shown(node);
				expect(
					Object.entries(node.parameters).flatMap(([name, value]) => unknown(fields.get(name), name, value)),
				).toEqual([]);
				const demanded = [...fields.values()].filter(({ required }) => required).map(({ name }) => name);
				expect(demanded.filter((name) => !(name in node.parameters))).toEqual([]);
				expect(node.credentials).toEqual({ twilioAccountApi: { id: '1', name: 'Twilio account' } });
			}
		});

		test('says on a note what it does and what to change', () => {
			const notes = nodes.filter(isNote).map(({ parameters }) => String(parameters.content));
			expect(notes).toHaveLength(1);
			expect(notes[0]).toMatch(/\*\*Change:\*\*|Nothing to change/);
			const quoted = [...notes[0]!.matchAll(/\bin \*([^*]+)\*/g)].map(([, name]) => name!);
			expect(quoted.filter((name) => !names.includes(name))).toEqual([]);
		});

		test('holds no SID or secret of anybody, and only numbers that are made up', () => {
			const text = JSON.stringify(workflow);
			const sids = text.match(/\b[A-Z]{2}[0-9a-f]{32}\b|\b[0-9a-f]{32}\b/g) ?? [];
			expect(sids.filter((sid) => !/^([A-Z]{2})?(0123456789abcdef){2}$/.test(sid))).toEqual([]);
			expect(text).not.toMatch(/authToken|apiKey|password|Bearer/i);
			const numbers = text.match(/\+\d{7,15}/g) ?? [];
			expect(numbers.filter((number) => !/^\+1415555(01\d\d)$/.test(number))).toEqual([]);
		});
	},
);
