/** A value that cannot be sent to Twilio. Its message is for the user: which field, what is wrong, what to do. */
export class InvalidParameterError extends Error {
	override readonly name = 'InvalidParameterError';
}
