import { built } from '../../../support/built';
import { ask, gaps } from '../../../support/requests';
import { newWorld } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';
import type * as Client from '../../../../nodes/Twilio/transport/client';
import type * as LimiterModule from '../../../../nodes/Twilio/transport/limiter/accountLimiter';

const { TwilioClient } = built<typeof Client>('transport/client');
const { AccountLimiter } = built<typeof LimiterModule>('transport/limiter/accountLimiter');

const busy = (retry?: string): FaultAction => ({
	kind: 'status',
	status: 429,
	body: { code: 20429, message: 'Too many requests' },
	headers: retry === undefined ? {} : { 'Retry-After': retry },
});

test.each(['GET', 'DELETE', 'POST'] as const)('%s is asked once and not again with Max Retries 0', async (method) => {
	const world = await newWorld();
	await world.account.faults({ action: busy() });
	const { verdict, requests } = await ask(world, method, { maxRetries: 0 });
	expect(verdict).toBe('failure');
	expect(requests).toHaveLength(1);
});

test.each(['GET', 'POST'] as const)('429 uses up no retries of %s', async (method) => {
	const world = await newWorld();
	await world.account.faults({ times: 4, action: busy() });
	const { verdict, requests } = await ask(world, method, { maxRetries: 1 });
	expect(verdict).toBe('success');
	expect(requests).toHaveLength(5);
});

test('a failure after 429 still has all its retries', async () => {
	const world = await newWorld();
	await world.account.faults({ times: 2, action: busy() }, { times: 2, action: { kind: 'reset', when: 'before' } });
	const { verdict, requests } = await ask(world, 'GET', { maxRetries: 2 });
	expect(verdict).toBe('success');
	expect(requests).toHaveLength(5);
});

test('Retry-After in seconds is waited for', async () => {
	const world = await newWorld();
	await world.account.faults({ times: 1, action: busy('1') });
	const { verdict, requests } = await ask(world, 'POST');
	expect(verdict).toBe('success');
	expect(gaps(requests)[0]).toBeGreaterThanOrEqual(950);
});

test('Retry-After as a date is waited for', async () => {
	const world = await newWorld();
	await world.account.faults({ times: 1, action: busy(new Date(Date.now() + 2500).toUTCString()) });
	const { verdict, requests } = await ask(world, 'GET');
	expect(verdict).toBe('success');
	expect(gaps(requests)[0]).toBeGreaterThan(300);
});

test.each(['soon', '-5', '', 'NaN', '0', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT', '12:99', '٣'])(
	'Retry-After "%s" is survived',
	async (value) => {
		const world = await newWorld();
		await world.account.faults({
			times: 1,
			action: { ...busy(), headers: { 'Retry-After': encodeURI(value) } } as FaultAction,
		});
		const { verdict, requests } = await ask(world, 'POST');
		expect(verdict).toBe('success');
		expect(gaps(requests)[0]).toBeLessThan(2000);
	},
);

describe('under 429 for ever', () => {
	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	/** Returns a client whose every request is refused after a time, and the times of its requests. */
	function refused(latency = 0) {
		const starts: number[] = [];
		const began = Date.now();
		const httpRequestWithAuthentication = async () => {
			starts.push(Date.now() - began);
			await new Promise((resolve) => setTimeout(resolve, latency));
			const body = (async function* () {})();
			return { statusCode: 429, headers: { 'retry-after': '30' }, body };
		};
		const context = { helpers: { httpRequestWithAuthentication } } as never;
		const account = { sid: `AC${'0'.repeat(32)}`, region: 'us1' } as const;
		const client = new TwilioClient(context, account, {}, new AccountLimiter().join({ maxConcurrency: 1 }));
		const ask = async () =>
			await client
				.send({ product: 'api', method: 'GET', path: ['Messages'] }, { timeout: 30, maxRetries: 1 })
				.catch((error: Error) => error);
		return { starts, ask };
	}

	test('no retry starts later than five minutes after the first request', async () => {
		const { starts, ask } = refused();
		const answer = ask();
		for (let step = 0; step < 400; step++) await jest.advanceTimersByTimeAsync(1000);
		expect(await answer).toBeInstanceOf(Error);
		expect(starts.length).toBeGreaterThan(5);
		expect(starts[starts.length - 1]).toBeLessThanOrEqual(300_000);
	});

	test('no retry starts later than that if each response is slow', async () => {
		const { starts, ask } = refused(20_000);
		const answer = ask();
		for (let step = 0; step < 600; step++) await jest.advanceTimersByTimeAsync(1000);
		expect(await answer).toBeInstanceOf(Error);
		expect(starts.length).toBeGreaterThan(3);
		expect(starts[starts.length - 1]).toBeLessThanOrEqual(300_000);
	});

	test('a run ends soon after five minutes without a success, however many items it has', async () => {
		const { starts, ask } = refused();
		const all = Promise.all(Array.from({ length: 100 }, ask));
		for (let step = 0; step < 400; step++) await jest.advanceTimersByTimeAsync(1000);
		expect((await all).every((answer) => answer instanceof Error)).toBe(true);
		expect(starts[starts.length - 1]).toBeLessThanOrEqual(340_000);
	});
});
