import fc, { type Arbitrary } from 'fast-check';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Texts designed to break out of their place. */
const HARMFUL = [
	'', ' ', '..', '.', '%2e%2e', '../../Accounts', '..%2f', '/', '//evil.example', '\\evil.example', '@evil.example', '?PageSize=1', '#', '&Body=x', 'a&Body=x', '=', ';', '+', '%',
	'\r\nX-Injected: 1', '\n', '\t', '\0', '\ud800', '\udc00x', '😀', 'é', 'null', 'undefined', 'NaN', '[object Object]', '__proto__', 'constructor', 'javascript:alert(1)', 'https://evil.example/',
	'</Say><Dial>+15005550006</Dial><Say>', '{"a":', '{}', '[]', '1e9', '-1', '1.5', '012345', 'x'.repeat(1601), 'SM0123456789abcdef0123456789abcdef/Media', '2024-02-30', ' +1 (415) 555-0100 ',
]; // prettier-ignore

/** Objects that break code that converts them, or that look like those of a library. */
const TRAPS: object[] = [
	{ valueOf: false },
	{ toString: false, valueOf: false },
	{ toJSON: 1 },
	{ isLuxonDateTime: true, isValid: true },
	Object.create(null) as object,
];

/** Anything that an expression may return. */
export const anything: Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom<string>(...HARMFUL) },
	{ weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constantFrom(null, undefined),
	fc.constantFrom(...TRAPS),
	fc.date(),
	fc.array(fc.oneof(fc.constantFrom<string>(...HARMFUL), fc.jsonValue()), { maxLength: 12 }),
	fc.jsonValue(),
);

const sid = (prefix: string) => fc.stringMatching(/^[0-9a-f]{32}$/).map((digits) => prefix + digits);

const prefixOf = (rule: unknown) => /[A-Z]{2}/.exec(JSON.stringify(rule) ?? '')?.[0];

/** A value that the field is likely to accept. */
function plausible({ type, options, extractValue, modes }: INodeProperties): Arbitrary<unknown> {
	if (options && type !== 'collection')
		return fc.constantFrom(...(options as INodePropertyOptions[]).map(({ value }) => value));
	const prefix = prefixOf(extractValue ?? modes?.find(({ name }) => name === 'id')?.validation);
	if (prefix)
		return fc.oneof(sid(prefix), fc.record({ __rl: fc.constant(true), mode: fc.constant('id'), value: sid(prefix) }));
	switch (type) {
		case 'number':
			return fc.integer({ min: 1, max: 10 });
		case 'boolean':
			return fc.boolean();
		case 'dateTime':
			return fc
				.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
				.map((date) => date.toISOString());
		case 'json':
			return fc.dictionary(fc.string(), fc.string()).map((value) => JSON.stringify(value));
		default:
			return fc.oneof(
				fc.string({ unit: 'grapheme', minLength: 1 }),
				fc.constantFrom(...HARMFUL),
				fc.constant('+14155550123'),
			);
	}
}

const valueFor = (field: INodeProperties): Arbitrary<unknown> =>
	field.type === 'collection'
		? fc.oneof({ weight: 5, arbitrary: valuesFor(field.options as INodeProperties[]) }, anything)
		: fc.oneof({ weight: 8, arbitrary: plausible(field) }, { weight: 1, arbitrary: anything });

/** Raw values of fields, as expressions may return them. Some are missing. */
export const valuesFor = (fields: INodeProperties[]): Arbitrary<Record<string, unknown>> =>
	fc.record(Object.fromEntries(fields.map((field) => [field.name, valueFor(field)])), {
		requiredKeys: fields.filter(({ required }) => required).map(({ name }) => name),
	});

/** A JSON object with these keys and with names of built-in object properties, as returned by `JSON.parse`. */
export const jsonObject = (keys: string[]): Arbitrary<Record<string, unknown>> => {
	const key = fc.constantFrom(...keys, '__proto__', 'constructor', 'toString', 'valueOf', 'toJSON');
	const leaf = fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.constantFrom(-0, Number.MAX_SAFE_INTEGER + 2, '0x1F', '1e5', '12.5', 'NaN', ''),
	);
	const inner = fc.array(fc.tuple(key, leaf), { maxLength: 12 }).map(parsed);
	const value = fc.oneof(leaf, inner, fc.array(fc.oneof(leaf, inner), { maxLength: 4 }));
	return fc.array(fc.tuple(key, value), { maxLength: 25 }).map(parsed);
};

/** Treats `__proto__` as a key like any other. */
const parsed = (entries: Array<[string, unknown]>) =>
	JSON.parse(
		`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
	) as Record<string, unknown>;
