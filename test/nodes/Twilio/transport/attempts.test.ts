import type { TwilioRequest } from '../../../../nodes/Twilio/transport/request';
import type * as Policy from '../../../../nodes/Twilio/transport/retryPolicy';
import type { RawResponse } from '../../../../nodes/Twilio/transport/sendOnce';
import { built } from '../../../support/built';

/*
 * Tests one attempt, and whether another one follows it. The effects on requests are tested in retryPolicy.test.ts.
 */
const { classifyResponse, LIMIT_REACHED, Retries, retryAfter, RETRY_POLICY, waitBefore } =
	built<typeof Policy>('transport/retryPolicy');

type Method = TwilioRequest['method'];
const METHODS = ['GET', 'DELETE', 'POST'] as const;

const request = (method: Method): TwilioRequest => ({ product: 'api', method, path: ['Messages'] });

const response = (status: number | undefined, body: unknown = '', more: Partial<RawResponse> = {}): RawResponse => ({
	status,
	headers: {},
	text: typeof body === 'string' ? body : JSON.stringify(body),
	...more,
});

const resultOf = (method: Method, raw: RawResponse, isFile = false) =>
	classifyResponse(request(method), isFile, raw).result;

const RECORD = { sid: `SM${'0'.repeat(32)}` };

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

describe('The retry policy', () => {
	const results = Object.keys(RETRY_POLICY.POST) as Policy.AttemptResult[];
	const withVerdict = (method: Method, verdict: string) =>
		results.filter((result) => RETRY_POLICY[method][result] === verdict);

	test('retries a POST only if it had no effect for certain, and calls uncertain what may have had one', () => {
		expect(withVerdict('POST', 'retry')).toEqual(['rateLimited', 'throttled', 'notSent']);
		expect(withVerdict('POST', 'uncertain')).toEqual(['noResponse', 'serverError', 'unreadable', 'redirected']);
		expect(withVerdict('POST', 'fail')).toEqual(['notReady', 'refused']);
		expect(withVerdict('POST', 'done')).toEqual(['ok']);
	});

	test('retries a GET unless Twilio said no', () => {
		expect(withVerdict('GET', 'done')).toEqual(['ok']);
		expect(withVerdict('GET', 'fail')).toEqual(['redirected', 'refused']);
		expect(withVerdict('GET', 'retry')).toHaveLength(results.length - 3);
	});

	test('retries a DELETE too, and takes any 2xx as done', () => {
		expect(withVerdict('DELETE', 'done')).toEqual(['ok', 'unreadable']);
		expect(withVerdict('DELETE', 'fail')).toEqual(['redirected', 'notReady', 'refused']);
		expect(withVerdict('DELETE', 'retry')).toHaveLength(results.length - 5);
	});
});

