import type { IDataObject } from 'n8n-workflow';
import { entriesOf, isObject } from '../records/read';
import { sidRegex } from '../records/sid';

const LEFT_OUT =
	'Only the first ones fit into Max Result Size of this tool. To get what you need, use a filter or a lower limit.';
const CUT = 'The ends of long texts and lists are left out: they do not fit into Max Result Size of this tool.';

/**
 * Shortens an envelope so that, as the only item of a result, it has at most `max` characters of JSON. Its list keeps
 * as many of the first records as fit, and `more` next to the list says so. If not even the first one fits, its long
 * texts and lists are cut, but no SID, and its raw response is left out. Stops at the first record that does not fit.
 * @param key of the list; an envelope without one is returned as is
 */
export function fit(envelope: IDataObject, key: string | undefined, max: number): IDataObject {
	if (key === undefined || max === Infinity) return envelope;
	const records = entriesOf(envelope[key]);
	const raw = envelope.raw === undefined ? undefined : entriesOf(envelope.raw);
	const found = records.length;
	const rest = { ...envelope, [key]: [], ...(raw && { raw: [] }) };
	if (countFitting(records, raw, max - sizeOf([rest])) === found) return envelope;
	const shortened = (list: unknown[], hint: string, withRaw = list.length): IDataObject => ({
		...envelope,
		[key]: list,
		...(raw && { raw: raw.slice(0, withRaw) }),
		more: { shown: list.length, found, hint },
	});
	const room = max - sizeOf([shortened([], LEFT_OUT + CUT)]) - `${found}`.length;
	const shown = countFitting(records, raw, room);
	if (shown > 0) return shortened(records.slice(0, shown), LEFT_OUT);
	return shortened([cut(records[0], room)], found > 1 ? `${CUT} ${LEFT_OUT}` : CUT, 0);
}

/**
 * Leaves the raw response out of a failure that, as the only item of a result, has more than `max` characters of JSON.
 * @param max `null` if n8n stored `Infinity` as JSON
 */
export const fitFailure = (envelope: IDataObject, max: number | null): IDataObject =>
	max && sizeOf([envelope]) > max ? { ...envelope, raw: null } : envelope;

/** Counts the records that fit, each with its raw response next to it or in a separate list. */
function countFitting(records: unknown[], raw: unknown[] | undefined, room: number): number {
	let left = room;
	for (const [index, record] of records.entries()) {
		left -= sizeOf(record) + ','.length + (raw ? sizeOf(raw[index]) + ',"raw":'.length : 0);
		if (left < 0) return index;
	}
	return records.length;
}

/** Returns the size in characters of JSON. */
const sizeOf = (value: unknown) => (JSON.stringify(value) ?? '').length;

const SID = new RegExp(`^${sidRegex('[A-Z]{2}')}$`);

/** Checks whether a value is a SID, which is of no use if cut. */
const isSid = (value: unknown) => typeof value === 'string' && SID.test(value);

/** Cuts a value to the room: texts and lists lose their ends, and the fields of an object share the room. */
function cut<Value>(value: Value, room: number): Value | string | unknown[] | IDataObject {
	if (sizeOf(value) <= room || isSid(value)) return value;
	if (typeof value === 'string') return cutText(value, room);
	if (Array.isArray(value)) {
		const list = entriesOf(value);
		return list.slice(0, countFitting(list, undefined, room - '[]'.length));
	}
	return isObject(value) ? cutFields(value, room - '{}'.length) : value;
}

function cutFields(object: IDataObject, room: number): IDataObject {
	const kept: IDataObject = { ...object };
	const names = Object.keys(object);
	let left = room - names.reduce((sum, name) => sum + sizeOf(name) + ':,'.length, 0);
	// SIDs come first. Room that the short fields do not need goes to the long ones.
	const sizeInOrder = (value: unknown) => (isSid(value) ? 0 : sizeOf(value));
	const shortFirst = names.map((name) => ({ name, size: sizeInOrder(object[name]) })).sort((a, b) => a.size - b.size);
	for (const [index, { name }] of shortFirst.entries()) {
		kept[name] = cut(object[name], Math.floor(left / (names.length - index)));
		left -= sizeOf(kept[name]);
	}
	return kept;
}

function cutText(text: string, room: number): string {
	const mark = '…';
	let start = text.slice(0, Math.max(0, room));
	// Quotes and line breaks take more room as JSON. Each round removes a tenth, so the total time is linear.
	while (start !== '' && sizeOf(start + mark) > room) start = start.slice(0, Math.floor(start.length * 0.9));
	return start.replace(/\p{Surrogate}$/u, '') + mark;
}
