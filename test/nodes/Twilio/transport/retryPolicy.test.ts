import { envelopes } from '../../../support/engine';
import { ask, oneRequest, verdictOf, type Method } from '../../../support/requests';
import { actions, everySelection, parametersOf } from '../../../support/selections';
import { newWorld } from '../../../support/world';
import { LocalTwilioClient, type ConnectionFault, type FaultAction } from '../../../twilio/client';

type Expected = [requests: number, verdict: 'success' | 'failure' | 'uncertain'];

const twice: Expected = [2, 'success'];
const refused: Expected = [1, 'failure'];
const lost: Record<Method, Expected> = { GET: twice, DELETE: twice, POST: [1, 'uncertain'] };
const same = (expected: Expected): Record<Method, Expected> => ({ GET: expected, DELETE: expected, POST: expected });

const answer = (status: number, code: number, more: object = {}): FaultAction => ({
	kind: 'status',
	status,
	body: { code, message: 'Said Twilio', status, more_info: '' },
	...more,
});

/** What happens to the first request, and the resulting number of requests and verdict. */
const outcomes: Array<[name: string, fault: FaultAction, expected: Record<Method, Expected>]> = [
	['429 with 20429', answer(429, 20429), same(twice)],
	['429 without a code', { kind: 'status', status: 429, body: 'Too many' }, same(twice)],
	['429 with 60202', answer(429, 60202), same(refused)],
	['429 with 60203', answer(429, 60203), same(refused)],
	['429 with 21611', answer(429, 21611), same(refused)],
	['429 with 63038', answer(429, 63038), same(refused)],
	['429 with 60728', answer(429, 60728), same(refused)],
	['429 with 60212', answer(429, 60212), same(twice)],
	['429 with 63017', answer(429, 63017), same(twice)],
	['a reset before the effect', { kind: 'reset', when: 'before' }, lost],
	['a reset after the effect', { kind: 'reset', when: 'after' }, lost],
	['a 500 before the effect', answer(500, 20500, { when: 'before' }), lost],
	['a 500 after the effect', answer(500, 20500, { when: 'after' }), lost],
	[
		'a 502 of HTML after the effect',
		{ kind: 'status', status: 502, body: '<html></html>', contentType: 'text/html', when: 'after' },
		lost,
	],
	['a 408 after the effect', { kind: 'status', status: 408, body: '', when: 'after' }, lost],
	['no answer in time', { kind: 'hang', when: 'after' }, lost],
	['a 2xx of half a JSON', { kind: 'body', body: 'truncated-json' }, { ...lost, DELETE: [1, 'success'] }],
	['a 2xx of HTML', { kind: 'body', body: 'html' }, { ...lost, DELETE: [1, 'success'] }],
	['an empty 2xx', { kind: 'body', body: 'empty' }, { ...lost, DELETE: [1, 'success'] }],
	['a 400', answer(400, 21211), same(refused)],
	['a 401', answer(401, 20003), same(refused)],
	['a 404', answer(404, 20404), same(refused)],
	['a 409', answer(409, 20009), same(refused)],
	[
		'a 302 after the effect',
		{ kind: 'redirect', location: 'https://api.twilio.com/', status: 302, when: 'after' },
		{ ...same(refused), POST: [1, 'uncertain'] },
	],
	[
		'a 307 after the effect',
		{ kind: 'redirect', location: 'https://api.twilio.com/', status: 307, when: 'after' },
		{ ...same(refused), POST: [1, 'uncertain'] },
	],
];

const cases = outcomes.flatMap(([name, fault, expected]) =>
	(['GET', 'DELETE', 'POST'] as const).map((method) => [method, name, ...expected[method], fault] as const),
);

test.each(cases)('%s after %s: %d request(s), %s', async (method, _name, requests, verdict, fault) => {
	const world = await newWorld();
	await world.account.faults({ times: 1, action: fault });
	const result = await ask(world, method, { timeout: fault.kind === 'hang' ? 0.3 : 10 });
	expect(result.verdict).toBe(verdict);
	expect(result.requests).toHaveLength(requests);
});

