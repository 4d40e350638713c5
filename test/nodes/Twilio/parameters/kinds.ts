import type { GenericValue, IDataObject } from 'n8n-workflow';

type Given = GenericValue | IDataObject | GenericValue[];

/** The values of a parameter, with every sort of input that a workflow may supply. */
export interface Kind {
	/** Inputs, and what reaches Twilio for each: one text, or several under a repeated key. */
	sent: Array<[given: Given, wire: string | string[]]>;
	/** Inputs that the node refuses with an error that names the field. */
	refused: Given[];
	/** Inputs that count as missing, besides blank texts. */
	empty?: Given[];
}

const HEX = '0123456789abcdefABCDEF0123456789';
export const OBJECT = { a: 1 };

/** Texts that no encoding can carry to Twilio unchanged. */
export const UNSENDABLE = ['half a character: \ud83c', 'NUL: \u0000'];

/** Texts that would break out of their field if put into a URL or a form unencoded. */
const SPLITTING = [
	'a&Body=x',
	'a=b',
	'../..',
	'%2e%2e',
	'a?b#c',
	'100% + 1',
	'a\r\nX-Header: 1',
	'</Say><Dial>',
	'"quoted"',
	'__proto__',
];

const same = (texts: string[]): Kind['sent'] => texts.map((text) => [text, text]);

/** Any one-line text, sent unchanged except that surrounding whitespace is removed. */
export const text: Kind = {
	sent: [
		...same(['plain', 'Grüße 🎉', ...SPLITTING]),
		[' padded \n', 'padded'],
		[12345, '12345'],
		[0, '0'],
		[false, 'false'],
		['012345', '012345'],
	],
	refused: [...UNSENDABLE, OBJECT, ['a', 'b']],
};

/** Multiline text or a password, where surrounding whitespace may be intended. */
export const verbatim: Kind = {
	...text,
	sent: [...text.sent.filter(([given]) => given !== ' padded \n'), ...same([' padded \n'])],
};

/** A phone number, or an address of another type, which is sent unchanged. */
export const address: Kind = {
	sent: [
		['+15005550101', '+15005550101'],
		[' +1 (500) 555-0101 ', '+15005550101'],
		['+1.500.555.0101', '+15005550101'],
		['0044 20 7946 0000', '+442079460000'],
		['+44 (0)20 7946 0000', '+442079460000'],
		['15005550101', '15005550101'],
		[15005550101, '15005550101'],
		['55555', '55555'],
		['Example', 'Example'],
		['sip:ada@example.com', 'sip:ada@example.com'],
		['client:ada', 'client:ada'],
		['ada@example.com', 'ada@example.com'],
		['whatsapp:+1 500 555 0101', 'whatsapp:+15005550101'],
		...same(['+15005550101&Body=x', '+1500;ext=1', '../..', 'a\r\nX-Header: 1']),
	],
	refused: [...UNSENDABLE, OBJECT, ['+15005550101']],
};

/** Like `address`, for a number in the path. */
export const addressInPath: Kind = {
	sent: address.sent.filter(([given]) => /\d/.test(String(given))),
	refused: [...address.refused, '.', '..', '../..', 'Example'],
};

/** A SID: two letters and 32 hexadecimal digits. */
export function sid(...prefixes: string[]): Kind {
	const [prefix] = prefixes;
	const good = `${prefix}${HEX}`;
	return {
		sent: [...prefixes.map((one): [Given, string] => [`${one}${HEX}`, `${one}${HEX}`]), [` ${good}\n`, good]],
		refused: [
			`${prefix}${HEX.slice(1)}`,
			`${good}0`,
			`XX${HEX}`,
			`${prefix!.toLowerCase()}${HEX}`,
			`${prefix}${HEX.slice(1)}g`,
			`${good}/..`,
			`../${good}`,
			'..',
			'.',
			'%2e%2e',
			`${good}%2f..`,
			`${good}?a=b`,
			`${good}#a`,
			`${good}\r\nX-Header: 1`,
			`${good}\u0000`,
			'undefined',
			12345,
			true,
			OBJECT,
			[good],
		],
	};
}

export const flag: Kind = {
	sent: [
		[true, 'true'],
		[false, 'false'],
		['true', 'true'],
		['false', 'false'],
		[' TRUE ', 'true'],
		['False', 'false'],
	],
	refused: ['yes', 't', 1, 0, OBJECT, [true]],
};

/** A number within bounds, an integer unless `whole` is false. */
export function number(least: number, most = Infinity, { whole = true } = {}): Kind {
	const good = [least, least + 1, ...(most === Infinity ? [] : [most])];
	return {
		sent: [
			...good.map((value): [Given, string] => [value, String(value)]),
			[` ${least + 1} `, String(least + 1)],
			...(whole ? [] : [[least + 0.5, String(least + 0.5)] as [Given, string]]),
		],
		refused: [
			least - 1,
			-1_000_000_000,
			...(most === Infinity ? [] : [most + 1, 1e9]),
			...(whole ? [least + 0.5, `${least}.5`] : []),
			'many',
			'0x1F',
			'1,000',
			'Infinity',
			'NaN',
			true,
			OBJECT,
			[least],
		],
	};
}

/** One of these values, in any letter case. */
export const oneOf = (...values: Array<string | number>): Kind => ({
	sent: [
		...values.map((value): [Given, string] => [value, String(value)]),
		[` ${values[0]} `, String(values[0])],
		[String(values[0]).toUpperCase(), String(values[0])],
		[String(values[0]).toLowerCase(), String(values[0])],
	],
	refused: ['nothing like it', 'constructor', '__proto__', OBJECT, 999, [values[0]!]],
});

