import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as Client from '../../../../nodes/Twilio/transport/client';
import type * as LimiterModule from '../../../../nodes/Twilio/transport/limiter/accountLimiter';
import { built } from '../../../support/built';
import { ask, sendMessage } from '../../../support/requests';
import { envelopes } from '../../../support/engine';
import { newWorld } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';

const { TwilioClient } = built<typeof Client>('transport/client');
const { AccountLimiter } = built<typeof LimiterModule>('transport/limiter/accountLimiter');

const slow: Array<[string, FaultAction]> = [
	['hangs before the headers', { kind: 'hang', when: 'before' }],
	['hangs after the headers', { kind: 'hang', when: 'after', headers: true }],
	['drips its response', { kind: 'drip', intervalMs: 100 }],
];

test.each(slow)('a request to a server that %s times out', async (_name, action) => {
	const world = await newWorld();
	await world.account.faults({ action });
	const began = Date.now();
	const { verdict, envelope } = await ask(world, 'POST', { timeout: 0.7 });
	expect(Date.now() - began).toBeLessThan(3000);
	expect(verdict).toBe('uncertain');
	expect(envelope.error).toContain('timed out after 0.7 s');
});

test.each(slow)('a list from a server that %s ends after Max Retries', async (_name, action) => {
	const world = await newWorld();
	await world.account.faults({ action });
	const { verdict, envelope, requests } = await ask(world, 'GET', { timeout: 0.3, maxRetries: 1 });
	expect(verdict).toBe('failure');
	expect(requests).toHaveLength(2);
	expect(envelope.error).toContain('timed out after 0.3 s');
});

test('a time that is no whole number of milliseconds is taken', async () => {
	expect(await ask(await newWorld(), 'GET', { timeout: 9.87654321 })).toMatchObject({ verdict: 'success' });
});

test('redirects to a file share its time', async () => {
	let requests = 0;
	const redirect = async () => {
		await sleep(400);
		const statusCode = ++requests < 4 ? 302 : 200;
		return { statusCode, headers: { location: 'https://mms.twiliocdn.com/file' }, body: Readable.from(['file']) };
	};
	const context = {
		helpers: { httpRequestWithAuthentication: redirect, httpRequest: redirect },
		logger: { debug: () => undefined },
	} as never;
	const queue = new AccountLimiter().join({ maxConcurrency: 1 });
	const client = new TwilioClient(context, { sid: `AC${'0'.repeat(32)}`, region: 'us1' }, {}, queue);
	const consume = async () => await Promise.resolve('stored');
	const settings = { timeout: 0.1, maxRetries: 0 };
	const download = client.download({ product: 'api', method: 'GET', path: ['Recordings'] }, settings, { consume });
	await expect(download).rejects.toThrow('timed out after 1 s');
	expect(requests).toBeLessThan(4);
});

test('a response larger than the limit is cut, and the memory stays bounded', async () => {
	const world = await newWorld();
	await world.account.faults({ action: { kind: 'huge', megabytes: 100 } });
	let peak = 0;
	const before = process.memoryUsage.rss();
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss() - before)), 5);
	const { verdict, envelope } = await ask(world, 'POST', { timeout: 20 });
	clearInterval(watch);
	expect(verdict).toBe('uncertain');
	expect(envelope.error).toContain('larger than 32 MB');
	expect(peak).toBeLessThan(200 * 1024 * 1024);
});

test('a compressed answer is read', async () => {
	const world = await newWorld();
	await world.account.faults({ action: { kind: 'gzip' } });
	for (const method of ['GET', 'POST'] as const) expect(await ask(world, method)).toMatchObject({ verdict: 'success' });
});

test('an answer with broken compression is no answer', async () => {
	const world = await newWorld();
	await world.account.faults({ action: { kind: 'gzip', broken: true } });
	expect(await ask(world, 'GET', { maxRetries: 0 })).toMatchObject({ verdict: 'failure' });
	expect(await ask(world, 'POST')).toMatchObject({ verdict: 'uncertain', requests: [{ method: 'POST' }] });
});

test('messages to one recipient keep their order, however long one takes or waits', async () => {
	const world = await newWorld();
	const recipients = ['+15005550101', '+15005550102', '+15005550103'];
	await world.account.faults(
		{ probability: 0.2, action: { kind: 'status', status: 429, body: { code: 20429, message: 'Too many requests' } } },
		{ probability: 0.3, action: { kind: 'delay', ms: 60 } },
	);
	const items = Array.from({ length: 60 }, (_, index) => ({
		json: { to: recipients[index % 3]!, body: String(index) },
	}));
	const parameters = sendMessage({
		to: '={{ $json.to }}',
		body: '={{ $json.body }}',
		options: { maxConcurrency: 20, maxRetries: 20 },
	});
	const found = await envelopes({ credential: world.credential, parameters, items });
	expect(found.every(({ success }) => success)).toBe(true);
	const { effects, counters } = await world.account.ledger();
	for (const recipient of recipients) {
		const order = effects.filter(({ to }) => to === recipient).map(({ body }) => Number(body));
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order).toHaveLength(20);
	}
	expect(counters.peakInFlight).toBe(3);
});
