import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type * as Check from '../../../../nodes/Twilio/input/check';
import { built } from '../../../support/built';

/*
 * Tests the rules of checkParameters with fields made for the purpose. Their effect on the node's fields is tested in
 * parameters/parameters.test.ts, and the values of each type in values.test.ts.
 */
const { checkParameters } = built<typeof Check>('input/check');

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name.charAt(0).toUpperCase() + name.slice(1),
	name,
	type: 'string',
	default: '',
	...more,
});

const check = (fields: INodeProperties[], raw: IDataObject, top?: IDataObject) =>
	checkParameters(fields, raw, 'Europe/Berlin', top);

const refused = (fields: INodeProperties[], raw: IDataObject) => () => void check(fields, raw);

const CHANNEL = field('channel', {
	type: 'options',
	default: 'sms',
	options: [
		{ name: 'SMS', value: 'sms' },
		{ name: 'Phone Call', value: 'call' },
	],
});
const SWITCH = field('locked', { type: 'boolean', default: true });

describe('What is empty', () => {
	test.each([undefined, null, '', ' \n'])('is left out: %p', (value) => {
		expect(check([field('body'), field('from')], { body: value, from: ' ada ' })).toStrictEqual({ from: 'ada' });
	});

	test('is an error where a value is needed', () => {
		expect(refused([field('body', { required: true })], { body: ' ' })).toThrow('Body is required');
		expect(refused([field('body', { required: true })], {})).toThrow('Body is required');
		expect(refused([field('body', { type: 'json', required: true })], { body: '{}' })).toThrow('Body is required');
	});
});

describe('A dropdown or a switch', () => {
	test.each([undefined, null, '', ' '])('is its default where an expression gives %p', (value) => {
		expect(check([CHANNEL, SWITCH], { channel: value, locked: value })).toEqual({ channel: 'sms', locked: true });
	});

	test('that is not there stays away', () => {
		expect(check([CHANNEL, SWITCH], {})).toEqual({});
	});

	test('is the choice that is meant', () => {
		expect(check([CHANNEL, SWITCH], { channel: 'phone call', locked: 'FALSE' })).toEqual({
			channel: 'call',
			locked: false,
		});
	});

	test('that is none of its choices is an error', () => {
		expect(refused([CHANNEL], { channel: 'fax' })).toThrow('Channel must be one of sms, call, got "fax"');
		expect(refused([SWITCH], { locked: 'maybe' })).toThrow('Locked must be true or false, got "maybe"');
	});

	test('is the only kind of field that has a default', () => {
		const fields = [field('body', { default: 'Hello' }), field('limit', { type: 'number', default: 5 })];
		expect(check(fields, { body: '', limit: '' })).toEqual({});
	});
});

describe('A field that is hidden', () => {
	const shownFor = (value: string) => ({ displayOptions: { show: { channel: [value] } } });

	test('is not checked, and left out', () => {
		const fields = [
			CHANNEL,
			field('pin', { type: 'number', required: true, ...shownFor('call') }),
			field('body', shownFor('sms')),
		];
		expect(check(fields, { channel: 'sms', pin: 'x', body: 'Hello' })).toEqual({ channel: 'sms', body: 'Hello' });
		// The choice that is meant counts, not its spelling; an empty one means the default.
		expect(check(fields, { channel: 'Phone Call', pin: 7, body: 'Hello' })).toEqual({ channel: 'call', pin: 7 });
		expect(check(fields, { channel: '', pin: 7, body: 'Hello' })).toEqual({ channel: 'sms', body: 'Hello' });
	});

	test('depends on the fields beside it, or on those at the top', () => {
		const ofTop = field('body', { displayOptions: { show: { '/channel': ['call'] } } });
		expect(check([CHANNEL, ofTop], { channel: 'call', body: 'Hello' })).toEqual({ channel: 'call', body: 'Hello' });
		expect(check([CHANNEL, ofTop], { channel: 'sms', body: 'Hello' })).toEqual({ channel: 'sms' });
		expect(check([ofTop], { body: 'Hello' }, { channel: 'call' })).toEqual({ body: 'Hello' });
		expect(check([ofTop], { body: 'Hello' }, { channel: 'sms' })).toEqual({});
	});
});

describe('A collection', () => {
	const MORE = field('more', {
		type: 'collection',
		default: {},
		options: [field('body'), field('limit', { type: 'number' }), { name: 'A choice', value: 'none' }],
	});

	test('gives its entries beside the others', () => {
		expect(check([field('from'), MORE], { from: 'ada', more: { body: 'Hello', limit: '5', other: 1 } })).toEqual({
			from: 'ada',
			body: 'Hello',
			limit: 5,
		});
	});

	test.each([undefined, null, '', {}])('may be empty: %p', (value) => {
		expect(check([MORE], { more: value })).toEqual({});
	});

	test.each(['text', 7, ['Hello'], true])('must be an object: not %p', (value) => {
		expect(refused([MORE], { more: value })).toThrow('More must be an object');
	});

	test('names the entry that is wrong', () => {
		expect(refused([MORE], { more: { limit: 'x' } })).toThrow('Limit must be a number, got "x"');
	});
});

