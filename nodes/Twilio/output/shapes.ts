import { at, boolean, integer, many, number, text, texts, type Shape } from './fields';

/**
 * Twilio's resources in the shapes of the output schemas (`__schema__`).
 * Source of the fields: https://www.twilio.com/docs/usage/api and each product's API reference.
 */

/** https://www.twilio.com/docs/messaging/api/message-resource */
export const message = {
	sid: text,
	date_created: text,
	date_updated: text,
	date_sent: text,
	account_sid: text,
	to: text,
	from_number: at(['from'], text),
	body: text,
	status: text,
	num_segments: text,
	num_media: text,
	direction: text,
	price: text,
	price_unit: text,
	error_code: integer,
	error_message: text,
	uri: text,
};

/** https://www.twilio.com/docs/messaging/api/media-resource */
export const media = {
	sid: text,
	content_type: text,
	date_created: text,
	date_updated: text,
	uri: text,
};

/** https://www.twilio.com/docs/voice/api/call-resource */
export const call = {
	sid: text,
	date_created: text,
	date_updated: text,
	account_sid: text,
	to: text,
	to_formatted: text,
	from_number: at(['from'], text),
	from_formatted: text,
	status: text,
	start_time: text,
	end_time: text,
	duration: text,
	price: text,
	price_unit: text,
	direction: text,
	uri: text,
};

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
export const recording = {
	sid: text,
	date_created: text,
	date_updated: text,
	account_sid: text,
	call_sid: text,
	conference_sid: text,
	status: text,
	source: text,
	start_time: text,
	duration: text,
	channels: integer,
	price: text,
	price_unit: text,
	error_code: integer,
	/** An object with the keys, as JSON text. */
	encryption_details: text,
	media_url: text,
	api_version: text,
	/** An object of paths by name, as JSON text. */
	subresource_uris: text,
	uri: text,
};

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const phoneNumber = {
	sid: text,
	phone_number: text,
	friendly_name: text,
};

/** https://www.twilio.com/docs/lookup/v2-api */
export const lookup = {
	phone_number: text,
	country_code: text,
	calling_country_code: text,
	national_format: text,
	valid: boolean,
	validation_errors: texts,
	line_type: at(['line_type_intelligence', 'type'], text),
	carrier_name: at(['line_type_intelligence', 'carrier_name'], text),
};

/** https://www.twilio.com/docs/verify/api/verification */
export const verification = {
	sid: text,
	service_sid: text,
	account_sid: text,
	to: text,
	channel: text,
	status: text,
	valid: boolean,
	date_created: text,
	date_updated: text,
};

/** https://www.twilio.com/docs/verify/api/service */
export const verificationService = {
	sid: text,
	account_sid: text,
	friendly_name: text,
	code_length: integer,
	lookup_enabled: boolean,
	date_created: text,
	date_updated: text,
};

/** https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-sentence-subresource */
const sentence = {
	media_channel: integer,
	sentence_index: integer,
	start_time: number,
	end_time: number,
	transcript: text,
	confidence: number,
};

/** https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-resource */
export const transcript = {
	sid: text,
	account_sid: text,
	service_sid: text,
	status: text,
	date_created: text,
	date_updated: text,
	duration: integer,
	channel: text,
	sentences: many(sentence),
	transcript_text: text,
};

/** Names of fields. Of a pair, the first one with a value is used. */
type Names<Name extends string> = ReadonlyArray<Name | readonly [Name, Name]>;

const entry = <S extends Shape>(shape: S, ...names: Names<keyof S & string>): [Shape, Names<string>] => [shape, names];

/** The fields of each record that people read, in the order in which they read them. */
export const ESSENTIALS: ReadonlyMap<Shape, Names<string>> = new Map([
	entry(
		message,
		...(['sid', ['date_sent', 'date_created'], 'direction', 'from_number', 'to', 'body'] as const),
		...(['status', 'error_code'] as const),
	),
	entry(media, 'sid', 'content_type', 'date_created'),
	entry(call, 'sid', ['start_time', 'date_created'], 'direction', 'from_number', 'to', 'status', 'duration'),
	entry(recording, 'sid', 'call_sid', ['start_time', 'date_created'], 'duration', 'status', 'error_code'),
	entry(phoneNumber, 'sid', 'phone_number', 'friendly_name'),
	entry(
		lookup,
		...(['phone_number', 'country_code', 'valid', 'validation_errors', 'line_type', 'carrier_name'] as const),
	),
	entry(verification, 'sid', 'to', 'channel', 'status', 'valid'),
	entry(verificationService, 'sid', 'friendly_name', 'code_length'),
	entry(transcript, 'sid', 'date_created', 'duration', 'status', 'transcript_text'),
]);
