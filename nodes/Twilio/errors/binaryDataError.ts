/** n8n could not store a file, for example because its disk is full. Twilio's response was good, so a retry is no help. */
export class BinaryDataError extends Error {
	override readonly name = 'BinaryDataError';
}
