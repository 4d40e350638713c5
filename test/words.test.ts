import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { perResource, perTask } from './demo/examples';
import { documents, read, root } from './support/documents';
import { filesUnder, literalsIn, titlesIn } from './support/literals';

/** Words that the field does not use, and their replacements. */
const BANNED: Array<[word: RegExp, instead: string]> = [
	[/\bonly reads\b/i, 'Read-only'],
	[/\bcosts? money\b/i, 'Charges apply'],
	[/\bshall\b/i, 'should'],
	[/\bfor good\b/i, 'permanently'],
	[/\bmind that\b/i, 'note that'],
	[/\bunder way\b/i, 'in flight, concurrent'],
	[/\b(?<!> )log(?:s|ged|ging)? in\b|\blogins?\b/i, 'authenticate, credentials'],
	[/\bfill(?:s|ed|ing)? it in\b|\bfill in\b/i, 'required, enter'],
	[/\ba text of\b/i, 'the text'],
	[/\b(?:if|is|are|was|were) wanted\b/i, 'optionally, requested'],
	[/\bbr(?:oke|oken|eaks) off\b/i, 'connection closed before the response was complete'],
	[/\bdemand(?:s|ed|ing)?\b/i, 'require'],
	[/\bmust be a text\b/i, 'must be text'],
	[/\bthe time (?:is|was) up\b(?!, a reply)|\btime-?out was over\b/i, 'timed out'],
	[/\brepeat(?:s|ed|ing)?\b/i, 'retry'],
	[/\b(?:could|can) not be read\b/i, 'unexpected response'],
	[/\bg(?:ives?|ave|iven) up\b/i, 'fail'],
	[/\bmade and received calls\b/i, 'outgoing and incoming calls'],
	[/\ban? \w+ of your own\b/i, 'your own'],
	[/\bblanks?\b/i, 'spaces'],
	[/\bin hand\b/i, 'in progress'],
	[/\b(?:Twilio(?:'s)?|server|gateway|its) answer(?:s|ed)?\b|\bno (?:complete )?answer from Twilio\b/i, 'response'],
];

/** Where such a word is right, by the text that contains it. */
const EXCEPTIONS: Array<[text: RegExp, reason: string]> = [
	[/^Repeats$|^repeats$|\| Repeats \||\*Repeats\*/, 'the option of this name, which is fixed: speech, not retries'],
	[/\brepeats it until the recipient hangs up\b/, 'a voice that speaks again, not a request'],
	[/`[^`]*`/g, 'code: names of fields, files and commands'],
];

const without = (text: string) =>
	EXCEPTIONS.reduce((rest, [exception]) => rest.replace(exception, (found) => ' '.repeat(found.length)), text);

/** Returns the banned words in texts, with their places and replacements. */
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

test.each(filesUnder('dist', '.js'))('no text in %s has one', (file) => {
	expect(found(literalsIn(file))).toEqual([]);
});

test('the texts of the built package are seen', () => {
	const texts = filesUnder('dist', '.js').flatMap(literalsIn);
	expect(texts.length).toBeGreaterThan(2000);
	expect(texts.map(([, text]) => text)).toEqual(
		expect.arrayContaining([
			'Twilio Account API', // the credential
			'Look Up', // the description
			'To is required', // the advice for errors
			'The wait timed out', // hints
			'This question is no longer open.', // responses to a link
		]),
	);
});

test.each(filesUnder('test', '.test.ts'))('no name of a test in %s has one', (file) => {
	expect(found(titlesIn(file))).toEqual([]);
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
