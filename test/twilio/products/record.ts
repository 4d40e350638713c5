import { iso8601, rfc2822 } from '../dates';
import type { Product } from '../hosts';
import { examplesOf } from '../openapi';
import type { Values } from '../validation';

/** Replaces old texts with new ones everywhere, including in nested URLs. */
function substitute(value: unknown, pairs: Array<[old: string, text: string]>): unknown {
	if (typeof value === 'string') return pairs.reduce((text, [old, now]) => text.replaceAll(old, now), value);
	if (Array.isArray(value)) return value.map((entry) => substitute(entry, pairs));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, substitute(inner, pairs)]));
}

/** Returns a record based on Twilio's example, with its own SIDs in all its URLs and this creation time. */
export function fromExample(product: Product, example: Values, sids: Record<string, string>, time: number): Values {
	const pairs = Object.entries(sids).map(([name, sid]): [string, string] => [String(example[name]), sid]);
	const date = product === 'api' ? rfc2822(time) : iso8601(time);
	return { ...(substitute(example, pairs) as Values), date_created: date, date_updated: date };
}

/** Returns a record based on the first example of an operation. */
export const newRecord = (product: Product, operationId: string, sids: Record<string, string>, time: number): Values =>
	fromExample(product, examplesOf(product, operationId)[0]!, sids, time);
