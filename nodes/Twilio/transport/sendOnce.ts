import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { MEDIA_DOMAINS } from './hosts';

/** n8n's contexts from which the node talks to Twilio. */
export type HttpContext = IExecuteFunctions | ILoadOptionsFunctions;

export const CREDENTIAL = 'twilioAccountApi';

/** The largest answer that is read, in bytes: a page of 1,000 messages has about 1 MB. */
const MAX_RESPONSE = 32 * 1024 * 1024;

/** A byte stream, as n8n's helper gives it for `encoding: 'stream'`. */
export type ByteStream = AsyncIterable<Uint8Array> & { destroy(): void };

/** Takes a body to its end. */
export type Consume = (body: ByteStream) => Promise<unknown>;

/** One request on its way. */
export interface OutgoingRequest {
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	/** Form-urlencoded. */
	body?: string;
	/** How long the whole exchange may take, in milliseconds. */
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
	/** The body, empty if it broke off. */
	text: string;
	/** What `consume` made of the body. */
	consumed?: unknown;
	/** Why there is no answer, or not all of it. */
	failureReason?: string;
	/** Whether the request certainly did not reach Twilio. */
	notSent?: boolean;
}

/**
 * One exchange with Twilio through n8n's helper, without login where no credential is given. It never throws: what goes wrong is in the answer.
 * Redirects are not followed, because n8n's helper would take the credentials along.
 */
export async function sendOnce(
	context: HttpContext,
	credential: ICredentialDataDecryptedObject | undefined,
	call: OutgoingRequest,
): Promise<RawResponse> {
	return await withDeadline(call, async (signal, reason) => {
		try {
			const response = await request(context, credential, call, signal);
			const answer = { status: response.statusCode, headers: response.headers, text: '' };
			const body = response.body as unknown as ByteStream;
			try {
				if (call.consume && answer.status >= 200 && answer.status < 300)
					return { ...answer, consumed: await call.consume(body) };
				return { ...answer, text: await readText(body) };
			} catch (error) {
				return { ...answer, failureReason: reason() ?? `the answer broke off (${rootCause(error)})` };
			}
		} catch (error) {
			return {
				headers: {},
				text: '',
				failureReason: reason() ?? rootCause(error),
				notSent: reason() === undefined && wasNotSent(error),
			};
		}
	});
}

async function request(
	context: HttpContext,
	credential: ICredentialDataDecryptedObject | undefined,
	call: OutgoingRequest,
	signal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
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
	if (!credential) return (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	// The helper puts the execution's own signal in place of the one in the options. It takes it from its
	// `this`, so that gets one that also knows the deadline.
	const self = Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as HttpContext;
	// The credential was read once for the run; given here it is not read again for each request.
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data: credential };
	return (await context.helpers.httpRequestWithAuthentication.call(self, CREDENTIAL, options, {
		credentialsDecrypted,
	})) as IN8nHttpFullResponse;
}

/** Reads to the end, or throws if there is no end or too much. */
async function readText(stream: ByteStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > MAX_RESPONSE) {
			stream.destroy();
			throw new RangeError(`larger than ${MAX_RESPONSE / 1024 / 1024} MB`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * Runs `task` with a signal that is given when the time is up or the user stops the execution. The helper's
 * own timeout only watches for silence, so an answer that drips would outlast it.
 */
async function withDeadline<T>(
	call: OutgoingRequest,
	task: (signal: AbortSignal, reason: () => string | undefined) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	const deadline = AbortSignal.timeout(call.timeout);
	const abort = () => controller.abort();
	const reason = () => {
		if (call.cancel?.aborted) return 'the execution was stopped';
		return deadline.aborted ? `no complete answer within ${call.timeout / 1000} s` : undefined;
	};
	deadline.addEventListener('abort', abort);
	call.cancel?.addEventListener('abort', abort);
	try {
		return await task(controller.signal, reason);
	} finally {
		deadline.removeEventListener('abort', abort);
		call.cancel?.removeEventListener('abort', abort);
	}
}

/** What is known of an error: n8n's, axios' with its request, or Node.js's. */
interface Level {
	code?: string;
	syscall?: string;
	message?: string;
	/** Node.js's `ClientRequest`: until there is a connection its `socket` is null. */
	request?: { socket?: { secureConnecting?: boolean } | null };
	cause?: Level;
	/** Of an attempt at several addresses: the error of each. */
	errors?: Level[];
}

/** An error and its causes, outermost first: n8n and axios each wrap what Node.js says. */
function* chain(error: unknown): Generator<Level> {
	for (let level = error as Level | undefined, depth = 0; level && depth < 8; level = level.cause, depth++) yield level;
}

const NOT_SENT_CODE = /^(ENOTFOUND|EAI_AGAIN|ERR_TLS_CERT_ALTNAME_INVALID|CERT_.*|.*_CERT(_.*)?|.*_SIGNATURE)$/;
const NOT_SENT_MESSAGE = /before secure TLS connection was established|before receiving CONNECT response/;

/**
 * Whether the connection never came about: no name, no one there, a wrong certificate, or no end of the TLS handshake.
 * The other codes, of TLS too, are met on connections over which the request went out: they do not count.
 */
function wasNotSent(error: unknown): boolean {
	return [...chain(error)].some(
		({ code, syscall, message = '', request, errors = [] }) =>
			NOT_SENT_CODE.test(code ?? '') ||
			NOT_SENT_MESSAGE.test(message) ||
			request?.socket === null ||
			request?.socket?.secureConnecting === true ||
			syscall === 'connect' ||
			(errors.length > 0 && errors.every((one) => one.syscall === 'connect')),
	);
}

/** What went wrong, in Node.js's words. n8n's own are about settings of other nodes. */
function rootCause(error: unknown): string {
	const levels = [...chain(error)];
	const { code, message } = levels[levels.length - 1] ?? {};
	return (
		[message, code !== undefined && !message?.includes(code) && code].filter(Boolean).join(', ') || 'unknown error'
	);
}
