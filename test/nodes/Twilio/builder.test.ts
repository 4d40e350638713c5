import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateNodeTypeFile } from '@n8n/workflow-sdk';
import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { loader } from '../../support/engine';
import { actions, nameOf } from '../../support/selections';

let description: INodeTypeDescription;

beforeAll(async () => {
	await loader.loadAll();
	description = loader.getNode('twilio').type.description as INodeTypeDescription;
});

/** Returns what n8n's AI workflow builder is told about the node, from n8n's own generator. */
const definition = () => generateNodeTypeFile(description as Parameters<typeof generateNodeTypeFile>[0]);

/** Returns the part at the top that applies to all operations. */
const top = () => definition().split('export type ', 1)[0]!;

/** Returns the type of one operation in the definition. */
function typeOf({ resource, operation }: { resource: string; operation: string }): string {
	const start = `  resource: '${resource}';\n  operation: '${operation}';\n`;
	return definition()
		.split(/^export type /m)
		.find((type) => type.includes(start))!;
}

const shownFor = ({ resource, operation }: { resource: string; operation: string }) =>
	description.properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation),
	);

const isCollection = ({ type }: INodeProperties) => type === 'collection';

test('the definition of the node has at most 36,000 characters', () => {
	expect(definition().length).toBeLessThanOrEqual(36_000);
});

test.each(actions.map((action) => [nameOf(action), action] as const))(
	'the type of %s names all its fields',
	(_name, action) => {
		const text = top() + typeOf(action);
		const fields = shownFor(action).flatMap((field) => [
			field.name,
			...(isCollection(field) ? (field.options as INodeProperties[]).map(({ name }) => name) : []),
		]);
		const missing = fields.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
		expect(missing).toEqual([]);
	},
);

test.each(['includeRaw', 'maxConcurrency', 'maxRetries', 'addressRetention', 'fallbackUrl'])(
	'%s is described once',
	(name) => {
		expect(definition().match(new RegExp(`\\b${name}\\b: `, 'g'))).toHaveLength(1);
	},
);

test('the editor disables no field', () => {
	const node = { typeVersion: 1 } as never;
	for (const action of actions) {
		const values = { resource: action.resource, operation: action.operation };
		for (const field of shownFor(action).filter(({ disabledOptions }) => disabledOptions))
			expect(NodeHelpers.displayParameter(values, field, node, description, values, 'disabledOptions')).toBe(false);
	}
});

describe("n8n's loader", () => {
	/** Loads the built node with this change to its description. */
	async function load(change: string) {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-hint-'));
		const node = JSON.stringify(join(__dirname, '../../../dist/nodes/Twilio/Twilio.node.js'));
		const source = `const { Twilio } = require(${node});
			exports.Twilio = class extends Twilio { constructor() { super(); delete this.description.icon; const { properties } = this.description; ${change} } };`;
		writeFileSync(join(folder, 'Twilio.node.js'), source);
		writeFileSync(join(folder, 'Twilio.node.json'), '{}');
		const manifest = { name: 'n8n-nodes-changed', version: '1.0.0', n8n: { nodes: ['Twilio.node.js'] } };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		const changed = new (loader.constructor as new (folder: string) => typeof loader)(folder);
		await changed.loadAll().finally(() => rmSync(folder, { recursive: true }));
	}

	const onOperation = "properties.find(({ name }) => name === 'operation')";
	const hint = "builderHint = { propertyHint: 'Use send' }";

	test('takes a hint on an operation', async () => {
		await expect(load(`${onOperation}.options[0].${hint};`)).resolves.toBeUndefined();
	});

	test('refuses one on the property that chooses the operation', async () => {
		await expect(load(`${onOperation}.${hint};`)).rejects.toThrow('builderHint on the "operation" discriminator');
	});
});
