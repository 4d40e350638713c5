import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { describe, TwilioApiError } from '../errors/twilioApiError';
import {
	sendOnce,
	type RawResponse,
	type ByteStream,
	type OutgoingRequest,
	type Consume,
	type HttpContext,
} from './sendOnce';
import { isMediaAddress, urlOf, type Account } from './hosts';
import type { Limiter, Slot } from './limiter';
import { pause } from './pause';
import { redactor } from './redact';
import { encodeFields, type TwilioRequest } from './request';
import { classifyResponse, RETRY_POLICY, RETRY_WITHIN, retryAfter, waitBefore, type Attempt } from './retryPolicy';

/** How the requests of one item are made. */
export interface Settings {
	/** For one request, in seconds. */
	timeout: number;
	maxRetries: number;
	/** Whether the same was asked for before, and may have been done. */
	mayBeDone?: boolean;
	/** Ends the request, or its wait for a slot, in place of the user's stop. */
	signal?: AbortSignal;
}

/** A file may take this many times as long as another response. */
const FILE_TIME = 10;

/** Old media lie behind two. */
const MOST_REDIRECTS = 3;

const STOPPED: Attempt = {
	result: 'notSent',
	headers: {},
	text: '',
	failureReason: 'the execution was stopped before this was sent',
};

/** Sends requests to Twilio for one run of the node: with patience where it is safe, never twice where it is not. */
export class TwilioClient {
	private readonly redact: (text: string) => string;

	constructor(
		private readonly context: HttpContext,
		readonly account: Account,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly limiter: Limiter,
		readonly cancel?: AbortSignal,
	) {
		this.redact = redactor(credential);
	}

	/**
	 * Twilio's response to a request, as it came; `{}` for a deletion.
	 * @throws TwilioFailure if there is no good one, InvalidParameter if the request cannot be sent
	 */
	async send(request: TwilioRequest, settings: Settings): Promise<IDataObject> {
		return (await this.sendWithRetry(request, settings)).body ?? {};
	}

	/**
	 * What `consume` makes of the body of Twilio's response.
	 * @throws TwilioFailure if there is none
	 */
	async download<T>(request: TwilioRequest, settings: Settings, consume: (body: ByteStream) => Promise<T>): Promise<T> {
		return (await this.sendWithRetry(request, { ...settings, timeout: settings.timeout * FILE_TIME }, consume))
			.consumed as T;
	}

	private mayRetry(attempt: number, settings: Settings, at: number, until: number): boolean {
		return attempt < settings.maxRetries && at < until && !this.limiter.isExhausted && !this.cancel?.aborted;
	}

	private async sendWithRetry(
		request: TwilioRequest,
		settings: Settings,
		consume?: Consume,
	): Promise<Partial<Attempt>> {
		const url = urlOf(request, this.account);
		let repeatUntil: number | undefined;
		const isDeletion = request.method === 'DELETE';
		let mayBeDone = settings.mayBeDone ?? false;
		for (let attempt = 0; ; attempt++) {
			const { tried, wait } = await this.attempt(request, url, settings, attempt, consume);
			repeatUntil ??= Date.now() + RETRY_WITHIN;
			const { result } = tried;
			if (isDeletion && mayBeDone && tried.status === 404) return {};
			mayBeDone ||= result === 'noResponse' || result === 'serverError';
			const verdict = RETRY_POLICY[request.method][result];
			if (verdict === 'done') return tried;
			const again = verdict === 'retry' && this.mayRetry(attempt, settings, Date.now() + wait, repeatUntil);
			if (!again) throw toApiError(tried, verdict === 'uncertain' || (isDeletion && mayBeDone), attempt);
			await pause(wait, this.cancel);
		}
	}

	/** Follows Twilio's redirects to the bytes of a file. No credentials go there. */
	private async followToMedia(
		call: OutgoingRequest,
		response: RawResponse,
		left = MOST_REDIRECTS,
	): Promise<RawResponse> {
		const url = call.consume && left > 0 ? mediaAddress(response) : undefined;
		if (url === undefined) return response;
		return await this.followToMedia(call, await sendOnce(this.context, undefined, { ...call, url }), left - 1);
	}

	private async attempt(
		request: TwilioRequest,
		url: string,
		settings: Settings,
		attempt: number,
		consume?: Consume,
	): Promise<{ tried: Attempt; wait: number }> {
		const cancel = settings.signal ?? this.cancel;
		const slot = await this.limiter.acquire(attempt > 0, settings.signal);
		if (!slot) return { tried: STOPPED, wait: 0 };
		try {
			if (cancel?.aborted) return { tried: STOPPED, wait: 0 };
			const body = request.form && encodeFields(request.form).toString();
			const call = {
				method: request.method,
				url,
				body,
				timeout: Math.ceil(settings.timeout * 1000),
				cancel,
				consume,
			};
			const response = await this.followToMedia(call, await sendOnce(this.context, this.credential, call));
			const tried = classifyResponse(request, consume !== undefined, {
				...response,
				text: this.redact(response.text),
				failureReason: response.failureReason && this.redact(response.failureReason),
			});
			return { tried, wait: report(slot, tried, attempt) };
		} finally {
			slot.release();
		}
	}
}

function toApiError(
	{ status, body, failureReason, result }: Attempt,
	uncertain: boolean,
	repeats: number,
): TwilioApiError {
	const tries = repeats > 0 ? ` (${repeats + 1} attempts)` : '';
	if (status === undefined)
		return new TwilioApiError(`No response from Twilio${tries}: ${failureReason}.`, { uncertain });
	if (result === 'unreadable') {
		const why = failureReason ?? 'it is not what Twilio documents';
		return new TwilioApiError(`Twilio's response with HTTP status ${status} could not be read${tries}: ${why}.`, {
			status,
			uncertain,
		});
	}
	return new TwilioApiError(describe(status, body) + (tries && ` Given up after ${repeats + 1} attempts.`), {
		status,
		body,
		uncertain,
	});
}

/** Tells the limiter how it went, and gives the time before the next attempt in milliseconds. */
function report(slot: Slot, { result, headers }: Attempt, attempt: number): number {
	const asked = retryAfter(headers);
	const wait = waitBefore(attempt, asked);
	if (result === 'rateLimited') slot.refused(wait, asked !== undefined);
	else if (result === 'ok') slot.accepted();
	return wait;
}

/**
 * Where Twilio leads for the bytes of a file, if that is one of its own stores.
 * https://www.twilio.com/docs/messaging/api/media-resource#fetch-a-media-resource
 */
function mediaAddress({ status, headers }: RawResponse): string | undefined {
	const { location } = headers;
	if (status === undefined || status < 300 || status >= 400 || typeof location !== 'string') return undefined;
	return isMediaAddress(location) ? location : undefined;
}
