import { SaxesParser } from 'saxes';
import { CallError } from './errors';

export interface Verb {
	name: string;
	attributes: Record<string, string>;
	/** Its own text and that of nested elements. */
	text: string;
	children: Verb[];
}

/** Returns the verbs of a TwiML document. */
export function parseTwiml(xml: string): Verb[] {
	const open: Verb[] = [];
	let root: Verb | undefined;
	const parser = new SaxesParser();
	const addText = (text: string) => open.forEach((verb) => (verb.text += text));
	parser.on('error', ({ message }) => {
		// https://www.twilio.com/docs/api/errors/12100
		throw new CallError(12100, `Document parse failure: ${message}`);
	});
	parser.on('opentag', ({ name, attributes }) => {
		const verb: Verb = { name, attributes, text: '', children: [] };
		open.at(-1)?.children.push(verb);
		root ??= verb;
		open.push(verb);
	});
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('closetag', () => void open.pop());
	parser.write(xml).close();
	// https://www.twilio.com/docs/api/errors/12102
	if (root?.name !== 'Response') throw new CallError(12102, 'The root element must be Response');
	return root.children;
}

/** Returns a text as it is spoken, without line breaks and indentation. */
export const spokenText = ({ text }: Verb): string => text.replace(/\s+/g, ' ').trim();

const saidBy = (verbs: Verb[]): string[] =>
	verbs.flatMap((verb) => (verb.name === 'Say' ? [spokenText(verb)] : saidBy(verb.children)));

/** Returns what instructions would speak if nobody pressed a key. */
export function saidIn(twiml: string): string[] {
	try {
		return saidBy(parseTwiml(twiml));
	} catch {
		return [];
	}
}
