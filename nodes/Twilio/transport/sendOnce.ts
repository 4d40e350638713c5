import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IWebhookFunctions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { BinaryDataError } from '../errors/binaryDataError';
import { describeCauses, isBodyFailure, plainError, rootCause, wasNotSent } from './causes';
import { mimeTypeOf, whyNotFile } from './fileResponse';
import { CREDENTIAL, MEDIA_DOMAINS } from './hosts';
import { redactor } from './redact';

/** The n8n contexts in which the node sends requests to Twilio. */
export type HttpContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** Maximum size of a response read as text, in bytes. A page of 1,000 messages is about 1 MB. */
const MAX_RESPONSE = 32 * 1024 * 1024;

/** Node.js's `Readable`, as n8n's helpers return and accept it. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** Response returned by n8n's helper. */
type StreamedResponse = IN8nHttpFullResponse & { body: ByteStream };

/** A file to download. */
export interface Download<T = unknown> {
	/** What it must be, as type and subtype; `undefined` if Twilio does not state it. */
	mimeType?: string;
	/** Consumes the body to its end. */
	consume: (body: ByteStream, mimeType?: string) => Promise<T>;
}

/** One request as it is sent. */
export interface OutgoingRequest {
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	/** Form-urlencoded. */
	body?: string;
	/** How long the request and its response may take, in milliseconds. */
	timeout: number;
	/** When that time began, if not now: redirects to a file share it. */
	startedAt?: number;
	/** Aborts the request, for example when the user stops the execution. */
	cancel?: AbortSignal;
	/** Takes the body of a 2xx, which is otherwise read as text. */
	download?: Download;
}

/** The result of sending a request. Without `status`, there was no response. */
export interface RawResponse {
	status?: number;
	headers: IDataObject;
	/** The body; empty if it is incomplete or was consumed. */
	text: string;
	/** Result of `consume`. */
	consumed?: unknown;
	/** Why there is no response, or only part of it. */
	failureReason?: string;
	/** The error behind `failureReason` and its causes, without credentials. */
	cause?: Error;
	/** Whether the request certainly did not reach Twilio. */
	notSent?: boolean;
}

/**
 * Sends one request to Twilio through n8n's helper, without credentials if none are given. Failures are part of the
 * result. Redirects are not followed, because n8n's helper would pass the credentials on.
 * @throws BinaryDataError if the download's `consume` fails or hangs although the response is good
 */
export async function sendOnce(
	context: HttpContext,
	credential: ICredentialDataDecryptedObject | undefined,
	call: OutgoingRequest,
): Promise<RawResponse> {
	const failed = (error: unknown, failureReason: string, what: string) => {
		const cause = plainError(error, redactor(credential ?? {}));
		context.logger.debug(`Twilio: ${what} ${call.method} ${new URL(call.url).pathname}: ${describeCauses(cause)}`);
		return { text: '', failureReason, cause };
	};
	return await withDeadline(call, async ({ signal, reason, race, close }) => {
		let response: StreamedResponse;
		try {
			response = await race(request(context, credential, call, signal), ({ body }) => body.destroy());
		} catch (error) {
			return {
				...failed(error, reason() ?? rootCause(error), 'no response to'),
				headers: {},
				notSent: wasNotSent(error),
			};
		}
		const head = { status: response.statusCode, headers: response.headers };
		const { body } = response;
		try {
			if (call.download && head.status >= 200 && head.status < 300) {
				const failureReason = whyNotFile(head.status, head.headers, call.download.mimeType);
				if (failureReason === undefined)
					return { ...head, text: '', consumed: await race(consumeBody(call.download, response)) };
				close();
				return { ...head, text: '', failureReason };
			}
			return { ...head, text: await race(readText(body)) };
		} catch (error) {
			close();
			body.destroy();
			const failure = storeFailure(error, body, call, reason());
			if (failure) return await Promise.reject(failure);
			const broken = error instanceof RangeError ? error.message : `${CLOSED} (${rootCause(error)})`;
			return { ...head, ...failed(error, reason() ?? broken, 'incomplete response to') };
		}
	});
}

const CLOSED = 'connection closed before the response was complete';

/** @throws BinaryDataError if the body is not to blame */
const consumeBody = async ({ consume }: Download, { body, headers }: StreamedResponse): Promise<unknown> =>
	await consume(body, mimeTypeOf(headers['content-type'])).catch((error: unknown) => {
		if (isBodyFailure(error, body.errored)) throw error;
		throw new BinaryDataError(`n8n could not store the file: ${rootCause(error)}.`, { cause: error });
	});

