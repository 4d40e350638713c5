import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** Reads the text of a file of the repository. */
export const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** All documents for users and contributors, by their paths. */
export const documents = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'test/twilio/README.md', 'test/bench/README.md'],
	...readdirSync(join(root, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** Returns the anchors that GitHub generates for the headings of a text. */
export const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replace(/ /g, '-'),
	);

/** Returns the rows of the first table under a heading, as cells, without the header row. */
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

/** Parses the JSON blocks in a text. */
export const jsonIn = (text: string): unknown[] =>
	[...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => JSON.parse(json!) as unknown);
