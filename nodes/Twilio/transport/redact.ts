import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** Shorter secrets are no secrets, and would blot out ordinary text. */
const SHORTEST = 8;

/** Takes the secrets of a credential out of a text, in case Twilio's answer repeats them. */
export function redactor(credential: ICredentialDataDecryptedObject): (text: string) => string {
	const { accountSid, apiKeySid, authToken, apiKeySecret } = credential as Record<string, string | undefined>;
	const secrets = [authToken, apiKeySecret].filter((secret): secret is string => (secret ?? '').length >= SHORTEST);
	const logins = secrets.flatMap((secret) => [accountSid, apiKeySid].map((user) => Buffer.from(`${user ?? ''}:${secret}`).toString('base64')));
	const hidden = [...secrets, ...logins];
	return (text) => hidden.reduce((clean, secret) => (clean.includes(secret) ? clean.replaceAll(secret, '***') : clean), text);
}
