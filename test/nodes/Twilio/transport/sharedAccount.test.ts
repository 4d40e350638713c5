import { BinaryDataService } from 'n8n-core';
import { Container } from '@n8n/di';
import { envelopes, runNode } from '../../../support/engine';
import { sendMessage, sent } from '../../../support/requests';
import { newWorld, type World } from '../../../support/world';

const recipient = (index: number) => `+1415${2000000 + index}`;

/** Executes the node, which sends a message to each of `count` recipients. */
const send = async ({ credential }: World, first: number, count: number, onStart?: (stop: () => void) => void) =>
	await runNode({
		credential,
		onStart,
		parameters: sendMessage({ to: '={{ $json.to }}', options: { maxConcurrency: 50 } }),
		items: Array.from({ length: count }, (_, index) => ({ json: { to: recipient(first + index) } })),
	});

/** Returns the recipients of all messages, each as often as a message was sent to it. */
const sentTo = async ({ account }: World) =>
	(await account.ledger()).effects.filter(({ kind }) => kind === 'message.created').map(({ to }) => to);

test('many executions at once on a low ceiling send each message once', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 50, maxInFlight: 3 });
	const runs = await Promise.all(Array.from({ length: 60 }, async (_, index) => await send(world, index, 1)));
	expect(runs.flatMap(({ outputs }) => outputs[0]!).filter(({ json }) => json.success !== true)).toEqual([]);
	const recipients = await sentTo(world);
	expect(recipients).toHaveLength(60);
	expect(new Set(recipients).size).toBe(60);
});

test('an execution that is stopped leaves the others their turns', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 100, maxInFlight: 2 });
	let stop = () => {};
	const large = send(world, 1000, 400, (cancel) => (stop = cancel)).catch(() => undefined);
	const small = send(world, 0, 10);
	while ((await sent(world.account)) < 4) await new Promise((resolve) => setTimeout(resolve, 20));
	stop();
	const { outputs } = await small;
	await large;
	expect(outputs[0]!.every(({ json }) => json.success === true)).toBe(true);
	const recipients = await sentTo(world);
	expect(recipients.filter((to) => to! < recipient(1000)).sort()).toEqual(
		Array.from({ length: 10 }, (_, index) => recipient(index)),
	);
	expect(recipients.length).toBeLessThan(100);
});

test('the next execution begins with what the account has shown', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 50, maxInFlight: 4 });
	await send(world, 0, 60);
	await world.account.reset();
	await send(world, 100, 30);
	expect((await world.account.counters()).refused429).toBeLessThan(12);
});

test('a message does not wait until n8n stored the files of other executions', async () => {
	const world = await newWorld();
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	const service = Container.get(BinaryDataService);
	const store = service.store.bind(service);
	const stored = jest.spyOn(service, 'store').mockImplementation(async (...args) => {
		await opened;
		return await store(...args);
	});
	const recordings = await world.account.seed('recording', { count: 45 });
	const downloads = [0, 15, 30].map(async (first) =>
		envelopes({
			credential: world.credential,
			parameters: {
				resource: 'recording',
				operation: 'download',
				recordingSid: '={{ $json.sid }}',
				options: { downloadFile: true, maxConcurrency: 10 },
			},
			items: recordings.slice(first, first + 15).map((sid) => ({ json: { sid } })),
		}),
	);
	while (stored.mock.calls.length < 30) await new Promise((resolve) => setTimeout(resolve, 20));
	const { outputs } = await send(world, 0, 1);
	expect(outputs[0]![0]!.json).toMatchObject({ success: true });
	expect(stored).toHaveBeenCalledTimes(30);
	open();
	expect((await Promise.all(downloads)).flat().every(({ success }) => success)).toBe(true);
	stored.mockRestore();
});

describe('lookups of one execution', () => {
	const lookUp = async ({ credential }: World, numbers: string[]) =>
		await envelopes({
			credential,
			parameters: { resource: 'phoneNumber', operation: 'lookup', phoneNumber: '={{ $json.number }}' },
			items: numbers.map((number) => ({ json: { number } })),
		});
	const numbers = Array.from({ length: 60 }, (_, index) => recipient(index % 6));

	test('are made once for each number, and each item gets an output of its own', async () => {
		const world = await newWorld();
		await world.account.configure({ latency: 20 });
		const found = await lookUp(world, numbers);
		expect(found.map(({ lookup }) => (lookup as { phone_number: string }).phone_number)).toEqual(numbers);
		expect(found[0]!.lookup).not.toBe(found[6]!.lookup);
		expect((await world.account.counters()).requests).toBe(6);
	});

	test('are made again by the next execution', async () => {
		const world = await newWorld();
		await lookUp(world, numbers);
		await lookUp(world, numbers);
		expect((await world.account.counters()).requests).toBe(12);
	});

	test('that fail are made again for items that come later', async () => {
		const world = await newWorld();
		await world.account.faults({
			times: 1,
			action: { kind: 'status', status: 400, body: { code: 60600, message: 'Not now' } },
		});
		const found = await lookUp(
			world,
			Array.from({ length: 30 }, () => recipient(0)),
		);
		const failed = found.filter(({ success }) => success !== true);
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThanOrEqual(10);
		expect((await world.account.counters()).requests).toBe(2);
	});
});
