import type { Value } from '../transport/request';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML has no way to write these characters. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escape = (value: string) =>
	value.replace(NOT_IN_XML, ' ').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** TwiML that speaks a text, whatever characters it has: https://www.twilio.com/docs/voice/twiml/say */
export function say(text: string, attributes: Record<string, Value | undefined>): string {
	const given = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ` ${name}="${escape(String(value))}"`);
	return `<Response><Say${given.join('')}>${escape(text)}</Say></Response>`;
}
