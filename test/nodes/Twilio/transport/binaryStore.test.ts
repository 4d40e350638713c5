import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import { envelopes } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';

type Store = (body: Readable) => Promise<never>;

const noSpace = () =>
	Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });

/** Ways in which n8n's stores may fail. */
const stores: Array<[string, Store]> = [
	['before it reads', () => Promise.reject(noSpace())],
	[
		'while it reads',
		async (body) => {
			for await (const chunk of body) if (chunk) throw noSpace();
			throw noSpace();
		},
	],
	[
		'and destroys what it reads',
		async (body) => {
			await pipeline(body, new Writable({ write: (_chunk, _encoding, done) => done(noSpace()) }));
			throw new Error('never reached');
		},
	],
];

function useStore(store: Store): void {
	jest.spyOn(Container.get(BinaryDataService), 'store').mockImplementation(async (_location, body) => {
		return await store(body as Readable);
	});
}
afterEach(() => jest.restoreAllMocks());

async function download({ account, credential }: World, options: object = {}) {
	const [recordingSid] = await account.seed('recording', { fields: { duration: '300' } });
	await account.reset();
	const parameters = {
		resource: 'recording',
		operation: 'download',
		recordingSid: recordingSid!,
		options: { downloadFile: true, ...options },
	};
	const [envelope] = await envelopes({ credential, parameters });
	const { requests } = await account.ledger();
	return { envelope: envelope!, files: requests.filter(({ path }) => path.endsWith('.wav')) };
}

/** Returns how many requests are still in flight after the connections had time to close. */
async function untilIdle({ account }: World): Promise<number> {
	for (let left = 30; left > 0 && (await account.counters()).inFlight > 0; left--)
		await new Promise((resolve) => setTimeout(resolve, 100));
	return (await account.counters()).inFlight;
}

test.each(stores)('a store that fails %s is to blame, at once, and the connection is closed', async (_how, store) => {
	const world = await newWorld();
	useStore(store);
	const { envelope, files } = await download(world);
	expect(envelope).toMatchObject({ success: false });
	expect(envelope.error).toBe('n8n could not store the file: ENOSPC: no space left on device, write.');
	expect(files).toHaveLength(1);
	await expect(untilIdle(world)).resolves.toBe(0);
});

test.each<[string, FaultAction]>([
	['is reset', { kind: 'reset', when: 'body' }],
	['ends too early', { kind: 'truncate' }],
])('a connection that %s is not blamed on the store, and is retried', async (_how, action) => {
	const world = await newWorld();
	await world.account.faults({ match: { path: /\.wav$/ }, times: 1, action });
	expect(await download(world)).toMatchObject({ envelope: { success: true, error: null }, files: [{}, {}] });
});

test('a store that hangs is left at the deadline', async () => {
	const world = await newWorld();
	useStore(async () => await new Promise(() => {}));
	const began = Date.now();
	const { envelope } = await download(world, { timeout: 1, maxRetries: 0 });
	expect(envelope.error).toContain('timed out after 10 s');
	expect(Date.now() - began).toBeLessThan(15_000);
});

test('a store that hangs after the whole file is to blame, at once', async () => {
	const world = await newWorld();
	useStore(async (body) => {
		for await (const chunk of body) void chunk;
		return await new Promise(() => {});
	});
	const { envelope, files } = await download(world, { timeout: 1, maxRetries: 3 });
	expect(envelope).toMatchObject({ success: false });
	expect(envelope.error).toMatch(/^n8n did not finish storing the file in 10 s\. Check/);
	expect(files).toHaveLength(1);
});
