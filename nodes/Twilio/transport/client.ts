import { deepCopy, type ICredentialDataDecryptedObject, type IDataObject } from 'n8n-workflow';
import { describe, TwilioApiError } from '../errors/twilioApiError';
import { sendOnce, type RawResponse, type OutgoingRequest, type Download, type HttpContext } from './sendOnce';
import { isMediaAddress, urlOf, type Account } from './hosts';
import type { RunQueue, Slot } from './limiter/accountLimiter';
import { pause } from './pause';
import { redactor } from './redact';
import { encodeFields, type TwilioRequest } from './request';
import { classifyResponse, Retries, RETRY_POLICY, retryAfter, type Attempt, type RetryLimits } from './retryPolicy';

/** Settings for the requests of one item. */
export interface Settings extends RetryLimits {
	/** Timeout of one request, in seconds. */
	timeout: number;
	/** Whether the same request was made before and may have taken effect. */
	mayBeDone?: boolean;
	/** Aborts the request or its wait for a slot, in place of the client's `cancel`. */
	signal?: AbortSignal;
}

/** Factor by which a file may take longer than another response. */
const FILE_TIME = 10;

/** Maximum number of redirects to a file. Old media takes two. */
const MOST_REDIRECTS = 3;

/** Number of responses that `read` keeps for later items: a few MB of records. */
const MOST_SHARED = 5000;

const STOPPED: Attempt = {
	result: 'notSent',
	headers: {},
	text: '',
	failureReason: 'execution stopped before this was sent',
};

/** Sends requests to Twilio for one run of the node. Retries where it is safe, never sends twice where it is not. */
export class TwilioClient {
	/** Removes the credential's secrets from a text. */
	readonly redact: (text: string) => string;
	private readonly shared = new Map<string, Promise<IDataObject>>();

	constructor(
		private readonly context: HttpContext,
		readonly account: Account,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly queue: RunQueue,
		readonly cancel?: AbortSignal,
	) {
		this.redact = redactor(credential);
	}

	/**
	 * Sends a request and returns the body of Twilio's response without secrets, or `{}` for a deletion.
	 * @throws TwilioApiError if there is no successful response, InvalidParameterError if the request cannot be sent
	 */
	async send(request: TwilioRequest, settings: Settings): Promise<IDataObject> {
		return (await this.sendWithRetry(request, settings)).body ?? {};
	}

	/**
	 * Like `send`, for a GET that several items of a run may need, because each lookup costs money. The request is sent
	 * once, and each item gets a copy. A failure reaches all items waiting for it; the next item sends it again.
	 */
	async read(request: TwilioRequest, settings: Settings): Promise<IDataObject> {
		// Not shared between different settings, because each item has its own bound.
		const key = `${settings.timeout} ${settings.maxRetries} ${urlOf(request, this.account)}`;
		const response = this.shared.get(key) ?? this.share(key, this.send(request, settings));
		return deepCopy(await response);
	}

	private share(key: string, response: Promise<IDataObject>): Promise<IDataObject> {
		this.shared.set(key, response);
		for (const oldest of this.shared.keys()) {
			if (this.shared.size <= MOST_SHARED) break;
			this.shared.delete(oldest);
		}
		response.catch(() => this.shared.delete(key));
		return response;
	}

	/**
	 * Passes the body of Twilio's response to the download's `consume` and returns the result.
	 * @throws TwilioApiError if there is no successful response, BinaryDataError if `consume` fails by itself,
	 * InvalidParameterError if the request cannot be sent
	 */
	async download<T>(request: TwilioRequest, settings: Settings, download: Download<T>): Promise<T> {
		const patient = { ...settings, timeout: settings.timeout * FILE_TIME };
		const { consumed } = await this.sendWithRetry(request, patient, download);
		// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- every 2xx has the result of `consume`
		return consumed as T;
	}

