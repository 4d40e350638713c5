import type { IDataObject } from 'n8n-workflow';
import type { TwilioRequest } from './request';

/** How an attempt ended. */
export type Outcome =
	/** Any 2xx that could be read. */
	| 'ok'
	/** 429: Twilio did not process the request. */
	| 'tooMany'
	/** The connection never came about. */
	| 'notSent'
	/** The connection broke, or the time was up, after the request went out. */
	| 'lost'
	| 'serverError'
	/** A 2xx whose body could not be read. */
	| 'unreadable'
	/** Sent elsewhere, where we do not go. A POST may have had its effect before: servers answer like that then. */
	| 'redirected'
	/** 404 for a file whose record was there just before: https://support.twilio.com/hc/en-us/articles/44750147594523 */
	| 'notYet'
	/** Twilio understood the request and refused it. */
	| 'refused';

type Verdict = 'done' | 'repeat' | 'fail' | 'uncertain';

/**
 * What may be repeated. Twilio has no idempotency key for messages, calls and verifications, so a POST
 * is repeated only where it certainly had no effect.
 */
export const VERDICT: Record<TwilioRequest['method'], Record<Outcome, Verdict>> = {
	GET: {
		ok: 'done',
		tooMany: 'repeat',
		notSent: 'repeat',
		lost: 'repeat',
		serverError: 'repeat',
		unreadable: 'repeat',
		redirected: 'fail',
		notYet: 'repeat',
		refused: 'fail',
	},
	DELETE: {
		ok: 'done',
		tooMany: 'repeat',
		notSent: 'repeat',
		lost: 'repeat',
		serverError: 'repeat',
		unreadable: 'done',
		redirected: 'fail',
		notYet: 'fail',
		refused: 'fail',
	},
	POST: {
		ok: 'done',
		tooMany: 'repeat',
		notSent: 'repeat',
		lost: 'uncertain',
		serverError: 'uncertain',
		unreadable: 'uncertain',
		redirected: 'uncertain',
		notYet: 'fail',
		refused: 'fail',
	},
};

/** Verify answers 429 as well when the attempts for a recipient are used up. Patience does not help then. */
export const USED_UP = [60202, 60203, 60212];

const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/** No repeat starts later than this after the request's first attempt, nor after the run's last success, in milliseconds. */
export const REPEAT_WITHIN = 300_000;

/**
 * How long to wait before the next attempt, in milliseconds: a time that doubles, half of it random
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/; all of it random can be
 * next to nothing several times, and then the repeats are used up too early), but not less than Twilio asks for.
 * @param attempt 0 after the first
 */
export function waitBefore(attempt: number, asked: number | undefined): number {
	const backoff = (0.5 + Math.random() / 2) * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
	return Math.min(LONGEST_WAIT, Math.max(backoff, asked ?? 0));
}

/** The header `Retry-After` in milliseconds: seconds or a date. Nonsense is nothing. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const wait = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return wait > 0 ? Math.min(wait, LONGEST_WAIT) : undefined;
}
