import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';
import type * as SendOnce from '../../../../nodes/Twilio/transport/sendOnce';
import { built } from '../../../support/built';
import { inContext } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';
import { LocalTwilioClient, type FaultAction } from '../../../twilio/client';

const { sendOnce } = built<typeof SendOnce>('transport/sendOnce');

type Call = SendOnce.OutgoingRequest;

const api = (path: string) => `https://api.twilio.com/2010-04-01/${path}`;
const list = ({ account }: World): Call => ({
	method: 'GET',
	url: api(`Accounts/${account.sid}/Messages.json?PageSize=1`),
	timeout: 5000,
});
const send = ({ account }: World): Call => ({
	method: 'POST',
	url: api(`Accounts/${account.sid}/Messages.json`),
	body: new URLSearchParams({ To: '+15005550101', From: '+15005550006', Body: 'Hello' }).toString(),
	timeout: 5000,
});

/** Makes one request as the node does. */
const sent = async ({ credential }: World, call: Call, prepare = (context: IExecuteFunctions) => context) =>
	await inContext(credential, async (context) => await sendOnce(prepare(context), credential, call));

const under = async (action: FaultAction) => {
	const world = await newWorld();
	await world.account.faults({ action });
	return world;
};

/** Makes n8n's helper return this in place of a response. */
const withResponse = (response: Promise<unknown>) => (context: IExecuteFunctions) => {
	const helpers = { ...context.helpers, httpRequestWithAuthentication: async () => await response };
	return Object.create(context, { helpers: { value: helpers } }) as IExecuteFunctions;
};

afterEach(() => jest.restoreAllMocks());