describe('A connection that never came about', () => {
	let proxy: string | undefined;
	beforeEach(() => (proxy = process.env.HTTPS_PROXY));
	afterEach(() => (process.env.HTTPS_PROXY = proxy));

	const breaks = [
		['was dropped', 'drop'],
		['hung in CONNECT until the deadline', 'hang'],
		['failed in TLS', 'tls'],
		['stalled in TLS until the deadline', 'stall'],
	] as const;
	const all = breaks.flatMap(([name, action]) =>
		(['GET', 'DELETE', 'POST'] as const).map((method) => [method, name, action] as const),
	);

	test.each(all)('is tried again for %s when it %s', async (method, _name, action) => {
		const world = await newWorld();
		process.env.HTTPS_PROXY = world.account.proxyUrl();
		const fault: ConnectionFault = { host: 'api.twilio.com', account: world.account.sid, action, times: 2 };
		await new LocalTwilioClient().connectionFault(fault);
		const timeout = action === 'hang' || action === 'stall' ? 1 : 30;
		const result = await ask(world, method, { timeout });
		expect(result).toMatchObject({ verdict: 'success', requests: [{ status: expect.any(Number) }] });
	});

	test.each(['hang', 'stall'] as const)(
		'says that it timed out, not that a message may have been sent: %s',
		async (action) => {
			const world = await newWorld();
			process.env.HTTPS_PROXY = world.account.proxyUrl();
			await new LocalTwilioClient().connectionFault({ host: 'api.twilio.com', account: world.account.sid, action });
			const { verdict, envelope, requests } = await ask(world, 'POST', { timeout: 0.5, maxRetries: 1 });
			expect(verdict).toBe('failure');
			expect(envelope.error).toBe('No response from Twilio (2 attempts): timed out after 0.5 s.');
			expect(requests).toEqual([]);
		},
	);

	test.each([
		['no one listens', 'http://127.0.0.1:9'],
		['the name is unknown', 'http://proxy.invalid:3128'],
		['the address is invalid', 'http://127.0.0.1:99999'],
	])('is a definite failure in the end when %s', async (_name, address) => {
		const world = await newWorld();
		process.env.HTTPS_PROXY = address;
		const { verdict, envelope, requests } = await ask(world, 'POST', { maxRetries: 2 });
		expect(verdict).toBe('failure');
		expect(envelope.error).toContain('3 attempts');
		expect(requests).toEqual([]);
	});

	test('is uncertain when a proxy answers with 502, because a gateway could have', async () => {
		const world = await newWorld();
		process.env.HTTPS_PROXY = world.account.proxyUrl();
		await new LocalTwilioClient().connectionFault({
			host: 'api.twilio.com',
			account: world.account.sid,
			action: 'refuse',
		});
		expect(await ask(world, 'POST')).toMatchObject({ verdict: 'uncertain', requests: [] });
	});
});

describe('What is uncertain', () => {
	const sends = everySelection.filter((_entry, index) => {
		const { uncertainAdvice, idempotent } = actions[index]!;
		return uncertainAdvice !== undefined && !idempotent;
	});

	test('are all actions with an effect but those that do no more twice than once', () => {
		const idempotent = ['call/hangUp', 'message/cancel', 'message/redact'];
		expect(sends.map(([name]) => name)).toEqual(
			everySelection.flatMap(([name, { method }]) => (method === 'POST' && !idempotent.includes(name) ? [name] : [])),
		);
	});

	test.each(sends)(
		'says for %s that it may have happened, that it was not retried, and how to find out',
		async (_name, selection) => {
			const world = await newWorld();
			await selection.before?.(world);
			await world.account.faults({ match: { method: 'POST' }, action: { kind: 'reset', when: 'after' } });
			await world.account.reset();
			const [envelope] = await envelopes({ credential: world.credential, parameters: parametersOf(selection, world) });
			expect(envelope).toMatchObject({ success: false });
			expect(envelope!.error).toMatch(/may have been (sent|made|asked|checked|created).*(Look|Ask|look).*before you/);
			const { requests } = await world.account.ledger();
			expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		},
	);
});

describe('A deletion', () => {
	test('of what is not there is a failure', async () => {
		const world = await newWorld();
		await envelopes({ credential: world.credential, parameters: oneRequest('DELETE', world) });
		expect(await ask(world, 'DELETE')).toMatchObject({ verdict: 'failure', requests: [{ status: 404 }] });
	});

	test('that lost all its responses may be done, and says so', async () => {
		const world = await newWorld();
		await world.account.faults({ action: { kind: 'reset', when: 'after' }, times: 2 });
		const { verdict, envelope } = await ask(world, 'DELETE', { maxRetries: 1 });
		expect(verdict).toBe('uncertain');
		expect(envelope.error).toContain('It is safe to delete it again');
	});

	test('is done if a later try of Retry On Fail finds it gone', async () => {
		const world = await newWorld();
		await world.account.faults({ action: { kind: 'reset', when: 'after' }, times: 1 });
		const parameters = oneRequest('DELETE', world, { maxRetries: 0 });
		const [envelope] = await envelopes({
			credential: world.credential,
			parameters,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(verdictOf(envelope!)).toBe('success');
		expect((await world.account.ledger()).requests.map(({ status }) => status)).toEqual([null, 404]);
	});
});
