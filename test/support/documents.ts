import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** The text of a file of the repository. */
export const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** All documents for users and contributors, by their paths. */
export const documents = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'test/twilio/README.md', 'test/bench/README.md'],
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** The links at which headings of a text can be reached, as GitHub makes them. */
export const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replace(/ /g, '-'),
	);

/** The rows of the first table under a heading, as cells, without its head. */
export function tableOf(text: string, heading: string): string[][] {
	const section = text
		.slice(text.search(new RegExp(`^#+ ${heading}$`, 'm')))
		.split('\n')
		.slice(1);
	const start = section.findIndex((line) => line.startsWith('|---'));
	const end = section.findIndex((line, index) => index > start && !line.startsWith('|'));
	return section.slice(start + 1, end < 0 ? undefined : end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

/** The blocks of JSON in a text. */
export const jsonIn = (text: string): unknown[] =>
	[...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => JSON.parse(json!) as unknown);
