/** An application error of a call. https://www.twilio.com/docs/api/errors */
export class CallError extends Error {
	override readonly name = 'CallError';

	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
	}
}
