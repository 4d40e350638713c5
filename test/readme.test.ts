import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { perResource, perTask } from './demo/examples';
import { loader } from './support/engine';

const root = resolve(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const schemas = join(root, 'dist/nodes/Twilio/__schema__/v1.0.0');

/** The rows of the first table of a section, as cells, without its head. */
function table(heading: string): string[][] {
	const section = readme.slice(readme.indexOf(`\n## ${heading}\n`) + 4).split('\n## ')[0]!;
	const lines = section.split('\n');
	const start = lines.findIndex((line) => line.startsWith('|---'));
	const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
	return lines.slice(start + 1, end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

let properties: INodeProperties[];

beforeAll(async () => {
	await loader.loadAll();
	({ properties } = (loader.getNode('twilio').type as INodeType).description);
});

const labelOf = (resource: unknown) =>
	(properties.find(({ name }) => name === 'resource')!.options as INodePropertyOptions[]).find(
		({ value }) => value === resource,
	)!.name;

/** Each action's labels and names, as the editor shows them. */
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

test('the table of actions names what the node offers, with the keys of the output schemas', () => {
	const rows = table('Actions');
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
		'charges apply': /Charges apply|Costs money/,
	};
	for (const [index, cells] of table('Actions').entries()) {
		expect(offered()[index]!.description).toMatch(words[cells[3]!.split(',')[0]!]!);
	}
});

test('the table of options names all that the actions have, and their defaults', () => {
	const collections = properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options }) => options as INodeProperties[]);
	const byName = new Map(collections.map((option) => [option.displayName, option]));
	const rows = table('Options');
	expect(rows.map(([name]) => name)).toEqual([...byName.keys()].sort((a, b) => a.localeCompare(b)));
	for (const [name, , shown] of rows) {
		const { type, default: value } = byName.get(name!)!;
		if (type !== 'options') expect(shown).toBe(type === 'boolean' ? (value ? 'on' : 'off') : String(value));
	}
});

test('the examples of outputs are valid by the output schemas', () => {
	const blocks = [...readme.matchAll(/```json\n([^]*?)```/g)].map(
		([, json]) => JSON.parse(json!) as { success?: boolean },
	);
	const validate = new Ajv().compile(JSON.parse(readFileSync(join(schemas, 'message/send.json'), 'utf8')) as object);
	for (const block of blocks.filter(({ success }) => success === true)) {
		expect([validate(block), validate.errors]).toEqual([true, null]);
	}
	expect(blocks.length).toBeGreaterThan(2);
});

test.each(['README.md', 'CONTRIBUTING.md'])('%s names files, sections and commands that are there', (file) => {
	const text = read(file);
	const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(
		([, heading]) =>
			`#${heading!
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replace(/ /g, '-')}`,
	);
	const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
		.map(([, link]) => link!)
		.filter((link) => !link.startsWith('http'));
	expect(
		links.filter((link) => !(link.startsWith('#') ? headings.includes(link) : existsSync(join(root, link)))),
	).toEqual([]);
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const commands = [...text.matchAll(/(?:`|^|&& )npm (?:run )?([\w:]+)/gm)].map(([, name]) => name!);
	expect(commands.filter((name) => !['ci', 'install'].includes(name) && !(name in scripts))).toEqual([]);
});

test('all examples are listed', () => {
	const missing = [...perResource(), ...perTask()].filter(({ file }) => !readme.includes(`(examples/${file})`));
	expect(missing.map(({ file }) => file)).toEqual([]);
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
