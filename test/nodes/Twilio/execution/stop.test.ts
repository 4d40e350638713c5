import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { INodeExecutionData } from 'n8n-workflow';
import { nodeWorkflow, runWorkflow } from '../../../support/engine';
import { sendMessage, verdictOf } from '../../../support/requests';
import { newWorld, type World } from '../../../support/world';

const COUNT = 200;
const items: INodeExecutionData[] = Array.from({ length: COUNT }, (_, index) => ({
	json: { to: `+1415555${1000 + index}`, body: `Item ${index}` },
}));
const parameters = sendMessage({ to: '={{ $json.to }}', body: '={{ $json.body }}', options: { maxConcurrency: 10 } });

/** Starts sending, stops once some messages are sent, and returns the node's output and the ledger. */
async function stopped(
	{ account, credential }: World,
	node = {},
	isUnderWay = async () => (await account.counters()).inFlight > 0,
) {
	let stop = () => {};
	const options = { parameters, credential, items, node };
	const run = runWorkflow(nodeWorkflow(options), { ...options, onStart: (cancel) => (stop = cancel) });
	while (((await account.counters()).effects['message.created'] ?? 0) < 20) await sleep(10);
	// Requests that arrive from now on stay in flight for long enough to meet the stop.
	await account.configure({ latency: 5000 });
	await sleep(500);
	while (!(await isUnderWay())) await sleep(10);
	stop();
	const atStop = Date.now();
	const { data } = await run;
	const took = Date.now() - atStop;
	await sleep(300);
	const outputs = data.resultData.runData.Twilio?.[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [];
	return { outputs, took, atStop, ledger: await account.ledger() };
}

test('after a stop no request starts, those in flight are aborted, and the node ends at once', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 50 });
	const { ledger, took, atStop } = await stopped(world);
	expect(took).toBeLessThan(2000);
	expect(ledger.requests.length).toBeLessThan(COUNT / 2);
	// A request that was about to arrive at the time of the stop may still do so.
	expect(ledger.requests.filter(({ time }) => time > atStop + 100)).toEqual([]);
	expect(ledger.requests.filter(({ aborted }) => aborted).length).toBeGreaterThan(0);
	expect(ledger.counters.inFlight).toBe(0);
});

test('each item of a stopped run tells the truth, and the log has the figures', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 50 });
	const warn = jest.spyOn(Container.get(Logger), 'warn');
	const { outputs, ledger } = await stopped(world);
	const verdicts = outputs.map(verdictOf);
	const done = new Set(ledger.effects.map(({ body }) => body));
	verdicts.forEach((verdict, index) => {
		if (verdict === 'success') expect(done).toContain(`Item ${index}`);
		if (verdict === 'failure') expect(done).not.toContain(`Item ${index}`);
	});
	const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
	expect(outputs).toHaveLength(COUNT);
	expect(count('uncertain')).toBeGreaterThan(0);
	expect(warn).toHaveBeenCalledWith(
		expect.stringMatching(
			new RegExp(
				`^Twilio: Stopped: of ${COUNT} items ${count('success')} done, ${count('uncertain')} uncertain \\(items [\\d, ]+\\), ${count('failure')} not done$`,
			),
		),
	);
	warn.mockRestore();
});

test('a stop ends the waits before retries, and Retry On Fail sends nothing after it', async () => {
	const world = await newWorld();
	await world.account.configure({ latency: 50 });
	await world.account.faults(
		{ match: { to: '+14155551000' }, action: { kind: 'status', status: 400, body: { code: 21211, message: 'No' } } },
		{
			skip: 20,
			action: {
				kind: 'status',
				status: 429,
				body: { code: 20429, message: 'Too many requests' },
				headers: { 'Retry-After': '5' },
			},
		},
	);
	const { ledger, took, atStop } = await stopped(
		world,
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		async () => (await world.account.counters()).refused429 > 0,
	);
	expect(took).toBeLessThan(2000);
	expect(ledger.requests.filter(({ time }) => time > atStop + 100)).toEqual([]);
});

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'with %s a stop while parameters are read ends the reading and the node',
	async (onError) => {
		const { account, credential } = await newWorld();
		await account.configure({ latency: 20_000 });
		// Reading all of them takes more than 20 seconds.
		const slow = '={{ (() => { const end = Date.now() + 100; while (Date.now() < end); return $json.to; })() }}';
		const run = { parameters: sendMessage({ to: slow }), items, credential, node: { onError } };
		const started = Date.now();
		let atStop = Infinity;
		const { data } = await runWorkflow(nodeWorkflow(run), {
			...run,
			onStart: (stop) =>
				setTimeout(() => {
					atStop = Date.now();
					stop();
				}, 1000),
		});
		expect(Date.now() - atStop).toBeLessThan(2000);
		expect(atStop - started).toBeLessThan(3000);
		const outputs = data.resultData.runData.Twilio![0]!.data!.main!.flatMap((output) => output ?? []);
		expect(outputs).toHaveLength(COUNT);
		const unread = outputs.filter(({ json }) => json.error === 'The execution was stopped before this was sent.');
		expect(unread.length).toBeGreaterThan(COUNT / 2);
		if (onError === 'stopWorkflow') expect((await account.ledger()).requests).toEqual([]);
	},
);
