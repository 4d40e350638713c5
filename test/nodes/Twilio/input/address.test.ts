import { getCountries, getExampleNumber, type CountryCode, type PhoneNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import type * as Address from '../../../../nodes/Twilio/input/address';
import { built } from '../../../support/built';

const { formsOf, normalizeAddress, onChannel, orderingKey } = built<typeof Address>('input/address');

/** Countries where some numbers begin with a zero and others do not; tested separately below. */
const EITHER: CountryCode[] = ['IT', 'SM', 'VA'];

const numbers = getCountries()
	.filter((country) => !EITHER.includes(country))
	.map((country): [CountryCode, PhoneNumber | undefined] => [country, getExampleNumber(country, examples)])
	.filter((entry): entry is [CountryCode, PhoneNumber] => entry[1] !== undefined);

test.each(numbers)(
	'a number of %s may be written with "(0)"',
	(_country, { number, countryCallingCode, nationalNumber }) => {
		// In some countries the zero is part of the number.
		const national = nationalNumber.replace(/^0/, '');
		for (const start of [`+${countryCallingCode} (0)`, `00${countryCallingCode}(0) `, `+${countryCallingCode}-(0)-`])
			expect(normalizeAddress(start + national)).toBe(number);
	},
);

test.each([
	['+44 (0)20 7946 0000', '+442079460000'],
	['whatsapp:+44 (0)20 7946 0000', 'whatsapp:+442079460000'],
	['00 44 (0) 20 7946 0000', '+442079460000'],
	['+39 (0)6 1234 5678', '+390612345678'],
	['+378 (0)549 882 312', '+3780549882312'],
	['+44 ( 0 ) 20 7946 0000', '+442079460000'],
	['+44 (020) 7946 0000', '+442079460000'],
	['+39 (06) 1234 5678', '+390612345678'],
	['\u202a+1 500 555 0010\u202c', '+15005550010'],
	['whatsapp:\u200b+1 500 555 0010\u200b', 'whatsapp:+15005550010'],
	['WhatsApp:+1 500 555 0010', 'whatsapp:+15005550010'],
	['RCS: brand_agent', 'rcs:brand_agent'],
	// The zero does not follow a country code, so nothing is guessed.
	['+44 20 (0)7946 0000', '+4420079460000'],
	['(0)20 7946 0000', '02079460000'],
	['020 7946 0000', '02079460000'],
	['1 0044 (0)20 7946 0000', '1004402079460000'],
	['15005550010', '15005550010'],
	[' client:ada ', 'client:ada'],
	['whatsapp: +1 500 555 0010 ', 'whatsapp:+15005550010'],
	['my whatsapp:+1 500 555 0010', 'my whatsapp:+1 500 555 0010'],
	// In international format, more digits would follow.
	['00 123456', '00123456'],
	[`+1 ${'5'.repeat(97)}`, `+1${'5'.repeat(97)}`],
])('%s becomes %s', (written, expected) => {
	expect(normalizeAddress(written)).toBe(expected);
});

test('what is too long for a phone number stays as it is', () => {
	const long = `+1 ${'5'.repeat(100)}`;
	expect(normalizeAddress(long)).toBe(long);
});

test.each([
	['15005550010', '+15005550010'],
	['+1 (500) 555-0010', '0015005550010'],
	['whatsapp:15005550010', 'whatsapp:+1 500 555 0010'],
])('%s and %s keep one order', (one, other) => {
	expect(orderingKey(one)).toBe(orderingKey(other));
});

test.each([
	['+15005550010', 'whatsapp:+15005550010'],
	['+15005550010', '+15005550011'],
	['client:ada', 'client:bob'],
])('%s and %s do not wait for each other', (one, other) => {
	expect(orderingKey(one)).not.toBe(orderingKey(other));
});

describe('A channel', () => {
	test('adds its prefix once', () => {
		expect(onChannel('whatsapp', '+1 500 555 0010')).toBe('whatsapp:+15005550010');
		expect(onChannel('whatsapp', 'whatsapp:+1 500 555 0010')).toBe('whatsapp:+15005550010');
		expect(onChannel('whatsapp', 'WhatsApp:+1 500 555 0010')).toBe('whatsapp:+15005550010');
		expect(onChannel('rcs', 'brand_agent')).toBe('rcs:brand_agent');
		expect(onChannel('messenger', '123')).toBe('messenger:123');
		expect(onChannel('whatsapp', undefined)).toBeUndefined();
	});

	test('of SMS has none, and leaves an address with one as it is', () => {
		expect(onChannel('sms', '+1 500 555 0010')).toBe('+15005550010');
		expect(onChannel('sms', 'whatsapp:+15005550010')).toBe('whatsapp:+15005550010');
	});

	test.each(['whatsapp', 'messenger'])('refuses an address of %s', (other) => {
		expect(() => onChannel('rcs', `${other}:123`)).toThrow(
			`"${other}:123" does not fit the channel "rcs": choose the channel "${other}" or leave out "${other}:"`,
		);
		expect(() => onChannel('rcs', `${other}:${'a'.repeat(1000)}`)).toThrow(/^"\w+:a{80,91}" does not fit/);
	});
});

test.each([
	['whatsapp:+525512345678', 'whatsapp:+5215512345678'],
	['whatsapp:+541112345678', 'whatsapp:+5491112345678'],
	['whatsapp:+551112345678', 'whatsapp:+5511912345678'],
])('%s and %s are forms of one number', (short, long) => {
	expect(formsOf(short)).toEqual([short, long]);
	expect(formsOf(long)).toEqual([short, long]);
	const smsNumber = long.replace('whatsapp:', '');
	for (const other of [smsNumber, `my ${long}`, `${long}0`, short.slice(0, -1)])
		expect(formsOf(other)).toEqual([other]);
});
