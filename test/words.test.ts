import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import type * as ErrorCodes from '../nodes/Twilio/errors/errorCodes';
import { perResource, perTask } from './demo/examples';
import { built } from './support/built';
import { documents, read, root } from './support/documents';
import { loader } from './support/engine';

/** Words that are not the field's, and what to say instead. */
const BANNED: Array<[word: RegExp, instead: string]> = [
	[/\bonly reads\b/i, 'Read-only'],
	[/\bcosts? money\b/i, 'Charges apply'],
	[/\bshall\b/i, 'should'],
	[/\bfor good\b/i, 'permanently'],
	[/\bmind that\b/i, 'note that'],
	[/\bunder way\b/i, 'in flight, concurrent'],
	[/\blog(?:s|ged|ging)? in\b|\blogins?\b/i, 'authenticate, credentials'],
	[/\bfill(?:s|ed|ing)? it in\b|\bfill in\b/i, 'required, enter'],
	[/\ba text of\b/i, 'the text'],
	[/\b(?:if|is|are) wanted\b/i, 'optionally, requested'],
	[/\bbr(?:oke|oken|eaks) off\b/i, 'connection closed before the response was complete'],
	[/\bdemand(?:s|ed|ing)?\b/i, 'require'],
	[/\bmust be a text\b/i, 'must be text'],
	[/\bthe time (?:is|was) up\b(?!, a reply)/i, 'timed out'],
	[/\brepeat(?:s|ed|ing)?\b/i, 'retry'],
	[/\b(?:could|can) not be read\b/i, 'unexpected response'],
	[/\bgive up\b|\bgiven up\b/i, 'fail'],
	[/\bmade and received calls\b/i, 'outgoing and incoming calls'],
	[/\ban? \w+ of your own\b/i, 'your own'],
	[/\b(?:Twilio(?:'s)?|server|gateway|its) answer(?:s|ed)?\b|\bno (?:complete )?answer from Twilio\b/i, 'response'],
];

/** Where such a word is right, by the text that holds it. */
const EXCEPTIONS: Array<[text: RegExp, reason: string]> = [
	[/^Repeats$|^repeats$|\| Repeats \||\*Repeats\*/, 'the option of this name, which is fixed: speech, not retries'],
	[/\brepeats it until the recipient hangs up\b/, 'a voice that speaks again, not a request'],
	[/`[^`]*`/g, 'code: names of fields, files and commands'],
	[/"[^"]*"/g, 'names of tests'],
];

/** The texts of the built description that the editor shows, with their places. */
function textsOf(value: unknown, place: string): Array<[string, string]> {
	if (Array.isArray(value)) return value.flatMap((entry, index) => textsOf(entry, `${place}/${index}`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]): Array<[string, string]> => {
		const shown = ['displayName', 'description', 'placeholder', 'hint', 'action', 'name', 'propertyHint', 'notice'];
		if (typeof entry === 'string') return shown.includes(key) ? [[`${place}/${key}`, entry]] : [];
		const { name } = (entry ?? {}) as { name?: unknown };
		return textsOf(entry, `${place}/${typeof name === 'string' ? name : key}`);
	});
}

const without = (text: string) =>
	EXCEPTIONS.reduce((rest, [exception]) => rest.replace(exception, (found) => ' '.repeat(found.length)), text);

/** The banned words in texts, with their places and what to say instead. */
const found = (texts: Array<[place: string, text: string]>): string[] =>
	texts.flatMap(([place, text]) =>
		without(text)
			.split('\n')
			.flatMap((line, index) =>
				BANNED.flatMap(([word, instead]) => {
					const [match] = word.exec(line) ?? [];
					return match === undefined ? [] : [`${place}:${index + 1}: "${match}", say: ${instead}`];
				}),
			),
	);

test('every banned word is found where it stands', () => {
	expect(found([['text', 'Lookups cost money.\nMind that it shall `shall`.']])).toEqual([
		'text:1: "cost money", say: Charges apply',
		'text:2: "shall", say: should',
		'text:2: "Mind that", say: note that',
	]);
});

test.each(['node', 'credential'])('the description of the %s has none', async (kind) => {
	await loader.loadAll();
	const description: unknown =
		kind === 'node'
			? (loader.getNode('twilio').type as INodeType).description
			: loader.getCredential('twilioAccountApi').type;
	const texts = textsOf(description, kind);
	expect(texts.length).toBeGreaterThan(5);
	expect(found(texts)).toEqual([]);
});

test("the advice for Twilio's errors has none", () => {
	const { ADVICE } = built<typeof ErrorCodes>('errors/errorCodes');
	const texts = Object.entries(ADVICE).flatMap(([code, advice]) =>
		(typeof advice === 'string' ? [advice] : Object.values(advice)).map((text): [string, string] => [code, text]),
	);
	expect(texts.length).toBeGreaterThan(100);
	expect(found(texts)).toEqual([]);
});

const templates = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).map((name) => `.github/ISSUE_TEMPLATE/${name}`);
const pages = ['index.html', 'phone.js'].map((name) => `test/twilio/phone/web/${name}`);

test.each([...documents, ...templates, '.github/PULL_REQUEST_TEMPLATE.md', ...pages])('%s has none', (file) => {
	expect(found([[file, read(file)]])).toEqual([]);
});

test.each([...perResource(), ...perTask()])('the example $file has none', ({ file, workflow }) => {
	const texts = workflow.nodes.flatMap(({ name, parameters: { content } }): Array<[string, string]> => [
		[name, name],
		[`${file}: ${name}`, typeof content === 'string' ? content : ''],
	]);
	expect(found([[file, workflow.name ?? ''], ...texts])).toEqual([]);
});
