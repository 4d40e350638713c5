/**
 * Pattern of Twilio's SIDs: two letters for the kind, then 32 hexadecimal digits.
 * https://www.twilio.com/docs/glossary/what-is-a-sid
 */
export const sidRegex = (kinds: string): string => `(?:${kinds})[0-9a-fA-F]{32}`;

/** Describes what a pattern that contains `sidRegex` matches: `"CA" followed by 32 hexadecimal digits`. */
export function sidInWords(pattern: string): string {
	const kinds = /[A-Z]{2}(?:\|[A-Z]{2})*/.exec(pattern)?.[0].split('|') ?? [];
	return `${kinds.map((kind) => `"${kind}"`).join(' or ')} followed by 32 hexadecimal digits`;
}
