import { readFileSync, writeFileSync } from 'node:fs';

/** One line of a result: a figure and its bar, if there is one. */
export interface Line {
	what: string;
	/** Figure with its unit. */
	figure: string;
	bar?: string;
	met?: boolean;
}

/** A figure that must not exceed the bar. */
export const atMost = (what: string, value: number, bar: number, unit = ''): Line => ({
	what,
	figure: `${rounded(value)}${unit}`,
	bar: `≤ ${rounded(bar)}${unit}`,
	met: value <= bar,
});

/** A figure that must reach the bar. */
export const atLeast = (what: string, value: number, bar: number, unit = ''): Line => ({
	what,
	figure: `${rounded(value)}${unit}`,
	bar: `≥ ${rounded(bar)}${unit}`,
	met: value >= bar,
});

/** A figure without a bar. */
export const told = (what: string, value: number, unit = ''): Line => ({ what, figure: `${rounded(value)}${unit}` });

const rounded = (value: number) => String(Number(value.toPrecision(Math.abs(value) >= 100 ? 4 : 3)));

/** Where figures come from: n8n's engine alone (n8n-core), the whole n8n server, or Node.js without n8n. */
export type Place = 'engine' | 'server' | 'Node.js';

const HEAD = '| case | where | what | figure | bar | |\n|---|---|---|---|---|---|';

const rows: string[] = [];

/** Prints a case's lines as rows of a Markdown table. A missed bar fails the whole run. */
export function print(name: string, place: Place, lines: Line[]): void {
	for (const { what, figure, bar = '', met } of lines) {
		const verdict = met === undefined ? '' : met ? 'met' : '**missed**';
		const row = `| ${name} | ${place} | ${what} | ${figure} | ${bar} | ${verdict} |`;
		console.log(row);
		rows.push(row);
		if (met === false) process.exitCode = 1;
	}
}

/**
 * Writes all rows into a Markdown file, replacing the text between its marks.
 * @param title what was run, when and where
 */
export function writeInto(file: string, title: string): void {
	const text = readFileSync(file, 'utf8');
	const marked = /(<!-- bench -->\n)[^]*(<!-- \/bench -->)/;
	if (!marked.test(text)) throw new Error(`${file} has no marks <!-- bench --> and <!-- /bench -->`);
	const table = [title, '', HEAD, ...rows, ''].join('\n');
	writeFileSync(
		file,
		text.replace(marked, (_all, begin: string, end: string) => begin + table + end),
	);
}
