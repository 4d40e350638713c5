import { STATUS_CODES } from 'node:http';
import type { ErrorFormat } from './types';

/** A non-2xx response from Twilio. */
export class TwilioError extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	/** The parameter named in the message. */
	get parameter(): string | undefined {
		return /'(\w[\w.<>]*)'/.exec(this.message)?.[1];
	}

	body(format: ErrorFormat = 'classic') {
		const { code, status, message, parameter } = this;
		if (format === 'problem') return this.problem;
		const classic = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
		// `TwilioServiceErrorResponse`, used by `api monitor_v2` and others.
		if (format === 'params') return { ...classic, user_error: true, http_status_code: status, params: { parameter } };
		return format === 'details' ? { ...classic, details: { parameter } } : classic;
	}

	/** RFC 9457, as described by Twilio's newer APIs: `twilio_voice_v3.json`. */
	private get problem() {
		const { code, status, message, parameter } = this;
		return {
			type: `https://www.twilio.com/docs/api/errors/${code}`,
			title: parameter === undefined ? STATUS_CODES[status] : 'Invalid parameter',
			status,
			code,
			detail: message,
			errors: parameter === undefined ? null : [{ detail: message, pointer: `#/${parameter}` }],
		};
	}
}

export const badRequest = (code: number, message: string) => new TwilioError(400, code, message);

export const notFound = (path: string) => new TwilioError(404, 20404, `The requested resource ${path} was not found`);

export const unauthorized = () => new TwilioError(401, 20003, 'Authenticate');
