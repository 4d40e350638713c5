import type { GenericValue, IDataObject } from 'n8n-workflow';
import { isObject } from '../transport/json';

/** Turns what Twilio gave (or nothing) into the type that the output schema names. */
export type Convert = (value: unknown, source: IDataObject) => GenericValue | IDataObject | Shaped[];

/** The fields of an output object, in their order, each with its conversion. */
export type Shape = Readonly<Record<string, Convert>>;

/** An object that has every field of its shape and no other. */
export type Shaped = IDataObject;

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Gives every field of `shape`, converted; what `source` lacks becomes null, `[]` for a list. */
export function shaped(shape: Shape, source: IDataObject): Shaped {
	const result: Shaped = {};
	for (const [key, convert] of Object.entries(shape)) result[key] = convert(source[key], source);
	return result;
}

/** A string or null. An object becomes its JSON text, never `[object Object]`. */
export const text: Convert = (value) => {
	if (value === undefined || value === null) return null;
	return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`;
};

/** A finite number or null. Twilio gives some numbers as strings: only plain decimals count. */
export const number: Convert = (value) => {
	if (typeof value === 'string' && NUMBER.test(value)) return finite(Number(value));
	return typeof value === 'number' ? finite(value) : null;
};

/** A whole number or null. */
export const integer: Convert = (value, source) => {
	const result = number(value, source);
	return Number.isSafeInteger(result) ? result : null;
};

/** true, false or null. */
export const boolean: Convert = (value) => {
	if (value === true || value === 'true') return true;
	return value === false || value === 'false' ? false : null;
};

/** A list of strings; nothing, or anything that is no list, becomes `[]`. */
export const texts: Convert = (value, source) =>
	Array.isArray(value) ? value.map((entry) => text(entry, source) as string).filter((entry) => entry !== null) : [];

/** An object of the given shape, or null. */
export const one =
	(shape: Shape): Convert =>
	(value) =>
		isObject(value) ? shaped(shape, value) : null;

/** A list of objects of the given shape. */
export const many =
	(shape: Shape): Convert =>
	(value) =>
		Array.isArray(value) ? value.filter(isObject).map((entry) => shaped(shape, entry)) : [];

/** Reads the value from another place of Twilio's answer, for example `at(['carrier', 'name'], text)`. */
export const at =
	(path: string[], convert: Convert): Convert =>
	(_value, source) => {
		let found: unknown = source;
		for (const key of path) found = isObject(found) ? found[key] : undefined;
		return convert(found, source);
	};

function finite(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}
