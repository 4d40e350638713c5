import { InvalidParameterError } from '../errors/invalidParameterError';
import type { Value } from '../transport/request';
import { MAX_WORD } from './limits';
import { trimmed } from './trimmed';

/** Prefix of an address by channel: https://www.twilio.com/docs/messaging/channels */
export const CHANNEL_PREFIX = { sms: '', whatsapp: 'whatsapp:', rcs: 'rcs:', messenger: 'messenger:' } as const;

/** An optional plus sign, then digits with the punctuation that people write between them. */
const PHONE_NUMBER = /^\+?[\d\s().\-/]*$/;

/** The zero that is dialed only within a country, as in `+44 (0)20 7946 0000` and `+44 (020) 7946 0000`. */
const TRUNK_ZERO = /^(?:\+|00)[\s.\-/]*(\d{1,3})[\s.\-/]*\(\s*0/;

/**
 * Codes of Italy, San Marino, Benin, Ivory Coast, Gabon and Congo. The zero is part of their numbers, so it stays.
 * https://github.com/google/libphonenumber/blob/master/FALSEHOODS.md
 */
const KEEPS_ZERO = ['39', '378', '229', '225', '241', '242'];

/**
 * Converts a phone number as people write it to E.164: `+1 (415) 555-0100`, `0044 20 7946 0000` and
 * `+44 (0)20 7946 0000`. Writes a channel's prefix in lower case. Anything else is left for Twilio to judge: numbers
 * without a country code, sender names, short codes, `client:`, `sip:`.
 */
export function normalizeAddress(value: string): string {
	const plain = trimmed(value);
	const written = /^(?:whatsapp|rcs|messenger):/i.exec(plain)?.[0] ?? '';
	const prefix = written.toLowerCase();
	const address = trimmed(plain.slice(prefix.length));
	if (address.length > MAX_WORD || !PHONE_NUMBER.test(address) || !/\d/.test(address)) return prefix + address;
	const digits = address.replace(TRUNK_ZERO, withoutTrunkZero).replace(/[^\d+]/g, '');
	return prefix + digits.replace(/^00(?=\d{7})/, '+');
}

const withoutTrunkZero = (start: string, country: string) =>
	KEEPS_ZERO.includes(country) ? start : start.slice(0, -1);

/** Returns the same key for all spellings of a recipient's address. What is sent to one recipient keeps its order. */
export const orderingKey = (address: string): string => normalizeAddress(address).replace('+', '');

/** Like `normalizeAddress`, for a value that may be missing. */
export const optionalAddress = (value: Value | undefined): string | undefined =>
	value === undefined ? undefined : normalizeAddress(String(value));

/** WhatsApp numbers of Mexico, Argentina and Brazil, split at a digit that may be missing. */
const OPTIONAL_DIGIT: Array<[number: RegExp, digit: string]> = [
	[/^(whatsapp:\+52)1?(\d{10})$/, '1'],
	[/^(whatsapp:\+54)9?(\d{10})$/, '9'],
	[/^(whatsapp:\+55\d\d)9?(\d{8})$/, '9'],
];

/** Returns the addresses from which a recipient may write. Some countries' numbers have two forms on WhatsApp. */
export function formsOf(address: string): string[] {
	for (const [number, digit] of OPTIONAL_DIGIT) {
		const [, start, end] = number.exec(address) ?? [];
		if (start !== undefined) return [`${start}${end}`, `${start}${digit}${end}`];
	}
	return [address];
}

/**
 * Adds the channel's prefix unless it is already there.
 * @throws InvalidParameterError if the address belongs to another channel
 */
export function onChannel(channel: keyof typeof CHANNEL_PREFIX, value: Value | undefined): string | undefined {
	const address = optionalAddress(value);
	const prefix = CHANNEL_PREFIX[channel];
	if (address === undefined || prefix === '' || address.startsWith(prefix)) return address;
	const other = Object.values(CHANNEL_PREFIX).find((candidate) => candidate !== '' && address.startsWith(candidate));
	if (other)
		throw new InvalidParameterError(
			`"${address.slice(0, MAX_WORD)}" does not fit the channel "${channel}": choose the channel "${other.slice(0, -1)}" or leave out "${other}"`,
		);
	return prefix + address;
}
