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
import { CREDENTIAL, MEDIA_DOMAINS } from './hosts';
import { redactor } from './redact';

/** n8n's contexts from which the node talks to Twilio. */
export type HttpContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** The largest response that is read, in bytes: a page of 1,000 messages has about 1 MB. */
const MAX_RESPONSE = 32 * 1024 * 1024;

/** Node.js's `Readable`, as n8n's helpers give and take it. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** What n8n's helper gives for a request. */
type StreamedResponse = IN8nHttpFullResponse & { body: ByteStream };

/** Takes a body to its end. */
export type Consume = (body: ByteStream) => Promise<unknown>;

/** One request on its way. */
export interface OutgoingRequest {
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	/** Form-urlencoded. */
	body?: string;
	/** How long the request and its response may take, in milliseconds. */
	timeout: number;
	/** The user's stop. */
	cancel?: AbortSignal;
	/** Takes the body of a 2xx instead of reading it as text. */
	consume?: Consume;
}

/** What came back. Without `status` nothing did. */
export interface RawResponse {
	status?: number;
	headers: IDataObject;
	/** The body, empty if it is not complete. */
	text: string;
	/** What `consume` made of the body. */
	consumed?: unknown;
	/** Why there is no response, or not all of it. */
	failureReason?: string;
	/** The error behind `failureReason` with its causes, without credentials. */
	cause?: Error;
	/** Whether the request certainly did not reach Twilio. */
	notSent?: boolean;
}

/**
 * One request to Twilio through n8n's helper, without credentials where none are given. What goes wrong is in the
 * response. Redirects are not followed, because n8n's helper would take the credentials along.
 * @throws BinaryDataError if `consume` fails while the response is good
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
			if (call.consume && head.status >= 200 && head.status < 300)
				return { ...head, text: '', consumed: await race(consumeBody(call.consume, body)) };
			return { ...head, text: await race(readText(body)) };
		} catch (error) {
			close();
			body.destroy();
			if (error instanceof BinaryDataError && reason() === undefined) return await Promise.reject(error);
			const broken = error instanceof RangeError ? error.message : `${CLOSED} (${rootCause(error)})`;
			return { ...head, ...failed(error, reason() ?? broken, 'incomplete response to') };
		}
	});
}

const CLOSED = 'connection closed before the response was complete';

/** @throws BinaryDataError if the body is not to blame */
const consumeBody = async (consume: Consume, body: ByteStream): Promise<unknown> =>
	await consume(body).catch((error: unknown) => {
		if (isBodyFailure(error, body.errored)) throw error;
		throw new BinaryDataError(`n8n could not store the file: ${rootCause(error)}.`, { cause: error });
	});

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
				// The credential was read once for the run; given here it is not read again for each request.
				credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: credential },
			})
		: await helpers.httpRequest(options);
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- by `encoding` and `returnFullResponse`
	return response as StreamedResponse;
}

/**
 * The helper puts the execution's own signal in place of the one in the options. It takes it from its `this`, so that
 * gets one that also knows the deadline.
 */
function withSignal(context: HttpContext, signal: AbortSignal): HttpContext {
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- Object.create keeps the prototype's type
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as HttpContext;
}

/** Reads to the end, or throws if there is no end or too much. */
async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > MAX_RESPONSE) throw new RangeError(`response larger than ${MAX_RESPONSE / 1024 / 1024} MB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** What a task knows of its deadline. */
interface Deadline {
	/** Aborts when the time is up or the user stops the execution. */
	signal: AbortSignal;
	/** Why the signal aborted, if it did. */
	reason: () => string | undefined;
	/**
	 * A promise, but no longer than until the signal: not all that n8n does on the way, such as checking an address or
	 * writing a file, heeds it. What comes too late goes to `discard`.
	 */
	race: <T>(promise: Promise<T>, discard?: (late: T) => void) => Promise<T>;
	/** Closes the connection. axios wraps a body: to destroy one that nobody has read from leaves its connection open. */
	close: () => void;
}

/**
 * Runs `task` with a deadline. The helper's own timeout only watches for silence, so a response that drips would
 * outlast it.
 */
async function withDeadline<T>(call: OutgoingRequest, task: (deadline: Deadline) => Promise<T>): Promise<T> {
	const controller = new AbortController();
	const { signal } = controller;
	const timeout = AbortSignal.timeout(call.timeout);
	const abort = () => controller.abort();
	const reason = () => {
		if (call.cancel?.aborted) return 'execution stopped';
		return timeout.aborted ? `timed out after ${call.timeout / 1000} s` : undefined;
	};
	const aborted = new Promise<never>((_resolve, reject) => {
		// The helper's own error comes first where the helper heeds the signal: it tells how far the request got.
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
