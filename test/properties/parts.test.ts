import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type * as Address from '../../nodes/Twilio/input/address';
import type { TwilioClient } from '../../nodes/Twilio/transport/client';
import type * as Pages from '../../nodes/Twilio/transport/pagination';
import type { TwilioRequest } from '../../nodes/Twilio/transport/request';
import type * as Retry from '../../nodes/Twilio/transport/retryPolicy';
import type * as Redact from '../../nodes/Twilio/transport/redact';
import type * as Twiml from '../../nodes/Twilio/actions/twiml';
import { built } from '../support/built';

const { normalizeAddress } = built<typeof Address>('input/address');
const { pages } = built<typeof Pages>('transport/pagination');
const { retryAfter, waitBefore } = built<typeof Retry>('transport/retryPolicy');
const { redactor } = built<typeof Redact>('transport/redact');
const { say } = built<typeof Twiml>('actions/twiml');

describe('An address', () => {
	test('that is normalised stays as it is if that is done again', () => {
		const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(whatsapp:)?[+0]{0,2}[\d ().\-/]{0,20}$/));
		fc.assert(
			fc.property(text, (value) => expect(normalizeAddress(normalizeAddress(value))).toBe(normalizeAddress(value))),
		);
	});

	test.each<[string, RegExp]>([
		['a SIP address', /^sip:[a-z0-9.]{1,10}@[a-z0-9.-]{1,20}(;transport=tls)?$/],
		['a client', /^client:[A-Za-z0-9_-]{1,20}$/],
		['a sender name', /^[A-Za-z][A-Za-z0-9 ]{0,8}[A-Za-z0-9]$/],
		['a short code', /^[1-9]\d{2,5}$/],
		['a number in international format', /^\+[1-9]\d{7,14}$/],
	])('that is %s is not changed', (_name, pattern) => {
		fc.assert(fc.property(fc.stringMatching(pattern), (value) => expect(normalizeAddress(value)).toBe(value)));
	});

	// Except for the zero that is dialed only within a country.
	test('keeps its digits, in their order', () => {
		const number = fc.stringMatching(/^\+[\d ().-]{5,20}$/).filter((value) => !/\(\s*0/.test(value));
		fc.assert(
			fc.property(number, (value) => expect(normalizeAddress(value).replace(/\D/g, '')).toBe(value.replace(/\D/g, ''))),
		);
	});
});

describe('A list', () => {
	const list: TwilioRequest = { product: 'api', method: 'GET', path: ['Messages'], query: { To: '+14155550123' } };

	/** A Twilio that splits its records into pages at will. */
	function twilio(split: number[]) {
		const asked: TwilioRequest[] = [];
		let next = 0;
		const answers = split.map((size, page) => ({
			messages: Array.from({ length: size }, () => ({ sid: next++ })),
			next_page_uri:
				page + 1 < split.length
					? `/2010-04-01/Accounts/AC${'a'.repeat(32)}/Messages.json?To=%2B14155550123&Page=${page + 1}`
					: null,
		}));
		const send = (request: TwilioRequest) => {
			asked.push(request);
			return Promise.resolve(answers[Number(request.query?.Page ?? 0)]);
		};
		return {
			asked,
			client: { account: { sid: `AC${'a'.repeat(32)}`, region: 'us1' }, send } as unknown as TwilioClient,
		};
	}

	test('gives all records once, up to the limit, in as few requests as there are pages to read', async () => {
		const limit = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(Infinity));
		const property = fc.asyncProperty(
			fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }),
			limit,
			async (split, most) => {
				const { client, asked } = twilio(split);
				const found: IDataObject[] = [];
				for await (const page of pages(client, list, 'messages', most, { timeout: 1, maxRetries: 0 }))
					found.push(...page);
				const all = split.reduce((sum, size) => sum + size, 0);
				expect(found.map(({ sid }) => sid)).toEqual(Array.from({ length: Math.min(most, all) }, (_, index) => index));
				let needed = 0;
				for (let read = 0; needed < split.length && read < most; needed++) read += split[needed]!;
				expect(asked).toHaveLength(needed);
				expect(asked[0]!.query?.PageSize).toBe(Math.min(most, 1000));
				for (const { query } of asked) expect(query?.To).toBe('+14155550123');
			},
		);
		await fc.assert(property);
	});
});

