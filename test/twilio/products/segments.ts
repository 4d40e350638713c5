/** https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding */
const basic = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}\\[~]|€\f');

/** Counts the parts of a text: 160 or 153 septets each, or 70 or 67 UTF-16 units if it has other characters. */
export function segments(text: string): number {
	let septets = 0;
	for (const character of text) {
		if (basic.has(character)) septets++;
		else if (extended.has(character)) septets += 2;
		else return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
	}
	return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
