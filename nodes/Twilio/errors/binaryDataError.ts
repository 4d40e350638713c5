/** n8n could not store a file, for example on a full disk. Twilio's response was good, so a retry would not help. */
export class BinaryDataError extends Error {
	override readonly name = 'BinaryDataError';
}