describe('An attempt', () => {
	test.each(METHODS)('without a status got no response, or was not sent: %s', (method) => {
		expect(resultOf(method, response(undefined))).toBe('noResponse');
		expect(resultOf(method, response(undefined, '', { notSent: false }))).toBe('noResponse');
		expect(resultOf(method, response(undefined, '', { notSent: true }))).toBe('notSent');
	});

	const statuses: Array<[status: number, result: Policy.AttemptResult]> = [
		[100, 'refused'],
		[199, 'refused'],
		[200, 'ok'],
		[299, 'ok'],
		[300, 'redirected'],
		[399, 'redirected'],
		[400, 'refused'],
		[404, 'refused'],
		[407, 'refused'],
		[408, 'serverError'],
		[409, 'refused'],
		[428, 'refused'],
		[429, 'rateLimited'],
		[430, 'refused'],
		[499, 'refused'],
		[500, 'serverError'],
		[599, 'serverError'],
	];
	test.each(statuses)('with status %i is %s', (status, result) => {
		for (const method of METHODS) expect(resultOf(method, response(status, RECORD))).toBe(result);
	});

	test('finds a file not ready that is not there yet, but nothing else', () => {
		expect(resultOf('GET', response(404, RECORD), true)).toBe('notReady');
		expect(resultOf('GET', response(403, RECORD), true)).toBe('refused');
		expect(resultOf('GET', response(200, RECORD), true)).toBe('ok');
	});

	test('with 429 goes by the code', () => {
		expect(resultOf('POST', response(429, { code: 20429 }))).toBe('rateLimited');
		expect(resultOf('POST', response(429, '<RestException><Code>20429</Code></RestException>'))).toBe('rateLimited');
		expect(resultOf('POST', response(429, 'Too many'))).toBe('rateLimited');
		expect(resultOf('POST', response(429, { code: 60212 }))).toBe('throttled');
		expect(resultOf('POST', response(429, { code: 0 }))).toBe('throttled');
		for (const code of [21611, 60202, 60203, 60728, 63038]) {
			expect(LIMIT_REACHED).toContain(code);
			expect(resultOf('POST', response(429, { code }))).toBe('refused');
		}
		expect(resultOf('POST', response(400, { code: 20429 }))).toBe('refused');
	});

	const contents: Array<[string, RawResponse, Record<Method, Policy.AttemptResult>]> = [
		['a record', response(200, RECORD), { GET: 'ok', DELETE: 'ok', POST: 'ok' }],
		['an object without a SID', response(200, {}), { GET: 'ok', DELETE: 'ok', POST: 'unreadable' }],
		['a SID that is no text', response(200, { sid: 7 }), { GET: 'ok', DELETE: 'ok', POST: 'unreadable' }],
		['no text', response(204), { GET: 'unreadable', DELETE: 'ok', POST: 'unreadable' }],
		['HTML', response(200, '<html></html>'), { GET: 'unreadable', DELETE: 'ok', POST: 'unreadable' }],
		['a list', response(200, []), { GET: 'unreadable', DELETE: 'ok', POST: 'unreadable' }],
		['a file that was stored', response(200, '', { consumed: {} }), { GET: 'ok', DELETE: 'ok', POST: 'unreadable' }],
		[
			'a record that is not complete',
			response(200, RECORD, { failureReason: 'connection closed' }),
			{ GET: 'unreadable', DELETE: 'ok', POST: 'unreadable' },
		],
	];
	test.each(contents)('with 2xx and %s', (_name, raw, expected) => {
		for (const method of METHODS) expect(resultOf(method, raw)).toBe(expected[method]);
	});

	test('keeps the response, and the body if it is whole', () => {
		const raw = response(400, { code: 21211, message: 'Invalid' }, { headers: { a: 'b' } });
		expect(classifyResponse(request('POST'), false, raw)).toEqual({
			...raw,
			result: 'refused',
			body: { code: 21211, message: 'Invalid' },
		});
		const long = response(400, { code: 21211, errors: Array.from({ length: 20_000 }, String) });
		expect(classifyResponse(request('POST'), false, long)).toMatchObject({ result: 'refused', body: undefined });
		const broken = { ...raw, failureReason: 'connection closed' };
		expect(classifyResponse(request('POST'), false, broken).body).toBeUndefined();
	});
});

describe('The wait before a retry', () => {
	const random = (value: number) => jest.spyOn(Math, 'random').mockReturnValue(value);

	test('doubles up to 30 seconds, half of it random', () => {
		random(0);
		expect([0, 1, 2, 8, 9, 60].map((attempt) => waitBefore(attempt))).toEqual([50, 100, 200, 12_800, 15_000, 15_000]);
		random(0.5);
		expect([0, 1, 2, 8, 9, 60].map((attempt) => waitBefore(attempt))).toEqual([75, 150, 300, 19_200, 22_500, 22_500]);
		random(1 - 1e-9);
		expect(waitBefore(3)).toBeCloseTo(800);
	});

	test('is as long as asked, but not longer than 30 seconds', () => {
		random(0);
		expect(waitBefore(0, 20)).toBe(50);
		expect(waitBefore(0, 2000)).toBe(2000);
		expect(waitBefore(0, 31_000)).toBe(30_000);
		expect(waitBefore(0, Infinity)).toBe(30_000);
	});

	test('has another cap where one is given', () => {
		random(0.5);
		expect(waitBefore(10, undefined, 1000)).toBe(750);
		expect(waitBefore(10, 5000, 1000)).toBe(5000);
	});
});

