import type { INodeProperties } from 'n8n-workflow';
import type { FilledList, Value } from '../transport/request';

/** Fields with literal types for names, options and rules, from which the type of `params` is inferred. */
export const defineFields = <const Fields extends INodeProperties[]>(...fields: Fields): Fields => fields;

/** One such field. */
export const defineField = <const Field extends INodeProperties>(field: Field): Field => field;

/** Type of a field's checked value. Dates are ISO 8601; JSON is text. */
type ValueOf<Field> = Field extends { type: 'boolean' }
	? boolean
	: Field extends { type: 'number' }
		? number
		: Field extends { type: 'multiOptions' } | { typeOptions: { multipleValues: true } }
			? string[]
			: Field extends { type: 'options'; options: Array<infer Option> }
				? Option extends { value: infer Choice }
					? Choice
					: never
				: string;

/** A required list has at least one entry. */
type FilledOf<T> = T extends Array<infer Entry> ? FilledList<Entry> : T;

/** Fields of every list, which the node handles itself. */
type Paging = 'returnAll' | 'limit';

/** A field that always has a value: it is required or has a default, and no display rule can hide it. */
type Certain =
	{ required: true; displayOptions?: undefined } | { type: 'boolean' | 'options'; displayOptions?: undefined };

type Collection = { type: 'collection'; options: INodeProperties[] };

type FixedCollection = { type: 'fixedCollection'; options: Array<{ values: INodeProperties[] }> };

type EntryOf<Field> = Field extends Collection
	? Field['options'][number]
	: Field extends FixedCollection
		? Field['options'][number]['values'][number]
		: never;

type CertainParams<Field extends INodeProperties> = {
	[One in Field as One extends Certain ? One['name'] : never]: FilledOf<ValueOf<One>>;
};

type OptionalParams<Field extends INodeProperties> = {
	[One in Field as One extends Certain | Collection ? never : One['name']]?: ValueOf<One>;
};

type EntryParams<Entry extends INodeProperties> = { [One in Entry as One['name']]?: ValueOf<One> };

type Merged<T> = { readonly [Name in keyof T]: T[Name] };

/** Checked values of the fields by name, merged with the entries of collections. Empty values are missing. */
export type ParamsOf<Fields extends INodeProperties[]> = Merged<
	Omit<CertainParams<Fields[number]> & OptionalParams<Fields[number]>, Paging> & EntryParams<EntryOf<Fields[number]>>
>;

/** Checked values of a collection's entries. */
export type EntriesOf<Entries extends INodeProperties[]> = Merged<
	EntryParams<Exclude<Entries[number], FixedCollection>> & EntryParams<EntryOf<Entries[number]>>
>;

/** Returns the fields except those with the given names. */
export const without = <Field extends INodeProperties, const Name extends Field['name']>(
	fields: Field[],
	...names: Name[]
): Array<Exclude<Field, { name: Name }>> => {
	const isLeft = (field: Field): field is Exclude<Field, { name: Name }> => !names.some((name) => name === field.name);
	return fields.filter(isLeft);
};

/** Checked values of any action's fields, without `returnAll`, `limit` and `options`. */
export type Params = Readonly<Record<string, Value | undefined>>;