describe('A wait before a retry', () => {
	test('lies within its bounds, and is not shorter than asked', () => {
		const header = fc.oneof(
			fc.string(),
			fc.nat().map(String),
			fc.double().map(String),
			fc.date().map(String),
			fc.constant(undefined),
		);
		const property = fc.property(fc.nat(50), header, (attempt, value) => {
			const asked = retryAfter({ 'retry-after': value });
			const wait = waitBefore(attempt, asked);
			expect(asked ?? 1).toBeGreaterThan(0);
			expect(wait).toBeGreaterThanOrEqual(asked ?? 0);
			expect(wait).toBeLessThanOrEqual(Math.min(30_000, Math.max(asked ?? 0, 100 * 2 ** attempt)));
		});
		fc.assert(property);
	});
});

describe('TwiML', () => {
	/** Parses a `Say` as an XML parser would. Returns `undefined` if it is not well-formed. */
	function read(twiml: string): { text: string; voice: string } | undefined {
		const [, voice, text] = /^<Response><Say voice="([^"<]*)">([^<]*)<\/Say><\/Response>$/.exec(twiml) ?? [];
		if (voice === undefined || text === undefined || /&(?!(amp|lt|gt|quot|apos);)/.test(voice + text)) return undefined;
		const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
		const plain = (escaped: string) => escaped.replace(/&(\w+);/g, (_entity, name: string) => characters[name]!);
		return { text: plain(text), voice: plain(voice) };
	}

	test('is well-formed whatever text it speaks, and speaks that text', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ';', 'amp;', '</Say>', ']]>', '\0', '\n') }),
		);
		// eslint-disable-next-line no-control-regex -- XML cannot hold these
		const speakable = (value: string) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ');
		fc.assert(
			fc.property(text, text, (spoken, voice) =>
				expect(read(say(spoken, { voice, language: undefined }))).toEqual({
					text: speakable(spoken),
					voice: speakable(voice),
				}),
			),
		);
	});
});

describe('A secret', () => {
	const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
	const forms: Array<(text: string) => string> = [
		(text) => text,
		(text) => JSON.stringify(text),
		(text) => text.replaceAll('/', '\\/'),
		(text) => [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
		(text) =>
			[...text]
				.map((one, index) => (index % 3 ? one : `\\u${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`))
				.join(''),
	];

	test('is hidden in every form that JSON has for it, and nothing else is', () => {
		const property = fc.property(hex, hex, fc.constantFrom(...forms), fc.jsonValue(), (token, account, form, other) => {
			const redact = redactor({ accountSid: `AC${account}`, authToken: token });
			const header = Buffer.from(`AC${account}:${token}`).toString('base64');
			for (const secret of [token, header]) {
				const hidden = redact(`{"a":"${form(secret).replace(/^"|"$/g, '')}"}`);
				expect(hidden).toBe('{"a":"***"}');
			}
			expect(redact(JSON.stringify(other))).toBe(JSON.stringify(other));
		});
		fc.assert(property);
	});

	test('of less than eight characters is none, and hides no text', () => {
		const text = 'The code is 1234567. See https:\\/\\/example.com.';
		expect(redactor({ accountSid: '', authToken: ' 1234567 ' })(text)).toBe(text);
		expect(redactor({})(text)).toBe(text);
		expect(redactor({ accountSid: '', authToken: ' 12345678 ' })('The code is 12345678.')).toBe('The code is ***.');
	});

	test('is hidden wherever it stands, beside another one of other characters', () => {
		const redact = redactor({ accountSid: '', authToken: '0123456789abcdef', apiKeySecret: 'a"b"c"d"e' });
		expect(redact('0123456789abcdef 0123456789abcdef')).toBe('*** ***');
		expect(redact('\\u0030123456789abcdef \\u0030123456789abcdef')).toBe('*** ***');
		expect(redact('a\\"b\\"c\\"d\\"e a&quot;b&quot;c&quot;d&quot;e a"b"c"d"e')).toBe('*** *** ***');
	});

	test('with quotes, backslashes, tabs and line ends is hidden too, in JSON and in XML', () => {
		const odd = fc.string({
			unit: fc.constantFrom('"', '\\', '\t', '\b', '\f', '\n', '\r', "'", '&', '<', '>', 'a', '7'),
			minLength: 8,
			maxLength: 20,
		});
		const entities: Record<string, string> = { '"': '&quot;', "'": '&apos;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };
		const xml = (text: string) => text.replace(/["'&<>]/g, (character) => entities[character]!);
		fc.assert(
			fc.property(odd, (authToken) => {
				fc.pre(authToken.trim().length >= 8);
				const redact = redactor({ accountSid: `AC${'a'.repeat(32)}`, authToken });
				const secret = authToken.trim();
				expect(redact(`code: (${secret})`)).toBe('code: (***)');
				expect(redact(JSON.stringify({ code: `(${secret})` }))).toBe('{"code":"(***)"}');
				expect(redact(`<Message>(${xml(secret)})</Message>`)).toBe('<Message>(***)</Message>');
			}),
		);
	});
});
