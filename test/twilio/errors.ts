/** An answer of Twilio that is not 2xx, in its own shape. */
export class TwilioError extends Error {
	constructor(
		readonly status: number,
		readonly code: number,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	get body() {
		return {
			code: this.code,
			message: this.message,
			more_info: `https://www.twilio.com/docs/errors/${this.code}`,
			status: this.status,
		};
	}
}

export const badRequest = (code: number, message: string) => new TwilioError(400, code, message);

export const notFound = (path: string) => new TwilioError(404, 20404, `The requested resource ${path} was not found`);

export const unauthorized = () => new TwilioError(401, 20003, 'Authenticate');
