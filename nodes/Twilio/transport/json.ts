import { jsonParse, type IDataObject } from 'n8n-workflow';

/** Whether it is an object in JSON's sense. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The error in a response of a path without `.json`, such as that of a recording's audio: it is XML. */
export function readException(text: string): IDataObject | undefined {
	const [, code, message] = /<RestException>.*?<Code>(\d+)<\/Code>\s*<Message>([^<]*)<\/Message>/s.exec(text) ?? [];
	return code === undefined
		? undefined
		: {
				code: Number(code),
				message: message!.replace(/&(?:quot|#39|apos|lt|gt|amp);/g, (entity) => ENTITIES[entity]!),
			};
}

const ENTITIES: Record<string, string> = {
	'&quot;': '"',
	'&#39;': "'",
	'&apos;': "'",
	'&lt;': '<',
	'&gt;': '>',
	'&amp;': '&',
};

/** A JSON object, or nothing. */
export function readObject(text: string): IDataObject | undefined {
	const body = jsonParse<unknown>(text, { fallbackValue: null });
	return isObject(body) ? body : undefined;
}
