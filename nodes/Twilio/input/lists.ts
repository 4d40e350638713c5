import type { INodeProperties } from 'n8n-workflow';
import { readArray } from '../transport/json';
import { MAX_TEXT } from './limits';
import { readOption } from './values';

/**
 * Returns the entries of a field that takes several values. n8n's editor stores a list, in which an expression can
 * return several values for one entry: a list, or a text with several. Entries may be empty.
 */
export function entriesOf(field: INodeProperties, value: unknown): unknown[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.flatMap((entry) => (typeof entry === 'string' ? split(field, entry.trim()) : entry));
}

function split(field: INodeProperties, text: string): unknown[] {
	if (text.length > MAX_TEXT) return [text];
	// The model of an AI agent may write a list as JSON.
	return (text.startsWith('[') ? readArray(text) : undefined) ?? splitText(field, text);
}

/** Splits SIDs and options at separators. URLs and other texts may contain commas themselves. */
function splitText(field: INodeProperties, text: string): string[] {
	if (field.extractValue) return text.split(/[\s,]+/);
	// The label of an option may contain spaces.
	if (field.options)
		return text.split(/[,\n]+/).flatMap((part) => (readOption(field, part) === undefined ? part.split(/\s+/) : [part]));
	return /^https?:\/\//i.test(text) ? text.split(/[\s,](?=https?:\/\/)/i).map(withoutSeparators) : [text];
}

/** Removes separators from the end. A regular expression anchored to the end would take quadratic time. */
function withoutSeparators(text: string): string {
	let { length } = text;
	while (length > 0 && (text.charAt(length - 1) === ',' || text.charAt(length - 1).trim() === '')) length--;
	return text.slice(0, length);
}
