/** The beginning of a text, with a mark if it is longer than `max` characters. It does not end in half a character. */
export const shortened = (text: string, max: number): string =>
	text.length > max ? `${text.slice(0, max).replace(/\p{Surrogate}$/u, '')}…` : text;
