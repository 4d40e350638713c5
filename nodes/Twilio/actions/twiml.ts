import type { Value } from '../transport/request';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Characters that XML cannot contain, even escaped. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Escapes a text for XML and HTML. */
export const escapeMarkup = (value: string): string =>
	value.replace(NOT_IN_XML, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Attributes = Record<string, Value | undefined>;

const attributesOf = (attributes: Attributes) =>
	Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
		.join('');

/** Returns a `Say` verb for a text with any characters: https://www.twilio.com/docs/voice/twiml/say */
const sayVerb = (text: string, attributes: Attributes) => `<Say${attributesOf(attributes)}>${escapeMarkup(text)}</Say>`;

/** Returns TwiML that speaks a text and ends the call. */
export const say = (text: string, attributes: Attributes = {}): string =>
	`<Response>${sayVerb(text, attributes)}</Response>`;

/**
 * Returns TwiML that repeatedly speaks a text and listens for keys: https://www.twilio.com/docs/voice/twiml/gather
 * Twilio posts the keys to `action`. Without any, the call ends.
 */
export function gather(
	text: string,
	attributes: Attributes,
	keys: Attributes & { action: string },
	times: number,
): string {
	const once = `<Gather${attributesOf({ input: 'dtmf', method: 'POST', ...keys })}>${sayVerb(text, attributes)}</Gather>`;
	return `<Response>${once.repeat(times)}</Response>`;
}
