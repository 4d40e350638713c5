import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Shorter secrets are no secrets, and would blot out ordinary text. */
const SHORTEST = 8;

/** Takes the secrets of a credential out of a text, in case Twilio's answer repeats them. */
export function redactor(credential: ICredentialDataDecryptedObject): (text: string) => string {
	const { accountSid, apiKeySid, authToken, apiKeySecret } = credential as Record<string, string | undefined>;
	const secrets = [authToken, apiKeySecret].filter((secret): secret is string => (secret ?? '').length >= SHORTEST);
	const logins = secrets.flatMap((secret) =>
		[accountSid, apiKeySid].map((user) => Buffer.from(`${user ?? ''}:${secret}`).toString('base64')),
	);
	const hidden = [...secrets, ...logins];
	if (hidden.length === 0) return (text) => text;
	const escaped = new RegExp(hidden.map(inJson).join('|'), 'g');
	return (text) => {
		const clean = hidden.reduce(
			(rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '***') : rest),
			text,
		);
		// The pattern is slow, and few answers have such escapes.
		return /\\[u/]/.test(clean) ? clean.replace(escaped, '***') : clean;
	};
}

/** The pattern of a text in JSON, where each character may be escaped: `/` is also `\/` and `\u002f`. */
const inJson = (text: string) =>
	Array.from({ length: text.length }, (_, at) => {
		const code = text.charCodeAt(at).toString(16).padStart(4, '0');
		const anyCase = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
		return `(?:\\\\?\\u${code}|\\\\u${anyCase})`;
	}).join('');
