/** What is known of an error: n8n's, axios' with its request, or Node.js's. */
interface Level {
	name?: string;
	code?: string;
	syscall?: string;
	message?: string;
	/** Node.js's `ClientRequest`: until there is a connection its `socket` is null. */
	request?: { socket?: { secureConnecting?: boolean } | null };
	cause?: Level;
	/** Of an attempt at several addresses: the error of each. */
	errors?: Level[];
}

/** n8n and axios each wrap what Node.js says; more levels than this are a circle. */
const MAX_LEVELS = 8;

/** An error and its causes, outermost first. */
function chain(error: unknown): Level[] {
	const levels: Level[] = [];
	// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what n8n, axios and Node.js throw
	let level = error as Level | undefined;
	while (level && levels.length < MAX_LEVELS) {
		levels.push(level);
		level = level.cause;
	}
	return levels;
}

const NOT_SENT_CODE = /^(ENOTFOUND$|EAI_AGAIN$|ERR_TLS_CERT_ALTNAME_INVALID$|CERT_)|_CERT(_|$)|_SIGNATURE$/;
const NOT_SENT_MESSAGE = /before secure TLS connection was established|before receiving CONNECT response/;
/** n8n's protection against requests to internal addresses: https://docs.n8n.io/hosting/securing/ssrf-protection */
const NOT_SENT_NAME = /^SsrfBlocked(Ip|Hostname)Error$/;

/**
 * Whether the connection was never established: the name or the address was refused, no one listened, or the proxy's
 * CONNECT or the TLS handshake did not complete. It holds for errors of our own deadline, too: until a connection is
 * ready, Node.js holds the request back. The other codes, of TLS too, are met on connections over which the request
 * went out: they do not count.
 */
export function wasNotSent(error: unknown): boolean {
	return chain(error).some(
		({ name = '', code, syscall, message = '', request, errors = [] }) =>
			NOT_SENT_NAME.test(name) ||
			NOT_SENT_CODE.test(code ?? '') ||
			NOT_SENT_MESSAGE.test(message) ||
			request?.socket === null ||
			request?.socket?.secureConnecting === true ||
			syscall === 'connect' ||
			(errors.length > 0 && errors.every((one) => one.syscall === 'connect')),
	);
}

/** Codes of a broken connection or compression. Errors of a disk or of an object store have others. */
const BODY_CODE = /^(ECONN.*|EPIPE|ETIMEDOUT|HPE_.*|Z_.*|ERR_.*)$/;
/** From n8n, while it collects a body in memory. */
const BODY_MESSAGE = /^Response body timed out/;
/** From axios, which gives a body an error without destroying it with that error. */
const BODY_NAME = /^(AxiosError|CanceledError)$/;

/**
 * Whether a body that was being consumed failed itself, and not the one that consumed it. A consumer that fails may
 * destroy the body with its own error, so it is not enough that the body has one.
 */
export function isBodyFailure(error: unknown, bodyError: unknown): boolean {
	return (
		chain(bodyError).some(({ code = '' }) => BODY_CODE.test(code)) ||
		chain(error).some(({ name = '', message = '' }) => BODY_NAME.test(name) || BODY_MESSAGE.test(message))
	);
}

/** What went wrong, in Node.js's words. n8n's own are about settings of other nodes. */
export function rootCause(error: unknown): string {
	const { code, message } = chain(error).at(-1) ?? {};
	return (
		[message, code !== undefined && !message?.includes(code) && code].filter(Boolean).join(', ') || 'unknown error'
	);
}

/**
 * An error and its causes as errors that hold their names, codes and messages and nothing else: axios' hold the
 * request with its credentials.
 */
export function plainError(error: unknown, redact: (text: string) => string): Error | undefined {
	return chain(error).reduceRight<Error | undefined>((cause, { name = 'Error', code, syscall, message = '' }) => {
		const plain = new Error(redact(message), { cause });
		return Object.assign(plain, { name, stack: undefined }, code && { code }, syscall && { syscall });
	}, undefined);
}

/** An error and its causes on one line, for n8n's log. */
export const describeCauses = (error: unknown): string =>
	chain(error)
		.map(({ name = 'Error', code, message = '' }) => `${name}: ${message}${code ? ` (${code})` : ''}`)
		.join(' <- ');
