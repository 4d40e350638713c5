/** The parts of an error that matter here, whether it comes from n8n, axios (with its request) or Node.js. */
interface Level {
	name?: string;
	code?: string;
	/** n8n's copy of the code of an error that it does not keep as the cause. */
	httpCode?: string | null;
	syscall?: string;
	message?: string;
	/** Node.js's `ClientRequest`. Its `socket` is null until there is a connection. */
	request?: { socket?: { secureConnecting?: boolean } | null };
	cause?: Level;
	/** The error of each address, if several were tried. */
	errors?: Level[];
}

/** n8n and axios each wrap the error of Node.js; a longer chain is circular. */
const MAX_LEVELS = 8;

/** Returns an error and its causes, outermost first. */
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

const NOT_SENT_CODE =
	/^(ENOTFOUND$|EAI_AGAIN$|ERR_INVALID_URL$|ERR_TLS_CERT_ALTNAME_INVALID$|CERT_)|_CERT(_|$)|_SIGNATURE$/;
const NOT_SENT_MESSAGE = /before secure TLS connection was established|before receiving CONNECT response/;
/** n8n's protection against requests to internal addresses: https://docs.n8n.io/hosting/securing/ssrf-protection */
const NOT_SENT_NAME = /^SsrfBlocked(Ip|Hostname)Error$/;

/**
 * Checks whether the connection was never established: the host name or address was refused, nothing was listening,
 * the proxy's address is invalid, or the proxy's CONNECT or the TLS handshake did not complete. This includes errors of
 * the node's own deadline, because Node.js holds the request back until a connection is ready. Other codes, including
 * those of TLS, do not count, because they also occur on connections over which the request was sent.
 */
export function wasNotSent(error: unknown): boolean {
	return chain(error).some(
		({ name = '', code, httpCode, syscall, message = '', request, errors = [] }) =>
			NOT_SENT_NAME.test(name) ||
			[code, httpCode].some((one) => NOT_SENT_CODE.test(String(one))) ||
			NOT_SENT_MESSAGE.test(message) ||
			request?.socket === null ||
			request?.socket?.secureConnecting === true ||
			syscall === 'connect' ||
			(errors.length > 0 && errors.every((one) => one.syscall === 'connect')),
	);
}

/** Codes of a broken connection or broken compression. Disk and object store errors have other codes. */
const BODY_CODE = /^(ECONN.*|EPIPE|ETIMEDOUT|HPE_.*|Z_.*|ERR_.*)$/;
/** From n8n, while it buffers a body in memory. */
const BODY_MESSAGE = /^Response body timed out/;
/** From axios, which emits an error on a body without destroying it with that error. */
const BODY_NAME = /^(AxiosError|CanceledError)$/;

/**
 * Checks whether the body itself failed while it was being consumed, rather than its consumer. A failing consumer may
 * destroy the body with its own error, so an error on the body is not enough.
 */
export function isBodyFailure(error: unknown, bodyError: unknown): boolean {
	return (
		chain(bodyError).some(({ code = '' }) => BODY_CODE.test(code)) ||
		chain(error).some(({ name = '', message = '' }) => BODY_NAME.test(name) || BODY_MESSAGE.test(message))
	);
}

/** Describes what went wrong in Node.js's words. n8n's own messages are about settings of other nodes. */
export function rootCause(error: unknown): string {
	const { code, message } = chain(error).at(-1) ?? {};
	return (
		[message, code !== undefined && !message?.includes(code) && code].filter(Boolean).join(', ') || 'unknown error'
	);
}

/**
 * Copies an error and its causes with only their names, codes, system calls and redacted messages, because axios'
 * errors hold the request with its credentials.
 */
export function plainError(error: unknown, redact: (text: string) => string): Error | undefined {
	return chain(error).reduceRight<Error | undefined>((cause, { name = 'Error', code, syscall, message = '' }) => {
		const plain = new Error(redact(message), { cause });
		return Object.assign(plain, { name, stack: undefined }, code && { code }, syscall && { syscall });
	}, undefined);
}

/** Formats an error and its causes on one line, for n8n's log. */
export const describeCauses = (error: unknown): string =>
	chain(error)
		.map(({ name = 'Error', code, message = '' }) => `${name}: ${message}${code ? ` (${code})` : ''}`)
		.join(' <- ');
