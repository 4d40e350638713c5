import type { IDataObject } from 'n8n-workflow';
import { entriesOf, isObject, objectsOf } from '../records/read';

/** JSON Schema, as far as outputs need it. n8n's editor reads `nullable` as OpenAPI means it. */
export interface JsonSchema {
	type: string | string[];
	nullable?: true;
	additionalProperties?: false;
	required?: string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** What n8n's items can hold. */
export type OutputValue = IDataObject[string];

/** A field of an output: its type, its schema, and how it is made of what Twilio gave. */
export interface OutputField<T extends OutputValue> {
	schema: JsonSchema;
	/** Of records: the shape of each. */
	record?: Shape;
	/**
	 * @param value what Twilio gave under the field's name, if anything
	 * @param source the object it lies in
	 */
	convert(value: unknown, source: IDataObject): T;
}

/** The fields of an output object, in their order. */
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

/** A finite number or null. Twilio gives some numbers as strings: only plain decimals count. */
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

/** A list of strings; nothing, or anything that is no list, becomes `[]`. */
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

/** The name of the list of records among these fields, if one of them is a list. */
export const listIn = (shape: Shape): string | undefined =>
	Object.entries(shape).find(([, { record, schema }]) => record && schema.type === 'array')?.[0];

/** Reads the value from another place of Twilio's response, for example `at(['carrier', 'name'], text)`. */
export const at = <T extends OutputValue>(path: string[], field: OutputField<T>): OutputField<T> => ({
	schema: field.schema,
	convert: (_value, source) => {
		let found: unknown = source;
		for (const key of path) found = isObject(found) ? found[key] : undefined;
		return field.convert(found, source);
	},
});

/** Gives every field of `shape`, converted; what `source` lacks becomes null, `[]` for a list. */
export function shaped(shape: Shape, source: IDataObject): IDataObject {
	const fields: IDataObject = {};
	for (const [name, field] of Object.entries(shape)) fields[name] = field.convert(source[name], source);
	return fields;
}

/** The JSON Schema of an object of this shape. */
export const schemaOf = (shape: Shape): JsonSchema => ({
	type: 'object',
	additionalProperties: false,
	properties: Object.fromEntries(Object.entries(shape).map(([name, { schema }]) => [name, schema])),
});
