import { jsonParse, type IDataObject } from 'n8n-workflow';
import { isObject } from '../records/read';

/** A JSON object, or nothing. */
export function readObject(text: string): IDataObject | undefined {
	const body = jsonParse<unknown>(text, { fallbackValue: null });
	return isObject(body) ? body : undefined;
}

/** A JSON array, or nothing. */
export function readArray(text: string): unknown[] | undefined {
	const list = jsonParse<unknown>(text, { fallbackValue: null });
	return Array.isArray(list) ? list : undefined;
}

/** An error stands at the start of its document, in the first few kilobytes. */
const MAX_EXCEPTION = 4096;

/** The error in a response of a path without `.json`, such as that of a recording's audio: it is XML. */
export function readException(text: string): IDataObject | undefined {
	const exception = between(text.slice(0, MAX_EXCEPTION), '<RestException>', '</RestException>') ?? '';
	const code = between(exception, '<Code>', '</Code>') ?? '';
	const message = between(exception, '<Message>', '</Message>');
	return /^\d+$/.test(code) ? { code: Number(code), message: message && withoutEntities(message) } : undefined;
}

/** What lies between the two, or after the first one if the text was cut short before the other. */
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
