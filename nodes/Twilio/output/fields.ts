import type { IDataObject } from 'n8n-workflow';
import { entriesOf, isObject, objectsOf } from '../records/read';

/** The parts of JSON Schema that outputs need. n8n's editor reads `nullable` as OpenAPI defines it. */
export interface JsonSchema {
	type: string | string[];
	nullable?: true;
	additionalProperties?: false;
	required?: string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** Anything that n8n's items can hold. */
export type OutputValue = IDataObject[string];

/** A field of an output: its type, its schema, and its conversion from Twilio's value. */
export interface OutputField<T extends OutputValue> {
	schema: JsonSchema;
	/** Shape of the record, or of each record in a list. */
	record?: Shape;
	/**
	 * @param value Twilio's value under the field's name, if any
	 * @param source the object that contains it
	 */
	convert(value: unknown, source: IDataObject): T;
}

/** The fields of an output object, in order. */
export type Shape = Readonly<Record<string, OutputField<OutputValue>>>;

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const toText = (value: unknown): string | null => {
	if (value === undefined || value === null) return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
};

const toNumber = (value: unknown): number | null => {
	if (typeof value === 'string' && NUMBER.test(value)) return finite(Number(value));
	return typeof value === 'number' ? finite(value) : null;
};

/** A string or null. An object becomes its JSON text, never `[object Object]`. */
export const text: OutputField<string | null> = { schema: { type: ['string', 'null'] }, convert: toText };

/** A finite number or null. Twilio returns some numbers as strings; only decimal notation is accepted. */
export const number: OutputField<number | null> = { schema: { type: ['number', 'null'] }, convert: toNumber };

/** A whole number or null. */
export const integer: OutputField<number | null> = {
	schema: { type: ['integer', 'null'] },
	convert: (value) => {
		const result = toNumber(value);
		return Number.isSafeInteger(result) ? result : null;
	},
};

/** true, false or null. */
export const boolean: OutputField<boolean | null> = {
	schema: { type: ['boolean', 'null'] },
	convert: (value) => {
		if (value === true || value === 'true') return true;
		return value === false || value === 'false' ? false : null;
	},
};

/** A list of strings. Anything that is not a list, including nothing, becomes `[]`. */
export const texts: OutputField<string[]> = {
	schema: { type: 'array', items: { type: 'string' } },
	convert: (value) =>
		entriesOf(value)
			.map(toText)
			.filter((entry) => entry !== null),
};

/** An object of the given shape, or null. */
export const one = (shape: Shape): OutputField<IDataObject | null> => ({
	schema: { ...schemaOf(shape), nullable: true },
	record: shape,
	convert: (value) => (isObject(value) ? shaped(shape, value) : null),
});

/** A list of objects of the given shape. */
export const many = (shape: Shape): OutputField<IDataObject[]> => ({
	schema: { type: 'array', items: schemaOf(shape) },
	record: shape,
	convert: (value) => objectsOf(value).map((entry) => shaped(shape, entry)),
});

/** Returns the name of the field that holds a list of records; `undefined` if there is none. */
export const listIn = (shape: Shape): string | undefined =>
	Object.entries(shape).find(([, { record, schema }]) => record && schema.type === 'array')?.[0];

/** Reads the value from another place in Twilio's response, for example `at(['carrier', 'name'], text)`. */
export const at = <T extends OutputValue>(path: string[], field: OutputField<T>): OutputField<T> => ({
	schema: field.schema,
	convert: (_value, source) => {
		let found: unknown = source;
		for (const key of path) found = isObject(found) ? found[key] : undefined;
		return field.convert(found, source);
	},
});

/** Converts every field of `shape`. What `source` lacks becomes null, or `[]` for a list. */
export function shaped(shape: Shape, source: IDataObject): IDataObject {
	const fields: IDataObject = {};
	for (const [name, field] of Object.entries(shape)) fields[name] = field.convert(source[name], source);
	return fields;
}

/** Returns the JSON Schema of an object of this shape. */
export const schemaOf = (shape: Shape): JsonSchema => ({
	type: 'object',
	additionalProperties: false,
	properties: Object.fromEntries(Object.entries(shape).map(([name, { schema }]) => [name, schema])),
});
