import type { INodeParameters } from 'n8n-workflow';
import { day, timeOrDay, type Kind } from './kinds';

/** One parameter of an action: what it takes, and where that reaches Twilio. */
export interface Row {
	name: string;
	/** The collection it lies in. */
	in?: 'additionalFields' | 'filters' | 'options';
	kind: Kind;
	/** The name of Twilio's field. */
	wire?: string;
	/** The ending of the path of the request in question, where it follows the first one. */
	follows?: string;
	/** The path in which the value stands, encoded. */
	path?: (value: string) => string;
	/** Without a value nothing is sent. */
	required?: boolean;
	/** Parameters that must have another value than in the least request. */
	given?: INodeParameters;
	/** What `given` changes in the request by itself. */
	base?: Record<string, string[]>;
	/** Where in the parameter the expression stands, if it is not the whole. */
	wrap?: (expression: string) => INodeParameters;
	/** Fields that come with it. */
	implied?: (wire: string | string[]) => Record<string, string[] | undefined>;
	/** How several values travel, if not under a repeated key. */
	joined?: boolean;
	/** What stands for no value in the request, if the field is not left out. */
	otherwise?: string[];
}

export type Rows = Row[];

export const required = (name: string, kind: Kind, where: Pick<Row, 'wire' | 'path' | 'given' | 'implied'>): Row => ({
	name,
	kind,
	required: true,
	...where,
});

/** The three filters by one date. */
export const dates = (name: string): Record<string, Kind> => ({
	[name]: day,
	[`${name}Before`]: timeOrDay,
	[`${name}After`]: timeOrDay,
});

/** Rows in `additionalFields`, whose wire names are Twilio's: `statusCallback` is `StatusCallback`. */
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
