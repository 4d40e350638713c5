import { DateTime } from 'luxon';
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { shortened } from '../errors/shortened';
import { textOf } from '../records/read';

/** Returns the entry of a record for a list in the editor; none if it has no value to pick. */
export function item(known: unknown[], value: unknown): INodeListSearchItems[] {
	const picked = textOf(value);
	const shown = known.filter((part) => typeof part === 'number' || textOf(part) !== '');
	return picked === '' ? [] : [{ name: shown.join(' · ') || picked, value: picked }];
}

/** Returns who a message or call came from or went to: `From +14155550123`. */
export const otherParty = ({ direction, from, to }: IDataObject): string =>
	(textOf(direction).startsWith('inbound') ? ['From', textOf(from)] : ['To', textOf(to)]).filter(Boolean).join(' ');

/** Returns the first words of a text, on one line. */
export const firstWords = (text: unknown): unknown =>
	typeof text === 'string' ? shortened(text, 40).replace(/\s+/g, ' ') : text;

/** Formats a time from Twilio's responses, in either of its formats, for the time zone: `2026-11-24 20:55`. */
export function dateTime(time: unknown, zone: string): string | undefined {
	const date = DateTime.fromMillis(Date.parse(String(time)), { zone });
	return date.isValid ? date.toFormat('yyyy-MM-dd HH:mm') : undefined;
}

/** Formats a number of seconds: `5 s` or `1 min 5 s`. Twilio returns -1 or nothing while it is unknown. */
export function duration(seconds: unknown): string | undefined {
	const known = seconds === null || seconds === '' ? NaN : Number(seconds);
	if (!(known >= 0)) return undefined;
	return known < 60 ? `${known} s` : `${Math.floor(known / 60)} min ${known % 60} s`;
}

/** Returns a status, unless it is the one that all records end with. */
export const unlessCompleted = (status: unknown): unknown => (status === 'completed' ? undefined : status);

/** Returns the name of an Intelligence service. */
export const nameOfService = ({ friendly_name, unique_name, sid }: IDataObject): unknown =>
	friendly_name || unique_name || sid;
