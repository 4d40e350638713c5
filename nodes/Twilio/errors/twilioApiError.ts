import type { IDataObject } from 'n8n-workflow';
import { adviceFor } from './errorCodes';

interface ErrorFacts {
	/** HTTP status of Twilio's answer. */
	status?: number;
	/** Twilio's answer, if it could be read. */
	body?: IDataObject;
	/** The record of a request that had its effect all the same, as Twilio gives it. */
	record?: IDataObject;
	/** Whether the request may have had its effect although no good answer came. */
	uncertain?: boolean;
}

/** A request that did not succeed. The message is for the user. */
export class TwilioApiError extends Error {
	readonly status: number | null;
	/** Twilio's error code: https://www.twilio.com/docs/api/errors */
	readonly code: number | null;
	readonly moreInfo: string | null;
	readonly uncertain: boolean;
	readonly body?: IDataObject;
	/** The record of a request that had its effect all the same, as Twilio gives it. */
	readonly record?: IDataObject;

	constructor(message: string, { status, body, record, uncertain = false }: ErrorFacts = {}) {
		super(message);
		this.status = status ?? null;
		this.code = codeOf(body);
		this.moreInfo = typeof body?.more_info === 'string' ? body.more_info : linkTo(this.code);
		this.uncertain = uncertain;
		this.body = body;
		this.record = record;
	}

	/** Whether the request had its effect, or may have had it: then it must not be made again. */
	get isSettled(): boolean {
		return this.uncertain || this.record !== undefined;
	}
}

/** Twilio's error code in an answer, of either of its error formats. */
export function codeOf(body: IDataObject | undefined): number | null {
	const code = typeof body?.code === 'string' ? Number(body.code.trim() || NaN) : body?.code;
	return Number.isInteger(code) ? (code as number) : null;
}

const linkTo = (code: number | null) => (code === null ? null : `https://www.twilio.com/docs/errors/${code}`);

/** What Twilio says went wrong, in either of its error formats. */
export const messageOf = (body: IDataObject | undefined): string | null =>
	([body?.message, body?.detail, body?.title].find((entry) => typeof entry === 'string' && entry !== '') as
		string | undefined) ?? null;

/** One text of what Twilio says in an error, what it means and how to go on. */
export function describe(status: number, body: IDataObject | undefined): string {
	const code = codeOf(body);
	const said = messageOf(body);
	const head = `Twilio answered ${code === null ? '' : `with error ${code} and `}HTTP status ${status}`;
	const link = linkTo(code);
	return [said ? `${head}: ${said}` : head, adviceFor(status, code), link && `See ${link}`]
		.filter(Boolean)
		.map(sentence)
		.join(' ');
}

const sentence = (text: unknown) =>
	/[.!?]$/.test(String(text)) || String(text).startsWith('See ') ? String(text) : `${String(text)}.`;