describe('A fixed collection', () => {
	const INPUT = field('input', {
		type: 'fixedCollection',
		default: {},
		options: [
			{
				name: 'keys',
				displayName: 'Keys',
				values: [
					field('kind', {
						type: 'options',
						default: 'digits',
						options: [
							{ name: 'Digits', value: 'digits' },
							{ name: 'Any Key', value: 'any' },
						],
					}),
					field('digits', { displayOptions: { show: { kind: ['digits'] } } }),
					field('ends', { displayOptions: { show: { kind: ['any'] } } }),
				],
			},
			{ name: 'speech', displayName: 'Speech', values: [field('words', { default: 'yes' })] },
		],
	});

	test('gives the fields of its groups', () => {
		expect(check([INPUT], { input: { keys: { kind: 'digits', digits: 12 }, speech: { words: 'no' } } })).toEqual({
			kind: 'digits',
			digits: '12',
			words: 'no',
		});
	});

	test('has the defaults that n8n does not store', () => {
		expect(check([INPUT], { input: { keys: { digits: '1' } } })).toEqual({ kind: 'digits', digits: '1' });
		expect(check([INPUT], { input: { speech: {} } })).toEqual({ words: 'yes' });
	});

	test('reads its dropdowns before it decides what they show', () => {
		for (const kind of [null, '', 'Digits', 'DIGITS'])
			expect(check([INPUT], { input: { keys: { kind, digits: '1' } } })).toEqual({ kind: 'digits', digits: '1' });
		expect(check([INPUT], { input: { keys: { kind: 'any key', ends: '#' } } })).toEqual({ kind: 'any', ends: '#' });
	});

	test.each([undefined, null, '', {}, { keys: null }, { keys: '' }, { other: {} }])('may be empty: %p', (value) => {
		expect(check([INPUT], { input: value })).toEqual({});
	});

	test.each(['text', 7, [], true, { keys: 'text' }, { keys: [] }, { speech: 7 }])(
		'must be an object, and so must its groups: not %p',
		(value) => {
			expect(refused([INPUT], { input: value })).toThrow('Input must be an object');
		},
	);
});

describe('A list', () => {
	const URLS = field('urls', { typeOptions: { multipleValues: true } });
	const EVENTS = field('events', { type: 'multiOptions', default: [], options: CHANNEL.options });

	test('has its entries without the empty ones', () => {
		expect(check([URLS], { urls: ['https://a.example', '', null, ' b '] })).toEqual({
			urls: ['https://a.example', 'b'],
		});
		expect(check([URLS], { urls: 7 })).toEqual({ urls: ['7'] });
		expect(check([EVENTS], { events: ['SMS', 'call', ''] })).toEqual({ events: ['sms', 'call'] });
	});

	test.each([undefined, '', [], ['', null]])('may be empty: %p', (value) => {
		expect(check([URLS, EVENTS], { urls: value, events: value })).toEqual({});
	});

	test('must be full where it is required', () => {
		const required = { ...URLS, required: true };
		expect(check([required], { urls: ['a', 'b'] })).toEqual({ urls: ['a', 'b'] });
		expect(refused([required], { urls: [] })).toThrow('Urls is required');
		expect(refused([required], { urls: ['a', ''] })).toThrow('Urls is required');
		// A choice that an expression leaves out does not count as an empty field of the editor.
		expect(check([{ ...EVENTS, required: true }], { events: ['sms', ''] })).toEqual({ events: ['sms'] });
		expect(refused([{ ...EVENTS, required: true }], { events: [''] })).toThrow('Events is required');
	});

	test('names the field of an entry that is wrong', () => {
		expect(refused([EVENTS], { events: ['sms', 'fax'] })).toThrow('Events must be one of sms, call, got "fax"');
	});
});

describe('A resource locator', () => {
	const MESSAGE = field('message', {
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		modes: [{ displayName: 'By ID', name: 'id', type: 'string' }],
	});

	test('is its value', () => {
		expect(check([MESSAGE], { message: { __rl: true, mode: 'id', value: ' SM1 ' } })).toEqual({ message: 'SM1' });
		expect(check([MESSAGE], { message: 'SM2' })).toEqual({ message: 'SM2' });
	});

	test('may be empty, unless it is required', () => {
		expect(check([MESSAGE], { message: { __rl: true, mode: 'id', value: '' } })).toEqual({});
		expect(refused([{ ...MESSAGE, required: true }], { message: { __rl: true, mode: 'id', value: '' } })).toThrow(
			'Message is required',
		);
	});

	test('is the only field whose value lies one level down', () => {
		expect(refused([field('body')], { body: { value: 'SM1' } })).toThrow('Body must be text, got an object');
	});
});

test('A date without a zone is in that of the workflow', () => {
	const at = field('at', { type: 'dateTime' });
	expect(check([at], { at: '2026-07-01T12:00:00' })).toEqual({ at: '2026-07-01T10:00:00Z' });
	expect(check([{ ...at, typeOptions: { multipleValues: true } }], { at: ['2026-01-01T12:00:00'] })).toEqual({
		at: ['2026-01-01T11:00:00Z'],
	});
});