describe('Retry-After', () => {
	const after = (value: unknown) => retryAfter({ 'retry-after': value as string });

	test('is seconds', () => {
		expect(['1', '0.25', ' 2 ', '\t12.5\t'].map(after)).toEqual([1000, 250, 2000, 12_500]);
	});

	test('is a date', () => {
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
		expect(after('Thu, 01 Jan 2026 00:00:07 GMT')).toBe(7000);
		expect(after('Thu, 01 Jan 2026 00:00:00 GMT')).toBeUndefined();
		expect(after('Wed, 31 Dec 2025 23:59:59 GMT')).toBeUndefined();
	});

	test('is at most 30 seconds, however huge', () => {
		for (const value of ['31', '86400', '9'.repeat(400), 'Fri, 31 Dec 2299 23:59:59 GMT'])
			expect(after(value)).toBe(30_000);
	});

	test.each([
		'soon',
		'-5',
		'',
		' ',
		'NaN',
		'0',
		'1e9',
		'12:99',
		'٣',
		'5.',
		'.5',
		'1,5',
		'+1',
		'1 2',
		7,
		['1'],
		undefined,
	])('that is %p is nothing', (value) => {
		expect(after(value)).toBeUndefined();
	});
});

describe('Retries', () => {
	beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0));

	const ended = (result: Policy.AttemptResult, headers = {}) => ({ result, headers, text: '' });
	const waitsAfter = (retries: Policy.Retries, result: Policy.AttemptResult, count: number) =>
		Array.from({ length: count }, () => retries.waitAfter(ended(result)));

	test.each(['notSent', 'noResponse', 'serverError', 'unreadable', 'notReady'] as const)(
		'after %s are counted',
		(result) => {
			expect(waitsAfter(new Retries({ maxRetries: 3 }), result, 5)).toEqual([50, 100, 200, undefined, undefined]);
		},
	);

	test.each(['rateLimited', 'throttled'] as const)('after %s go on, and use up none of the others', (result) => {
		const retries = new Retries({ maxRetries: 1 });
		expect(waitsAfter(retries, result, 4)).toEqual([50, 100, 200, 400]);
		expect(waitsAfter(retries, 'serverError', 2)).toEqual([50, undefined]);
		expect(waitsAfter(retries, result, 1)).toEqual([800]);
	});

	test('there are none at all with 0', () => {
		const retries = new Retries({ maxRetries: 0 });
		for (const result of ['rateLimited', 'throttled', 'notSent'] as const)
			expect(retries.waitAfter(ended(result))).toBeUndefined();
	});

	test('wait as long as Twilio asks', () => {
		const retries = new Retries({ maxRetries: 1 });
		expect(retries.waitAfter(ended('rateLimited', { 'retry-after': '3' }))).toBe(3000);
		expect(retries.waitAfter(ended('serverError', { 'retry-after': '4' }))).toBe(4000);
	});

	test('end when attempts and waits together reach five minutes', () => {
		const retries = new Retries({ maxRetries: 9 });
		const slow = { ...ended('serverError'), duration: 140_000 };
		expect([1, 2, 3].map(() => retries.waitAfter(slow))).toEqual([50, 100, undefined]);
	});

	test('end when their waits together reach five minutes, or the time that is given', () => {
		const asking = ended('rateLimited', { 'retry-after': '30' });
		const waits = (limits: Policy.RetryLimits, count: number) => {
			const retries = new Retries(limits);
			return Array.from({ length: count }, () => retries.waitAfter(asking));
		};
		expect(waits({ maxRetries: 1 }, 11)).toEqual([...Array.from({ length: 9 }, () => 30_000), undefined, undefined]);
		expect(waits({ maxRetries: 1, retryWithin: 60_001 }, 3)).toEqual([30_000, 30_000, undefined]);
		expect(waits({ maxRetries: 1, retryWithin: 60_000 }, 2)).toEqual([30_000, undefined]);
	});
});
