/** What shows: neither whitespace, nor the zero-width and direction characters that copied text brings along. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f]/;

/** Removes whitespace and invisible characters from both ends. A pattern anchored to the end would be quadratic. */
export function trimmed(text: string): string {
	const start = text.search(VISIBLE);
	if (start === -1) return '';
	let end = text.length;
	while (!VISIBLE.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}
