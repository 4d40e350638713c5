/** Cuts a text longer than `max` characters and appends an ellipsis. Never splits a surrogate pair. */
export const shortened = (text: string, max: number): string =>
	text.length > max ? `${text.slice(0, max).replace(/\p{Surrogate}$/u, '')}…` : text;
