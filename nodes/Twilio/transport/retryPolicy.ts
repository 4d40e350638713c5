import type { IDataObject } from 'n8n-workflow';
import { codeOf } from '../errors/twilioApiError';
import { readException, readObject } from './json';
import type { TwilioRequest } from './request';
import type { RawResponse } from './sendOnce';

/** How an attempt ended. */
export type AttemptResult =
	/** Any 2xx that could be read. */
	| 'ok'
	/** 429 for the whole account. Twilio did not process the request. */
	| 'rateLimited'
	/** 429 for one sender, recipient or service, which says nothing about the account's other requests. */
	| 'throttled'
	/** The connection was never established. */
	| 'notSent'
	/** The connection broke, or the deadline passed, after the request was sent. */
	| 'noResponse'
	| 'serverError'
	/** A 2xx whose body could not be read. */
	| 'unreadable'
	/** Any 3xx that is not followed. A POST may already have taken effect: servers often redirect after one. */
	| 'redirected'
	/** 404 for a file whose record existed just before: https://support.twilio.com/hc/en-us/articles/44750147594523 */
	| 'notReady'
	/** Twilio understood the request and refused it. */
	| 'refused';

type Verdict = 'done' | 'retry' | 'fail' | 'uncertain';

/**
 * What to do after each result. Twilio has no idempotency key for messages, calls and verifications, so a POST is
 * retried only if it certainly had no effect.
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
 * Codes that come with 429 although waiting a few minutes does not help: the attempts for a Verify recipient are used
 * up for 10 minutes (60202, 60203), the sender's queue is full (21611), or the account's hourly or daily messages are
 * used up (60728, 63038). Does not include 60212, too many concurrent verifications of one number: that is a
 * concurrency safeguard, for which https://www.twilio.com/docs/errors/20429 recommends exponential backoff.
 * https://www.twilio.com/docs/api/errors
 */
export const LIMIT_REACHED = [21611, 60202, 60203, 60728, 63038];

/** Too many concurrent requests for the account. https://www.twilio.com/docs/api/errors/20429 */
const TOO_MANY_REQUESTS = 20429;

/** A response and its classification. */
export interface Attempt extends RawResponse {
	result: AttemptResult;
	body?: IDataObject;
	/** Time from the request's turn in the queue to the end of the attempt, in milliseconds. */
	duration?: number;
}

/** Maximum length of an error in JSON, in characters. A longer one is not Twilio's, and its details would block n8n. */
const MAX_ERROR = 100_000;

/** Classifies the response to a request. */
export function classifyResponse(request: TwilioRequest, isFile: boolean, response: RawResponse): Attempt {
	const { status, text, failureReason, notSent } = response;
	if (status === undefined) return { ...response, result: notSent ? 'notSent' : 'noResponse' };
	const json = status < 300 || text.length <= MAX_ERROR ? text : '';
	const body = failureReason === undefined ? (readObject(json) ?? readException(text)) : undefined;
	const result =
		classifyStatus(status, codeOf(body), isFile) ?? (hasContent(request, body, response) ? 'ok' : 'unreadable');
	return { ...response, body, result };
}

/** Classifies a status; `undefined` for a 2xx. */
function classifyStatus(status: number, code: number | null, isFile: boolean): AttemptResult | undefined {
	if (status === 429) {
		if (LIMIT_REACHED.includes(code ?? 0)) return 'refused';
		return (code ?? TOO_MANY_REQUESTS) === TOO_MANY_REQUESTS ? 'rateLimited' : 'throttled';
	}
	// 408 means that the request did not arrive in time, but gateways that passed it on return it as well.
	if (status >= 500 || status === 408) return 'serverError';
	if (status >= 300 && status < 400) return 'redirected';
	if (isFile && status === 404) return 'notReady';
	return status < 200 || status >= 400 ? 'refused' : undefined;
}

/** Checks whether a 2xx has the required content. For a deletion, the status is enough. */
function hasContent({ method }: TwilioRequest, body: IDataObject | undefined, { consumed }: RawResponse): boolean {
	if (method === 'DELETE') return true;
	return method === 'POST' ? typeof body?.sid === 'string' : body !== undefined || consumed !== undefined;
}

const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;

/** How long retries continue, for one request and for an account whose requests are all refused, in milliseconds. */
export const RETRY_WITHIN = 300_000;

/**
 * Returns the wait before the next attempt, in milliseconds: a time that doubles, half of it random
 * (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/; a fully random wait can be
 * close to zero several times, which uses up the retries too early), but no less than Twilio asks for, up to 30 s.
 * @param attempt 0 after the first attempt
 * @param longest cap on the time before jitter
 */
export function waitBefore(attempt: number, asked?: number, longest = LONGEST_WAIT): number {
	const backoff = (0.5 + Math.random() / 2) * Math.min(longest, FIRST_WAIT * 2 ** attempt);
	return Math.min(LONGEST_WAIT, Math.max(backoff, asked ?? 0));
}

/** Returns the `Retry-After` header (seconds or a date) in milliseconds, or `undefined` if missing or invalid. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (typeof value !== 'string') return undefined;
	const wait = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return wait > 0 ? Math.min(wait, LONGEST_WAIT) : undefined;
}

/** How often one request may be retried, and for how long. */
export interface RetryLimits {
	/** Number of retries after failures other than 429. Waiting out a 429 uses up none, but 0 turns that off too. */
	maxRetries: number;
	/** Maximum total of attempts and waits, in milliseconds, for another retry; `RETRY_WITHIN` by default. */
	retryWithin?: number;
}

/**
 * Tracks the retries of one request. Failures are counted. A 429 had no effect, and how many there are depends on
 * what others send in the meantime, so they are limited only by the time of all attempts and waits together. Time in
 * the account's queue does not count: as long as others are accepted, the queue moves on and this request gets its turn.
 */
export class Retries {
	private failures = 0;
	private refusals = 0;
	private elapsed = 0;

	constructor(private readonly limits: RetryLimits) {}

	/** Returns the wait before the next attempt, in milliseconds, or `undefined` if there should be none. */
	waitAfter({ result, headers, duration = 0 }: Attempt): number | undefined {
		const { maxRetries, retryWithin = RETRY_WITHIN } = this.limits;
		const isRefusal = result === 'rateLimited' || result === 'throttled';
		const count = isRefusal ? this.refusals++ : this.failures++;
		if (maxRetries === 0 || (!isRefusal && count >= maxRetries)) return undefined;
		const wait = waitBefore(count, retryAfter(headers));
		this.elapsed += duration + wait;
		return this.elapsed < retryWithin ? wait : undefined;
	}
}
