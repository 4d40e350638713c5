import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { trimmedTextOf } from '../records/read';

/** Minimum length of a secret. Shorter values are not secrets, and redacting them would blot out ordinary text. */
const SHORTEST = 8;

/**
 * Maximum length of what is also searched for in its escaped forms. Twilio's secrets have 32 characters, and the
 * pattern for thousands is slow to build, or too large.
 */
const LONGEST_ESCAPED = 500;

/** Matches nothing. */
const NOTHING = '(?!)';

/** Returns a function that removes a credential's secrets from a text, in case Twilio's response contains them. */
export function redactor(credential: ICredentialDataDecryptedObject): (text: string) => string {
	const { accountSid, apiKeySid, authToken, apiKeySecret } = credential;
	const secrets = [authToken, apiKeySecret].map(trimmedTextOf).filter((secret) => secret.length >= SHORTEST);
	const headers = secrets.flatMap((secret) =>
		[accountSid, apiKeySid].map(trimmedTextOf).flatMap((user) => encoded(`${user}:${secret}`)),
	);
	const hidden = [...secrets, ...headers];
	if (hidden.length === 0) return (text) => text;
	const short = hidden.filter(({ length }) => length <= LONGEST_ESCAPED);
	const escaped = new RegExp(short.map(escapedForms).join('|') || NOTHING, 'g');
	// The pattern is slow. Most responses cannot hold escaped forms: JSON escapes letters and digits only as `\u0061`.
	const mayBeEscaped = secrets.every((secret) => /^\w+$/.test(secret)) ? /\\[u/]/ : /[\\&]/;
	return (text) => {
		const whole = mayBeEscaped.test(text) ? text.replace(escaped, '***') : text;
		return hidden.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '***') : rest), whole);
	};
}

/** Returns a text in Base64, with and without the `=` at its end, which is often left out or written as `%3D`. */
function encoded(text: string): string[] {
	const whole = Buffer.from(text).toString('base64');
	return [whole, whole.replaceAll('=', '')];
}

/** Short escapes of characters in JSON (https://www.rfc-editor.org/rfc/rfc8259#section-7) and XML. */
const SHORT_FORMS: Record<string, string> = {
	'\b': '\\\\b',
	'\f': '\\\\f',
	'\n': '\\\\n',
	'\r': '\\\\r',
	'\t': '\\\\t',
	'"': '&quot;',
	"'": '&apos;|&#39;',
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
};

/** Returns a pattern for a text in which any character may be escaped: `/` as `\/` or `\u002f`, a tab as `\t`. */
const escapedForms = (text: string) =>
	// Not by code point: JSON escapes each half of a character beyond U+FFFF separately.
	text
		.split('')
		.map((character) => {
			const code = character.charCodeAt(0).toString(16).padStart(4, '0');
			const anyCase = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
			// Comes first, or the `&` of `&amp;` would match on its own.
			const short = SHORT_FORMS[character] === undefined ? '' : `${SHORT_FORMS[character]}|`;
			return `(?:${short}\\\\?\\u${code}|\\\\u${anyCase})`;
		})
		.join('');
