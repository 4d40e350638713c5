import { jsonParse, type IDataObject } from 'n8n-workflow';
import { isObject } from '../records/read';

/** Parses a JSON object; `undefined` for anything else. */
export function readObject(text: string): IDataObject | undefined {
	const body = jsonParse<unknown>(text, { fallbackValue: null });
	return isObject(body) ? body : undefined;
}

/** Parses a JSON array; `undefined` for anything else. */
export function readArray(text: string): unknown[] | undefined {
	const list = jsonParse<unknown>(text, { fallbackValue: null });
	return Array.isArray(list) ? list : undefined;
}

/** Number of characters searched for an error, which is at the start of its document. */
const MAX_EXCEPTION = 4096;

/** Reads the XML error in the response to a path without `.json`, such as that of a recording's audio. */
export function readException(text: string): IDataObject | undefined {
	const exception = between(text.slice(0, MAX_EXCEPTION), '<RestException>', '</RestException>') ?? '';
	const code = between(exception, '<Code>', '</Code>') ?? '';
	const message = between(exception, '<Message>', '</Message>');
	return /^\d+$/.test(code) ? { code: Number(code), message: message && withoutEntities(message) } : undefined;
}

/** Returns the text between two markers, or after the first one if the text was cut off before the second. */
function between(text: string, start: string, end: string): string | undefined {
	const from = text.indexOf(start);
	if (from === -1) return undefined;
	const rest = text.slice(from + start.length);
	const to = rest.indexOf(end);
	return to === -1 ? rest : rest.slice(0, to);
}

const ENTITIES: Record<string, string> = {
	'&quot;': '"',
	'&#39;': "'",
	'&apos;': "'",
	'&lt;': '<',
	'&gt;': '>',
	'&amp;': '&',
};

const withoutEntities = (text: string) =>
	text.replace(/&(?:quot|#39|apos|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
