import type { IDataObject } from 'n8n-workflow';
import { codeOf } from '../errors/twilioApiError';
import { readException, readObject } from './json';
import type { TwilioRequest } from './request';
import type { RawResponse } from './sendOnce';

/** How an attempt ended. */
export type AttemptResult =
	/** Any 2xx that could be read. */
	| 'ok'
	/** 429 of the whole account: Twilio did not process the request. */
	| 'rateLimited'
	/** 429 of one sender, recipient or service, which says nothing of the account's other requests. */
	| 'throttled'
	/** The connection never came about. */
	| 'notSent'
	/** The connection broke, or the time was up, after the request went out. */
	| 'noResponse'
	| 'serverError'
	/** A 2xx whose body could not be read. */
	| 'unreadable'
	/** Any 3xx. We do not follow. A POST may have had its effect before: servers often redirect after one. */
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
		throttled: 'retry',
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
		throttled: 'retry',
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
		throttled: 'retry',
		notSent: 'retry',
		noResponse: 'uncertain',
		serverError: 'uncertain',
		unreadable: 'uncertain',
		redirected: 'uncertain',
		notReady: 'fail',
		refused: 'fail',
	},
};

/**
 * Codes that come with 429 although waiting for minutes does not help: the attempts for a recipient of Verify are
 * used up for 10 minutes (60202, 60203), the sender's queue is full (21611), the account's messages of the hour or of
 * the day are used up (60728, 63038). Not 60212, too many verifications of one number at a time: that is a safeguard
 * for concurrency, of which https://www.twilio.com/docs/errors/20429 says to retry with exponential backoff.
 * https://www.twilio.com/docs/api/errors
 */
export const LIMIT_REACHED = [21611, 60202, 60203, 60728, 63038];

/** Too many concurrent requests of the account. https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_REQUESTS = 20429;

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
	if (status === 429) {
		if (LIMIT_REACHED.includes(code ?? 0)) return 'refused';
		return (code ?? TOO_MANY_REQUESTS) === TOO_MANY_REQUESTS ? 'rateLimited' : 'throttled';
	}
	// 408 is said of a request that did not come in time, but by gateways that passed it on as well.
	if (status >= 500 || status === 408) return 'serverError';
	if (status >= 300 && status < 400) return 'redirected';
	if (isFile && status === 404) return 'notReady';
	return status < 200 || status >= 400 ? 'refused' : undefined;
}

/** Whether a 2xx holds what is needed. Of a deletion the status is enough. */
function hasContent({ method }: TwilioRequest, body: IDataObject | undefined, { consumed }: RawResponse): boolean {
	if (method === 'DELETE') return true;
	return method === 'POST' ? typeof body?.sid === 'string' : body !== undefined || consumed !== undefined;
}

const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/** How long a request is retried, and an account that refuses everything is asked again, in milliseconds. */
export const RETRY_WITHIN = 300_000;

/**
 * How long to wait before the next attempt, in milliseconds: a time that doubles, half of it random
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/; all of it random can be
 * next to nothing several times, and then the retries are used up too early), but not less than Twilio asks for.
 * @param attempt 0 after the first
 * @param longest the cap of the time without jitter
 */
export function waitBefore(attempt: number, asked?: number, longest = LONGEST_WAIT): number {
	const backoff = (0.5 + Math.random() / 2) * Math.min(longest, FIRST_WAIT * 2 ** attempt);
	return Math.min(LONGEST_WAIT, Math.max(backoff, asked ?? 0));
}

/** The header `Retry-After` in milliseconds: seconds or a date. Nonsense is nothing. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string') return undefined;
	const wait = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return wait > 0 ? Math.min(wait, LONGEST_WAIT) : undefined;
}

/** How often one request may be retried, and for how long. */
export interface RetryLimits {
	/** Of failures other than 429. Waiting out a 429 uses none up, but 0 turns that off too. */
	maxRetries: number;
	/** In milliseconds; `RETRY_WITHIN` if not given. */
	retryWithin?: number;
}

/**
 * The retries of one request. Failures are counted. A 429 had no effect, and how many there are depends on what
 * others send meanwhile: there the request's own waits together are bounded. The time in the account's queue does
 * not count: while others are accepted, the queue moves on, and this request gets its turn.
 */
export class Retries {
	private failures = 0;
	private refusals = 0;
	private waited = 0;

	constructor(private readonly limits: RetryLimits) {}

	/** The time to wait before the next attempt, in milliseconds, or nothing if there should be none. */
	waitAfter({ result, headers }: Attempt): number | undefined {
		const { maxRetries, retryWithin = RETRY_WITHIN } = this.limits;
		const isRefusal = result === 'rateLimited' || result === 'throttled';
		const count = isRefusal ? this.refusals++ : this.failures++;
		if (maxRetries === 0 || (!isRefusal && count >= maxRetries)) return undefined;
		const wait = waitBefore(count, retryAfter(headers));
		this.waited += wait;
		return this.waited < retryWithin ? wait : undefined;
	}
}