/** Returns the failure of a store that failed by itself, or hangs although the whole file arrived. */
function storeFailure(
	error: unknown,
	body: ByteStream,
	{ download, cancel, timeout }: OutgoingRequest,
	reason?: string,
): BinaryDataError | undefined {
	if (reason === undefined) return error instanceof BinaryDataError ? error : undefined;
	if (!download || !body.readableEnded || cancel?.aborted) return undefined;
	return new BinaryDataError(
		`n8n did not finish storing the file in ${timeout / 1000} s. Check n8n's binary data storage, or increase Timeout.`,
	);
}

async function request(
	context: HttpContext,
	credential: ICredentialDataDecryptedObject | undefined,
	call: OutgoingRequest,
	signal: AbortSignal,
): Promise<StreamedResponse> {
	const options: IHttpRequestOptions = {
		method: call.method,
		url: call.url,
		headers: {
			Accept: 'application/json',
			...(call.body !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
		},
		body: call.body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		allowedDomains: credential ? '*.twilio.com' : MEDIA_DOMAINS,
		timeout: call.timeout,
		abortSignal: signal,
	};
	const { helpers } = context;
	const response: unknown = credential
		? await helpers.httpRequestWithAuthentication.call(withSignal(context, signal), CREDENTIAL, options, {
				// The credential was read once for the run. Passing it here avoids reading it again for each request.
				credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: credential },
			})
		: await helpers.httpRequest(options);
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- by `encoding` and `returnFullResponse`
	return response as StreamedResponse;
}

/**
 * Returns a context whose cancel signal also covers the deadline. The helper replaces the signal in the options with
 * the execution's own, which it gets from `this`.
 */
function withSignal(context: HttpContext, signal: AbortSignal): HttpContext {
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.create keeps the prototype's type
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as HttpContext;
}

/** Reads a stream to its end, without a byte order mark. Throws if it breaks off or is too large. */
async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > MAX_RESPONSE) throw new RangeError(`response larger than ${MAX_RESPONSE / 1024 / 1024} MB`);
		chunks.push(chunk);
	}
	return new TextDecoder().decode(Buffer.concat(chunks));
}

/** A task's view of its deadline. */
interface Deadline {
	/** Aborts when the time is up or the user stops the execution. */
	signal: AbortSignal;
	/** Why the signal aborted, if it did. */
	reason: () => string | undefined;
	/**
	 * Waits for a promise, but only until the signal aborts, because not everything that n8n does, such as checking an
	 * address or writing a file, respects it. A late result goes to `discard`.
	 */
	race: <T>(promise: Promise<T>, discard?: (late: T) => void) => Promise<T>;
	/** Closes the connection. Destroying a body that was never read does not, because axios wraps it. */
	close: () => void;
}

/**
 * Runs `task` with a deadline. The helper's own timeout only detects silence, so a response that trickles in would
 * outlast it.
 */
async function withDeadline<T>(call: OutgoingRequest, task: (deadline: Deadline) => Promise<T>): Promise<T> {
	const controller = new AbortController();
	const { signal } = controller;
	const { startedAt = Date.now() } = call;
	const timeout = AbortSignal.timeout(Math.max(0, startedAt + call.timeout - Date.now()));
	const abort = () => controller.abort();
	const reason = () => {
		if (call.cancel?.aborted) return 'execution stopped';
		return timeout.aborted ? `timed out after ${call.timeout / 1000} s` : undefined;
	};
	const aborted = new Promise<never>((_resolve, reject) => {
		// If the helper respects the signal, its own error comes first: it tells how far the request got.
		const giveUp = () => void sleep(0).then(() => reject(new Error(reason())));
		signal.addEventListener('abort', giveUp, { once: true });
	});
	aborted.catch(() => undefined);
	timeout.addEventListener('abort', abort);
	call.cancel?.addEventListener('abort', abort);
	if (call.cancel?.aborted) abort();
	const race = async <R>(promise: Promise<R>, discard?: (late: R) => void): Promise<R> => {
		const result = await Promise.race([promise, aborted]).catch((error: unknown) => {
			promise.then(discard, () => undefined);
			throw error;
		});
		return result;
	};
	try {
		return await task({ signal, reason, race, close: abort });
	} finally {
		timeout.removeEventListener('abort', abort);
		call.cancel?.removeEventListener('abort', abort);
	}
}
