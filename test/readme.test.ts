import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { perResource, perTask } from './demo/examples';
import { read, root, tableOf } from './support/documents';
import { loader } from './support/engine';

const readme = read('README.md');
const schemas = join(root, 'dist/nodes/Twilio/__schema__/v1.0.0');

let properties: INodeProperties[];

beforeAll(async () => {
	await loader.loadAll();
	({ properties } = (loader.getNode('twilio').type as INodeType).description);
});

const labelOf = (resource: unknown) =>
	(properties.find(({ name }) => name === 'resource')!.options as INodePropertyOptions[]).find(
		({ value }) => value === resource,
	)!.name;

/** Returns each action's labels and names, as the editor shows them. */
const offered = () =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) => {
			const resource = displayOptions!.show!.resource![0] as string;
			return (options as INodePropertyOptions[]).map(({ name, value, description }) => ({
				resource,
				operation: value as string,
				labels: [labelOf(resource), name],
				description: description!,
			}));
		});

test('has at most 200 lines', () => {
	expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});

test('the table of actions names what the node offers, with the keys of the output schemas', () => {
	const rows = tableOf(readme, 'Actions');
	expect(rows.map(([resource, operation]) => [resource, operation])).toEqual(offered().map(({ labels }) => labels));
	const keys = offered().map(({ resource, operation }) =>
		Object.keys(
			(JSON.parse(read(`dist/nodes/Twilio/__schema__/v1.0.0/${resource}/${operation}.json`)) as { properties: object })
				.properties,
		).slice(2),
	);
	expect(rows.map((cells) => [...cells[4]!.matchAll(/`(\w+)`/g)].map(([, key]) => key))).toEqual(keys);
});

test('the table of actions says of each whether it is read-only, changes data, deletes, or is charged, as the node does', () => {
	const words: Record<string, RegExp> = {
		'read-only': /Read-only/,
		'changes data': /Changes data/,
		deletes: /Permanently delete/,
		'charges apply': /Charges apply/,
	};
	for (const [index, cells] of tableOf(readme, 'Actions').entries()) {
		expect(offered()[index]!.description).toMatch(words[cells[3]!.split(',')[0]!]!);
	}
});

test('all examples are listed', () => {
	const missing = [...perResource(), ...perTask()].filter(({ file }) => !readme.includes(`(examples/${file})`));
	expect(missing.map(({ file }) => file)).toEqual([]);
});

test('all pages of docs/ are listed', () => {
	const missing = readdirSync(join(root, 'docs')).filter(
		(name) => name.endsWith('.md') && !tableOf(readme, 'More').some(([page]) => page!.includes(`(docs/${name})`)),
	);
	expect(missing).toEqual([]);
});

test('each output schema belongs to an action, and each action has one', () => {
	const files = readdirSync(schemas, { recursive: true })
		.map(String)
		.filter((file) => file.endsWith('.json'));
	expect(files.sort()).toEqual(
		offered()
			.map(({ resource, operation }) => `${resource}/${operation}.json`)
			.sort(),
	);
});
