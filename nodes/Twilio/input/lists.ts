import type { INodeProperties } from 'n8n-workflow';
import { textOf } from '../records/read';
import { readArray } from '../transport/json';
import { MAX_CHOICES, MAX_ENTRIES, MAX_LIST } from './limits';
import { refusal } from './refusal';
import { trimmed } from './trimmed';
import { readOption } from './values';

/**
 * Returns the entries of a field that takes several values. n8n's editor stores a list, in which an expression can
 * return several values for one entry: a list, or a text with several. Entries may be empty.
 * @throws InvalidParameterError if there are too many, or they are too long in all
 */
export function entriesOf(field: INodeProperties, value: unknown): unknown[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	checkLength(field, entries);
	const found = entries.flatMap((entry) => (typeof entry === 'string' ? split(field, trimmed(entry)) : entry));
	if (found.length > MAX_ENTRIES) throw refusal(field, `must have at most ${MAX_ENTRIES} entries, got ${found.length}`);
	return found;
}

/** Checks the length that the entries would have as one text with commas, before any of them is read. */
function checkLength(field: INodeProperties, entries: unknown[]): void {
	const max = field.options ? MAX_CHOICES : MAX_LIST;
	const length = entries.reduce<number>((sum, entry) => sum + textOf(entry).length + 1, -1);
	if (length > max) throw refusal(field, `must have at most ${max} characters in all, got ${length}`);
}

function split(field: INodeProperties, text: string): unknown[] {
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
