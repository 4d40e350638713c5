const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeXml = (text: string) => text.replace(/[&<>"']/g, (character) => escaped[character]!);

const pascal = (key: string) => key.replace(/(^|_)(\w)/g, (_whole, _gap, letter: string) => letter.toUpperCase());

function element(name: string, value: unknown): string {
	let content = '';
	if (Array.isArray(value)) {
		content = value.map((entry) => element(name.replace(/s$/, ''), entry)).join('');
	} else if (typeof value === 'object' && value !== null) {
		content = Object.entries(value)
			.map(([key, inner]) => element(pascal(key), inner))
			.join('');
	} else if (value !== null && value !== undefined) {
		content = escapeXml(String(value));
	}
	return content ? `<${name}>${content}</${name}>` : `<${name}/>`;
}

/** Renders a response of the 2010 API to a path that does not end in `.json`. */
export function toXml(name: string, value: unknown): string {
	return `<?xml version='1.0' encoding='UTF-8'?>\n<TwilioResponse>${element(name, value)}</TwilioResponse>`;
}
