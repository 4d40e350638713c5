import type { IDataObject } from 'n8n-workflow';
import { entriesOf, isObject, textOf } from '../records/read';
import { adviceFor } from './errorCodes';
import { shortened } from './shortened';

interface ErrorFacts {
	/** HTTP status of Twilio's response. */
	status?: number;
	/** Twilio's response, if it could be read. */
	body?: IDataObject;
	/** The record of a request that took effect nevertheless, as Twilio returned it. */
	record?: IDataObject;
	/** Whether the request may have taken effect although no usable response arrived. */
	uncertain?: boolean;
	/** What Node.js reported. It contains no credentials. */
	cause?: unknown;
}

/** A request that did not succeed. The message is for the user. */
export class TwilioApiError extends Error {
	override readonly name = 'TwilioApiError';
	readonly status: number | null;
	/** Twilio's error code: https://www.twilio.com/docs/api/errors */
	readonly code: number | null;
	readonly moreInfo: string | null;
	readonly uncertain: boolean;
	readonly body?: IDataObject;
	/** The record of a request that took effect nevertheless, as Twilio returned it. */
	readonly record?: IDataObject;

	constructor(message: string, { status, body, record, uncertain = false, cause }: ErrorFacts = {}) {
		super(message, { cause });
		this.status = status ?? null;
		this.code = codeOf(body);
		this.moreInfo = typeof body?.more_info === 'string' ? body.more_info : linkTo(this.code);
		this.uncertain = uncertain;
		this.body = body;
		this.record = record;
	}

	/** Whether the request took effect, or may have. In this case it must not be sent again. */
	get isSettled(): boolean {
		return this.uncertain || this.record !== undefined;
	}
}

/** Puts the SID of the record that a request is about in front of the request's failure, unless the failure has it. */
export async function about<T>(sid: string, response: Promise<T>): Promise<T> {
	return await response.catch((error: unknown) => {
		if (!(error instanceof TwilioApiError) || error.message.includes(sid)) throw error;
		const { status, body, record, uncertain } = error;
		const facts = { status: status ?? undefined, body, record, uncertain, cause: error };
		throw new TwilioApiError(`${sid}: ${error.message}`, facts);
	});
}

/** Returns Twilio's error code from a response in either of its error formats. */
export function codeOf(body: IDataObject | undefined): number | null {
	const code = typeof body?.code === 'string' ? Number(body.code.trim() || NaN) : body?.code;
	return typeof code === 'number' && Number.isInteger(code) ? code : null;
}

const linkTo = (code: number | null) => (code === null ? null : `https://www.twilio.com/docs/errors/${code}`);

/** Returns what Twilio says went wrong, in either of its error formats. */
export const messageOf = (body: IDataObject | undefined): string | null =>
	textOf(body?.message) || textOf(body?.detail) || textOf(body?.title) || null;

/** What Twilio sends besides an error's message: https://www.rfc-editor.org/rfc/rfc9457 and fields of its own. */
const DETAIL_FIELDS = ['detail', 'errors', 'details', 'params'];

/** Maximum depth of details. Twilio's have two or three levels; thousands overflow the stack, also that of n8n. */
const MAX_DEPTH = 10;

function isTooDeep(value: unknown, left = MAX_DEPTH): boolean {
	const entries: unknown[] = isObject(value) ? Object.values(value) : entriesOf(value);
	return entries.some((entry) => left === 0 || isTooDeep(entry, left - 1));
}

/** Returns the fields with details of an error, as Twilio sent them, except for those too deep. */
export function detailsOf(body: IDataObject | undefined): IDataObject {
	const details: IDataObject = {};
	for (const name of DETAIL_FIELDS) {
		const value = body?.[name] ?? null;
		if (value !== null && !isTooDeep(value)) details[name] = value;
	}
	return details;
}

/** Maximum length of what Twilio says, in characters. More is of no use in a sentence. */
const MAX_QUOTE = 500;

/** Shortens a text of Twilio's for use in a sentence. */
export const quoted = (said: string): string => shortened(said, MAX_QUOTE);

/** Describes the details of an error, without what the message already says. */
function detailsInWords(body: IDataObject | undefined, said: string | null): string | undefined {
	const words = (value: unknown): string[] => {
		if (Array.isArray(value)) return value.flatMap(words);
		if (!isObject(value)) return [String(value)];
		const { detail, pointer, ...others } = value;
		const place = textOf(pointer).replace(/^#?\//, '');
		const problem = [place, detail === said ? '' : textOf(detail)].filter(Boolean).join(': ');
		const rest = Object.entries(others).map(([name, entry]) => `${name}: ${words(entry).join(', ')}`);
		return [problem, ...rest].filter(Boolean);
	};
	const text = words(Object.values(detailsOf(body)))
		.filter((word) => word !== said)
		.join('; ');
	return text ? `Details: ${quoted(text)}` : undefined;
}

/**
 * Describes what Twilio says in an error, what it means and what to do about it.
 * @param path of the request
 */
export function describe(status: number, body: IDataObject | undefined, path: readonly unknown[]): string {
	const code = codeOf(body);
	const said = messageOf(body);
	const head = code === null ? `Twilio returned HTTP ${status}` : `Twilio returned error ${code} (HTTP ${status})`;
	return sentences(
		said ? `${head}: ${quoted(said)}` : head,
		detailsInWords(body, said),
		adviceFor(status, code, path),
		seeAlso(code),
	);
}

/** Refers to the page that explains an error code. */
export const seeAlso = (code: number | null) => (code === null ? undefined : `See ${linkTo(code)}`);

/** Joins texts as sentences. A link at the end has no period, so that it can be clicked. */
export const sentences = (...texts: Array<string | undefined>): string =>
	texts
		.flatMap((text) => text || [])
		.map((text) => (/[.!?…]$/.test(text) || text.startsWith('See ') ? text : `${text}.`))
		.join(' ');