describe('A request', () => {
	test('has the headers that Twilio needs', async () => {
		const world = await newWorld();
		await sent(world, list(world));
		await sent(world, send(world));
		const [get, post] = (await world.account.ledger()).requests.map(({ headers }) => headers);
		expect(get).toMatchObject({ accept: 'application/json', authorization: expect.stringMatching(/^Basic /) });
		expect(get).not.toHaveProperty('content-type');
		expect(post).toMatchObject({ accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' });
	});

	test('does not read the credential again', async () => {
		const world = await newWorld();
		const reads = jest.fn();
		const watched = (context: IExecuteFunctions) => {
			jest.spyOn(context, 'getCredentials').mockImplementation(reads);
			return context;
		};
		expect(await sent(world, list(world), watched)).toMatchObject({ status: 200 });
		expect(reads).not.toHaveBeenCalled();
	});

	test.each([
		['with the credentials', 'https://evil.example', true],
		['with the credentials', 'https://media.twiliocdn.com', true],
		['without them', 'https://evil.example', false],
		['without them', 'https://api.twilio.com', false],
	])('%s does not go to %s', async (_how, origin, isAuthenticated) => {
		const { credential } = await newWorld();
		const url = `${origin}/${Math.random()}`;
		const response = await inContext(
			credential,
			async (context) =>
				await sendOnce(context, isAuthenticated ? credential : undefined, { method: 'GET', url, timeout: 5000 }),
		);
		expect(response.status).toBeUndefined();
		expect(response.failureReason).toMatch(/Domain not allowed/i);
		expect(JSON.stringify(await new LocalTwilioClient().foreign())).not.toContain(url);
	});
});

describe('A response', () => {
	test('is its status, headers and text', async () => {
		const world = await under({ kind: 'status', status: 418, body: 'Tea', headers: { 'X-A': 'b' } });
		expect(await sent(world, list(world))).toEqual({
			status: 418,
			headers: expect.objectContaining({ 'x-a': 'b' }),
			text: 'Tea',
		});
	});

	test('is read without a byte order mark', async () => {
		const world = await under({ kind: 'status', status: 201, body: '\uFEFF{}' });
		expect(await sent(world, send(world))).toMatchObject({ text: '{}' });
	});

	test.each([300, 307, 404, 500])('with status %i is text, and no file', async (status) => {
		const world = await under({ kind: 'status', status, body: 'No file' });
		const consume = jest.fn();
		expect(await sent(world, { ...list(world), download: { consume } })).toMatchObject({ status, text: 'No file' });
		expect(consume).not.toHaveBeenCalled();
	});

	test('that leads elsewhere is not followed', async () => {
		const location = `https://lookups.twilio.com/${Math.random()}`;
		const world = await under({ kind: 'redirect', location, status: 302 });
		expect(await sent(world, list(world))).toMatchObject({ status: 302, headers: { location } });
		expect((await world.account.counters()).requests).toBe(1);
	});

	test('with 2xx is what the consumer makes of it', async () => {
		const world = await newWorld();
		const download: Call['download'] = { mimeType: 'application/json', consume: async (body) => await body.toArray() };
		const response = await sent(world, { ...list(world), download });
		expect(response).toMatchObject({ status: 200, text: '', consumed: [expect.any(Buffer)] });
	});

	test('that is not complete has its status, and says why', async () => {
		const world = await under({ kind: 'truncate' });
		expect(await sent(world, send(world))).toMatchObject({
			status: 201,
			text: '',
			failureReason: expect.stringMatching(/^connection closed before the response was complete \(.+\)$/),
			cause: expect.any(Error),
		});
	});

	test('that comes too late is let go', async () => {
		const world = await newWorld();
		const body = Readable.from(['late']);
		const late = sleep(400).then(() => ({ statusCode: 200, headers: {}, body }));
		const response = await sent(world, { ...list(world), timeout: 100 }, withResponse(late));
		expect(response).toMatchObject({ failureReason: 'timed out after 0.1 s', text: '' });
		expect(body.destroyed).toBe(false);
		await late;
		await sleep(0);
		expect(body.destroyed).toBe(true);
	});
});

describe('A failure', () => {
	test("is told to n8n's log, with the path and without the query", async () => {
		const lines: string[] = [];
		const heard = (context: IExecuteFunctions) => {
			jest.spyOn(context.logger, 'debug').mockImplementation((line) => void lines.push(line));
			return context;
		};
		const broken = await under({ kind: 'reset', when: 'before' });
		await sent(broken, list(broken), heard);
		const cut = await under({ kind: 'truncate' });
		await sent(cut, send(cut), heard);
		expect(lines.filter((line) => line.startsWith('Twilio: '))).toEqual([
			expect.stringMatching(
				/^Twilio: no response to GET \/2010-04-01\/Accounts\/AC\w{32}\/Messages\.json: .*ECONNRESET/,
			),
			expect.stringMatching(
				/^Twilio: incomplete response to POST \/2010-04-01\/Accounts\/AC\w{32}\/Messages\.json: \w/,
			),
		]);
	});

	test('shows no secret of the credential', async () => {
		const world = await newWorld();
		const { authToken } = world.account.credentials;
		const { cause } = await sent(world, list(world), withResponse(Promise.reject(new Error(`Bad ${authToken}`))));
		expect(cause?.message).toBe('Bad ***');
	});
});

describe('A stop', () => {
	test('before the request sends nothing', async () => {
		const world = await newWorld();
		const response = await sent(world, { ...send(world), cancel: AbortSignal.abort() });
		expect(response).toMatchObject({ text: '', failureReason: 'execution stopped' });
		expect((await world.account.counters()).requests).toBe(0);
	});

	test('ends a request in flight', async () => {
		const world = await under({ kind: 'hang', when: 'after' });
		const began = Date.now();
		const cancel = AbortSignal.timeout(300);
		expect(await sent(world, { ...send(world), cancel })).toMatchObject({ failureReason: 'execution stopped' });
		expect(Date.now() - began).toBeLessThan(3000);
	});

	test('is not blamed on the store that it ends', async () => {
		const world = await newWorld();
		const stop = new AbortController();
		const consume = async () =>
			await new Promise((_resolve, reject) => {
				stop.signal.addEventListener('abort', () => reject(new Error('The file was left')));
				setTimeout(() => stop.abort(), 50);
			});
		const response = await sent(world, {
			...list(world),
			cancel: stop.signal,
			download: { mimeType: 'application/json', consume },
		});
		expect(response).toMatchObject({ status: 200, failureReason: 'execution stopped' });
	});

	test.each<[string, FaultAction | undefined]>([
		['succeeds', undefined],
		['fails', { kind: 'reset', when: 'before' }],
	])('is not waited for any more when a request %s', async (_how, action) => {
		const world = action ? await under(action) : await newWorld();
		const { signal } = new AbortController();
		await sent(world, { ...list(world), cancel: signal });
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});

test('A store that fails is named with its cause', async () => {
	const world = await newWorld();
	const cause = new Error('No space');
	const consume = async () => await Promise.reject(cause);
	await expect(
		sent(world, { ...list(world), download: { mimeType: 'application/json', consume } }),
	).rejects.toMatchObject({
		name: 'BinaryDataError',
		message: 'n8n could not store the file: No space.',
		cause,
	});
});
