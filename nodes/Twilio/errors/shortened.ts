/** Maximum length of a user's value in an error, in characters. */
const MAX_SHOWN = 80;

/** Cuts a text longer than `max` characters and appends an ellipsis. Never splits a surrogate pair. */
export const shortened = (text: string, max = MAX_SHOWN): string =>
	text.length > max ? `${text.slice(0, max).replace(/\p{Surrogate}$/u, '')}…` : text;
