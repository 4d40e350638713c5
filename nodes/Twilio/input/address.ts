import { InvalidParameterError } from '../errors/invalidParameterError';
import type { Value } from '../transport/request';

/** Digits with the punctuation that people write in phone numbers. */
const PHONE_NUMBER = /^\+?[\d\s().\-/\u00a0]*\d[\d\s().\-/\u00a0]*$/;

/** https://www.twilio.com/docs/messaging/channels: the part before the colon of an address. */
export const CHANNEL_PREFIX = { sms: '', whatsapp: 'whatsapp:', rcs: 'rcs:', messenger: 'messenger:' } as const;

/**
 * Understands a phone number as people write it: `+1 (415) 555-0100` and `0044 20 7946 0000` become
 * E.164. Anything else stays as it is, for Twilio to judge: sender names, short codes, `client:`, `sip:`.
 */
export function normalizeAddress(value: string): string {
	const plain = value.trim();
	const prefix = /^(?:whatsapp|rcs|messenger):/.exec(plain)?.[0] ?? '';
	const address = plain.slice(prefix.length);
	if (!PHONE_NUMBER.test(address.trim())) return plain;
	return prefix + address.replace(/[^\d+]/g, '').replace(/^00(?=\d{7})/, '+');
}

/** As `normalizeAddress`, for a value that may be missing. */
export const optionalAddress = (value: Value | undefined): string | undefined =>
	value === undefined ? undefined : normalizeAddress(String(value));

/** WhatsApp numbers of Mexico, Argentina and Brazil: what stands before and after a digit that may be missing. */
const OPTIONAL_DIGIT: Array<[number: RegExp, digit: string]> = [
	[/^(whatsapp:\+52)1?(\d{10})$/, '1'],
	[/^(whatsapp:\+54)9?(\d{10})$/, '9'],
	[/^(whatsapp:\+55\d\d)9?(\d{8})$/, '9'],
];

/** The addresses from which the owner of an address may write. Numbers of some countries have two forms on WhatsApp. */
export function formsOf(address: string): string[] {
	for (const [number, digit] of OPTIONAL_DIGIT) {
		const [, start, end] = number.exec(address) ?? [];
		if (start !== undefined) return [`${start}${end}`, `${start}${digit}${end}`];
	}
	return [address];
}

/**
 * Adds the channel's prefix, once.
 * @throws InvalidParameter if the address belongs to another channel
 */
export function onChannel(channel: Value | undefined, value: Value | undefined): string | undefined {
	const address = optionalAddress(value);
	const prefix = CHANNEL_PREFIX[(channel ?? 'sms') as keyof typeof CHANNEL_PREFIX];
	if (address === undefined || prefix === '' || address.startsWith(prefix)) return address;
	const other = Object.values(CHANNEL_PREFIX).find((candidate) => candidate !== '' && address.startsWith(candidate));
	if (other)
		throw new InvalidParameterError(
			`"${address}" does not fit the channel "${String(channel)}": choose the channel "${other.slice(0, -1)}" or leave out "${other}"`,
		);
	return prefix + address;
}
