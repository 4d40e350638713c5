import { getCountries, getExampleNumber, type CountryCode, type PhoneNumber } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import type * as Address from '../../../../nodes/Twilio/input/address';
import { built } from '../../../support/built';

const { normalizeAddress, orderingKey } = built<typeof Address>('input/address');

/** Here some numbers begin with a zero and others do not: see below. */
const EITHER: CountryCode[] = ['IT', 'SM', 'VA'];

const numbers = getCountries()
	.filter((country) => !EITHER.includes(country))
	.map((country): [CountryCode, PhoneNumber | undefined] => [country, getExampleNumber(country, examples)])
	.filter((entry): entry is [CountryCode, PhoneNumber] => entry[1] !== undefined);

test.each(numbers)(
	'a number of %s may be written with "(0)"',
	(_country, { number, countryCallingCode, nationalNumber }) => {
		// Of some countries the zero belongs to the number.
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
	// Not the zero of a country: nothing is guessed.
	['+44 20 (0)7946 0000', '+4420079460000'],
	['(0)20 7946 0000', '02079460000'],
	['020 7946 0000', '02079460000'],
	['15005550010', '15005550010'],
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
