import type { INodeProperties } from 'n8n-workflow';
import { readArray } from '../transport/json';
import { MAX_TEXT } from './limits';
import { readOption } from './values';

/**
 * The entries of a field that takes several values. n8n's editor stores a list, in which an expression can give
 * several values for one entry: a list, or a text that holds several. Some may be empty.
 */
export function entriesOf(field: INodeProperties, value: unknown): unknown[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.flatMap((entry) => (typeof entry === 'string' ? split(field, entry.trim()) : entry));
}

function split(field: INodeProperties, text: string): unknown[] {
	if (text.length > MAX_TEXT) return [text];
	// As a model of an AI agent writes a list.
	return (text.startsWith('[') ? readArray(text) : undefined) ?? splitText(field, text);
}

/** SIDs and options have separators between them. URLs and other texts may hold commas themselves. */
function splitText(field: INodeProperties, text: string): string[] {
	if (field.extractValue) return text.split(/[\s,]+/);
	// The label of an option may hold blanks.
	if (field.options)
		return text.split(/[,\n]+/).flatMap((part) => (readOption(field, part) === undefined ? part.split(/\s+/) : [part]));
	return /^https?:\/\//i.test(text) ? text.split(/[\s,](?=https?:\/\/)/i).map(withoutSeparators) : [text];
}

/** Without the separators at its end. Not by a pattern: to look for an end with one takes quadratic time. */
function withoutSeparators(text: string): string {
	let { length } = text;
	while (length > 0 && (text.charAt(length - 1) === ',' || text.charAt(length - 1).trim() === '')) length--;
	return text.slice(0, length);
}