/** Several of these values: a list, or a text with commas or a JSON array. */
export const someOf = (...values: string[]): Kind => ({
	sent: [
		[values, values],
		[values.join(','), values],
		[values.join(', '), values],
		[JSON.stringify(values), values],
		[[values], values],
		[values.map((value) => value.toUpperCase()), values],
		...values.map((value): [Given, string] => [[value], value]),
	],
	refused: [
		['nothing like it'],
		[...values, 'nothing like it'],
		`${values[0]},x`,
		999,
		OBJECT,
		[OBJECT],
		[[[values[0]]]],
		'["',
	],
});

/** The workflow's time zone in these tests, which applies to times without one. */
export const TIMEZONE = 'Europe/Berlin';

/** A point in time. A date means the start of that day. */
export const time: Kind = {
	sent: [
		['2027-01-31T12:30:00Z', '2027-01-31T12:30:00Z'],
		['2027-01-31T12:30:00.123Z', '2027-01-31T12:30:00Z'],
		['2027-01-31T12:30:00+02:00', '2027-01-31T10:30:00Z'],
		['2027-01-31T12:30:00', '2027-01-31T11:30:00Z'],
		['2027-07-31 12:30:00', '2027-07-31T10:30:00Z'],
		['Sun, 31 Jan 2027 12:30:00 +0000', '2027-01-31T12:30:00Z'],
		[Date.UTC(2027, 0, 31), '2027-01-31T00:00:00Z'],
		['2027-01-31', '2027-01-30T23:00:00Z'],
	],
	refused: [
		'tomorrow',
		'2027-13-01',
		'2027-02-30',
		'31.01.2027',
		true,
		OBJECT,
		['2027-01-31'],
		[5],
		'2027-01-31T12:30:00Z&To=x',
		'..',
	],
};

/** A point in time, or a day. */
export const timeOrDay: Kind = {
	sent: [...time.sent.slice(0, -1), ['2027-01-31', '2027-01-31']],
	refused: time.refused,
};

/** A day: that of a time in its own time zone, or in the workflow's if it has none. */
export const day: Kind = {
	sent: [
		['2027-01-31', '2027-01-31'],
		['2027-01-31T00:00:00', '2027-01-31'],
		['2027-01-31T23:30:00', '2027-01-31'],
		['2027-01-31T00:30:00+14:00', '2027-01-31'],
		['2027-01-31T23:30:00-10:00', '2027-01-31'],
		['2027-01-31T23:30:00Z', '2027-01-31'],
		['Sun, 31 Jan 2027 23:30:00 +0000', '2027-01-31'],
		[Date.UTC(2027, 0, 30, 23), '2027-01-31'],
	],
	refused: time.refused,
};

/** A JSON object, as an object or as its text. */
export const json: Kind = {
	sent: [
		['{"1":"Ada"}', '{"1":"Ada"}'],
		[' { "1": "Ada" } ', '{ "1": "Ada" }'],
		[{ 1: 'Ada', 2: '&Body=x' }, '{"1":"Ada","2":"&Body=x"}'],
	],
	empty: ['{}', ' { } ', {}],
	refused: ['{', 'Ada', '"Ada"', '[1]', [1], 5, true, 'null', '{"a":"\u0000"}', "{'a': 1}"],
};

/** A JSON array, as an array or as its text. */
export const jsonList: Kind = {
	sent: [
		['[{"sid":"HJ1"}]', '[{"sid":"HJ1"}]'],
		[[{ sid: 'HJ1' }], '[{"sid":"HJ1"}]'],
	],
	empty: ['[]', []],
	refused: ['[', 'Ada', '{"sid":"HJ1"}', OBJECT, 5, true, 'null', '["\u0000"]'],
};

/** Addresses: a list, or a text with commas or a JSON array, which may also be an entry of the list. */
export const urls: Kind = {
	sent: [
		['https://example.com/a.jpg', 'https://example.com/a.jpg'],
		[
			['https://example.com/b.jpg', '', 'https://example.com/a.jpg'],
			['https://example.com/b.jpg', 'https://example.com/a.jpg'],
		],
		[
			'https://example.com/b.jpg, https://example.com/a.jpg',
			['https://example.com/b.jpg', 'https://example.com/a.jpg'],
		],
		['https://example.com/a,b.jpg', 'https://example.com/a,b.jpg'],
		[
			'["https://example.com/b.jpg", "https://example.com/a.jpg"]',
			['https://example.com/b.jpg', 'https://example.com/a.jpg'],
		],
		[
			[['https://example.com/c,1.jpg', ''], 'https://example.com/b.jpg,https://example.com/a.jpg,'],
			['https://example.com/c,1.jpg', 'https://example.com/b.jpg', 'https://example.com/a.jpg'],
		],
	],
	refused: [
		Array<string>(11).fill('https://example.com/a.jpg'),
		OBJECT,
		[OBJECT],
		[[['https://example.com']]],
		UNSENDABLE[0],
	],
};

/** Texts that may contain commas: a list, or a JSON array of them. */
export const texts: Kind = {
	sent: [
		['geo:1,2|Office, 3', 'geo:1,2|Office, 3'],
		['["geo:1,2|Office", "tel:+15005550101"]', ['geo:1,2|Office', 'tel:+15005550101']],
		[
			['geo:1,2|Office', 'tel:+15005550101'],
			['geo:1,2|Office', 'tel:+15005550101'],
		],
	],
	refused: [OBJECT, [OBJECT], UNSENDABLE],
};
