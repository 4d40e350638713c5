import type { INodeParameters } from 'n8n-workflow';
import { day, timeOrDay, type Kind } from './kinds';

/** One parameter of an action: the values it takes, and where they reach Twilio. */
export interface Row {
	name: string;
	/** The collection that contains it. */
	in?: 'additionalFields' | 'filters' | 'options';
	kind: Kind;
	/** Name of Twilio's field. */
	wire?: string;
	/** Suffix of the path of the request to check, if it follows the main one. */
	follows?: string;
	/** Returns the path that contains the value, encoded. */
	path?: (value: string) => string;
	/** Whether nothing is sent without a value. */
	required?: boolean;
	/** Parameters that must differ from the minimal request. */
	given?: INodeParameters;
	/** Changes to the request made by `given` alone. */
	base?: Record<string, string[]>;
	/** Puts the expression in its place in the parameter, if it is not the whole value. */
	wrap?: (expression: string) => INodeParameters;
	/** Fields that are sent along with it. */
	implied?: (wire: string | string[]) => Record<string, string[] | undefined>;
	/** Whether several values are joined with commas instead of sent under a repeated key. */
	joined?: boolean;
	/** What the request holds when there is no value, if the field is not left out. */
	otherwise?: string[];
}

export type Rows = Row[];

export const required = (name: string, kind: Kind, where: Pick<Row, 'wire' | 'path' | 'given' | 'implied'>): Row => ({
	name,
	kind,
	required: true,
	...where,
});

/** The three filters for one date. */
export const dates = (name: string): Record<string, Kind> => ({
	[name]: day,
	[`${name}Before`]: timeOrDay,
	[`${name}After`]: timeOrDay,
});

/** Rows in `additionalFields`, with wire names derived from their names: `statusCallback` is `StatusCallback`. */
export const additional = (kinds: Record<string, Kind>): Rows => collected('additionalFields', kinds);

/** The same in `filters`: `dateSentBefore` is `DateSent<`. */
export const filters = (kinds: Record<string, Kind>): Rows => collected('filters', kinds);

const collected = (collection: 'additionalFields' | 'filters', kinds: Record<string, Kind>): Rows =>
	Object.entries(kinds).map(([name, kind]) => ({ name, in: collection, kind, wire: wireName(name) }));

const wireName = (name: string) => {
	const sign = /(?<=.)(Before|After)$/.exec(name)?.[0];
	const plain = sign ? name.slice(0, -sign.length) : name;
	return plain.charAt(0).toUpperCase() + plain.slice(1) + (sign === 'Before' ? '<' : sign === 'After' ? '>' : '');
};
