import type { IDataObject } from 'n8n-workflow';
import { codeOf } from '../errors/twilioApiError';
import { readException, readObject } from './json';
import type { TwilioRequest } from './request';
import type { RawResponse } from './sendOnce';

/** How an attempt ended. */
export type AttemptResult =
	/** Any 2xx that could be read. */
	| 'ok'
	/** 429: Twilio did not process the request. */
	| 'rateLimited'
	/** The connection never came about. */
	| 'notSent'
	/** The connection broke, or the time was up, after the request went out. */
	| 'noResponse'
	| 'serverError'
	/** A 2xx whose body could not be read. */
	| 'unreadable'
	/** Sent elsewhere, where we do not go. A POST may have had its effect before: servers answer like that then. */
	| 'redirected'
	/** 404 for a file whose record was there just before: https://support.twilio.com/hc/en-us/articles/44750147594523 */
	| 'notReady'
	/** Twilio understood the request and refused it. */
	| 'refused';

type Verdict = 'done' | 'retry' | 'fail' | 'uncertain';

/**
 * What may be repeated. Twilio has no idempotency key for messages, calls and verifications, so a POST
 * is repeated only where it certainly had no effect.
 */
export const RETRY_POLICY: Record<TwilioRequest['method'], Record<AttemptResult, Verdict>> = {
	GET: {
		ok: 'done',
		rateLimited: 'retry',
		notSent: 'retry',
		noResponse: 'retry',
		serverError: 'retry',
		unreadable: 'retry',
		redirected: 'fail',
		notReady: 'retry',
		refused: 'fail',
	},
	DELETE: {
		ok: 'done',
		rateLimited: 'retry',
		notSent: 'retry',
		noResponse: 'retry',
		serverError: 'retry',
		unreadable: 'done',
		redirected: 'fail',
		notReady: 'fail',
		refused: 'fail',
	},
	POST: {
		ok: 'done',
		rateLimited: 'retry',
		notSent: 'retry',
		noResponse: 'uncertain',
		serverError: 'uncertain',
		unreadable: 'uncertain',
		redirected: 'uncertain',
		notReady: 'fail',
		refused: 'fail',
	},
};

/** Verify answers 429 as well when the attempts for a recipient are used up. Patience does not help then. */
export const LIMIT_REACHED = [60202, 60203, 60212];

/** A response and what it means. */
export interface Attempt extends RawResponse {
	result: AttemptResult;
	body?: IDataObject;
}

/** What a response means for the request that it is for. */
export function classifyResponse(request: TwilioRequest, isFile: boolean, response: RawResponse): Attempt {
	const { status, text, failureReason, notSent } = response;
	if (status === undefined) return { ...response, result: notSent ? 'notSent' : 'noResponse' };
	const body = failureReason === undefined ? (readObject(text) ?? readException(text)) : undefined;
	const result =
		classifyStatus(status, codeOf(body), isFile) ?? (hasContent(request, body, response) ? 'ok' : 'unreadable');
	return { ...response, body, result };
}

/** How an attempt ended whose response is not 2xx. */
function classifyStatus(status: number, code: number | null, isFile: boolean): AttemptResult | undefined {
	if (status === 429) return LIMIT_REACHED.includes(code ?? 0) ? 'refused' : 'rateLimited';
	// 408 is said of a request that did not come in time, but by gateways that passed it on as well.
	if (status >= 500 || status === 408) return 'serverError';
	// 307 and 308 ask to send the same again elsewhere: it had no effect here.
	if (status >= 300 && status < 307) return 'redirected';
	if (isFile && status === 404) return 'notReady';
	return status < 200 || status >= 300 ? 'refused' : undefined;
}

/** Whether a 2xx holds what is needed. Of a deletion the status is enough. */
function hasContent({ method }: TwilioRequest, body: IDataObject | undefined, { consumed }: RawResponse): boolean {
	if (method === 'DELETE') return true;
	return method === 'POST' ? typeof body?.sid === 'string' : body !== undefined || consumed !== undefined;
}

const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/** No repeat starts later than this after the request's first attempt, nor after the run's last success, in milliseconds. */
export const RETRY_WITHIN = 300_000;

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