	private async sendWithRetry(
		request: TwilioRequest,
		settings: Settings,
		download?: Download,
	): Promise<Partial<Attempt>> {
		const url = urlOf(request, this.account);
		const retries = new Retries(settings);
		const isDeletion = request.method === 'DELETE';
		let mayBeDone = settings.mayBeDone ?? false;
		for (let attempts = 1; ; attempts++) {
			const tried = await this.attempt(request, url, settings, attempts > 1, download);
			const { result } = tried;
			if (isDeletion && mayBeDone && tried.status === 404) return {};
			mayBeDone ||= result === 'noResponse' || result === 'serverError';
			const verdict = RETRY_POLICY[request.method][result];
			if (verdict === 'done') return tried;
			const wait = verdict === 'retry' ? this.waitAfter(tried, retries) : undefined;
			if (wait === undefined) {
				const uncertain = verdict === 'uncertain' || (isDeletion && mayBeDone);
				throw toApiError(request, tried, uncertain, attempts);
			}
			await pause(wait, this.cancel);
		}
	}

	/** Returns the wait before the next attempt, in milliseconds, or `undefined` if this was the last one. */
	private waitAfter(tried: Attempt, retries: Retries): number | undefined {
		const wait = retries.waitAfter(tried);
		if (wait === undefined || this.queue.isExhausted(Date.now() + wait) || this.cancel?.aborted) return undefined;
		return wait;
	}

	/** Follows Twilio's redirects to the bytes of a file, without credentials. */
	private async followToMedia(
		call: OutgoingRequest,
		slot: Slot,
		response: RawResponse,
		left = MOST_REDIRECTS,
	): Promise<RawResponse> {
		const url = call.download && left > 0 ? mediaAddress(response) : undefined;
		if (url === undefined) return response;
		slot.onlyFileLeft();
		return await this.followToMedia(call, slot, await sendOnce(this.context, undefined, { ...call, url }), left - 1);
	}

	private async attempt(
		request: TwilioRequest,
		url: string,
		settings: Settings,
		isRetry: boolean,
		download?: Download,
	): Promise<Attempt> {
		const slot = await this.queue.acquire(isRetry, settings.signal);
		if (!slot) return STOPPED;
		const startedAt = Date.now();
		try {
			const body = request.form && encodeFields(request.form).toString();
			const call = {
				method: request.method,
				url,
				body,
				timeout: Math.ceil(settings.timeout * 1000),
				startedAt,
				cancel: settings.signal ?? this.cancel,
				download: download && sharing(slot, download),
			};
			const response = await this.followToMedia(call, slot, await sendOnce(this.context, this.credential, call));
			const tried = classifyResponse(request, download !== undefined, {
				...response,
				text: this.redact(response.text),
				failureReason: response.failureReason && this.redact(response.failureReason),
			});
			report(slot, tried);
			return { ...tried, duration: Date.now() - startedAt };
		} finally {
			slot.release();
		}
	}
}

function toApiError(
	{ path }: TwilioRequest,
	{ status, body, failureReason, result, cause }: Attempt,
	uncertain: boolean,
	attempts: number,
): TwilioApiError {
	const tries = attempts > 1 ? ` (${attempts} attempts)` : '';
	if (status === undefined)
		return new TwilioApiError(`No response from Twilio${tries}: ${failureReason}.`, { uncertain, cause });
	if (result === 'unreadable') {
		const why = failureReason === undefined ? '' : `: ${failureReason}`;
		return new TwilioApiError(`Twilio returned an unexpected response (HTTP ${status})${tries}${why}.`, {
			status,
			uncertain,
			cause,
		});
	}
	return new TwilioApiError(describe(status, body, path) + (tries && ` Failed after ${attempts} attempts.`), {
		status,
		body,
		uncertain,
		cause,
	});
}

/** Returns a download that lets the account's other requests go as soon as its response has begun. */
const sharing = (slot: Slot, { mimeType, consume }: Download): Download => ({
	mimeType,
	consume: async (...response) => {
		slot.onlyFileLeft();
		return await consume(...response);
	},
});

/** Reports an attempt to the account's limiter. Only what affects all of the account's requests counts. */
function report(slot: Slot, { status, result, headers }: Attempt): void {
	if (result === 'rateLimited') slot.refused(retryAfter(headers));
	else if (status !== undefined && status !== 429) slot.accepted();
}

/**
 * Returns the URL that Twilio redirects to for the bytes of a file, if it is in Twilio's media storage.
 * https://www.twilio.com/docs/messaging/api/media-resource#fetch-a-media-resource
 */
function mediaAddress({ status, headers }: RawResponse): string | undefined {
	const { location } = headers;
	if (status === undefined || status < 300 || status >= 400 || typeof location !== 'string') return undefined;
	return isMediaAddress(location) ? location : undefined;
}
