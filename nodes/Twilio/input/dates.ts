import { DateTime, type DateTimeOptions } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { MAX_WORD } from './limits';
import { invalid } from './refusal';
import { trimmed } from './trimmed';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A year, month and day at the start. Luxon would complete a text without them from the current date. */
const FULL_DAY = /^\d{4}-?\d{2}-?\d{2}/;

type Parser = (text: string, options: DateTimeOptions) => DateTime;

/** Parsers for the formats in which people and other nodes write a point in time. */
const FROM_FULL_DAY: readonly Parser[] = [
	(text, options) => DateTime.fromISO(text, options),
	(text, options) => DateTime.fromSQL(text, options),
];
const FROM_OTHER: readonly Parser[] = [(text, options) => DateTime.fromRFC2822(text, options)];

/**
 * Returns a point in time in UTC, as Twilio writes it: `2027-01-31T12:30:00Z`. With `typeOptions.dateOnly` the result
 * is a day instead: `2027-01-31`. With `typeOptions.allowDateOnly` it can be either, and a day stays a day.
 * @param zone time zone of values that have none
 * @throws InvalidParameterError for anything else
 */
export function checkDate(field: INodeProperties, value: unknown, zone: string): string {
	const { dateOnly, allowDateOnly } = field.typeOptions ?? {};
	const date = readDate(value, zone);
	const text = dateOnly || (allowDateOnly && isDay(value)) ? date?.toISODate() : date && inSeconds(date);
	if (text) return text;
	const requirement = dateOnly
		? 'must be a date, such as 2027-01-31'
		: 'must be a date and time, such as 2027-01-31T12:30:00Z';
	throw invalid(field, requirement, value);
}

const inSeconds = (date: DateTime) => date.toUTC().startOf('second').toISO({ suppressMilliseconds: true });

const isDay = (value: unknown) => typeof value === 'string' && DAY.test(trimmed(value));

/** Reads a value in its own time zone, or else in `zone`. Invalid or `undefined` if it is not a point in time. */
function readDate(value: unknown, zone: string): DateTime | undefined {
	if (typeof value === 'string') return readText(trimmed(value), zone);
	const date = toDateTime(value, zone);
	if (date) return date;
	const millis = typeof value === 'number' ? readNumber(value) : millisOf(value);
	return typeof millis === 'number' && Number.isFinite(millis) ? DateTime.fromMillis(millis, { zone }) : undefined;
}

/** Milliseconds since the epoch in March 1973. As seconds, they are in the year 5138. */
const EARLIEST = 1e11;

/** Reads a number of milliseconds or seconds since the epoch. A smaller number is no date, such as a spreadsheet's day. */
function readNumber(value: number): number | undefined {
	const millis = value < EARLIEST ? value * 1000 : value;
	return millis < EARLIEST ? undefined : millis;
}

/** Converts a Date or DateTime; `undefined` for anything else, such as a look-alike object from JSON. */
export function toDateTime(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	return DateTime.isDateTime(value) && typeof value.toISO === 'function' ? value : undefined;
}

/** `valueOf` of other libraries' dates returns milliseconds. In an object from JSON, `valueOf` may be anything. */
function millisOf(value: unknown): unknown {
	try {
		return typeof value === 'object' ? value?.valueOf() : undefined;
	} catch {
		return undefined;
	}
}

function readText(text: string, zone: string): DateTime | undefined {
	if (text.length > MAX_WORD) return undefined;
	for (const read of FULL_DAY.test(text) ? FROM_FULL_DAY : FROM_OTHER) {
		const date = read(text, { zone, setZone: true });
		if (date.isValid) return date;
	}
	return undefined;
}
