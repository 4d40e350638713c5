import { NodeConnectionTypes, type INode, type INodeExecutionData, type INodeType } from 'n8n-workflow';
import { built } from '../../../support/built';
import { envelopes, nodeWorkflow, runWorkflow } from '../../../support/engine';
import { sendMessage, sent } from '../../../support/requests';
import { newWorld } from '../../../support/world';
import type { Fault } from '../../../twilio/client';
import type * as RetryOnFail from '../../../../nodes/Twilio/execution/retryOnFail';
import type * as Send from '../../../../nodes/Twilio/actions/message/send';

const { Tries } = built<typeof RetryOnFail>('execution/retryOnFail');

const again: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const parameters = sendMessage({ to: '={{ $json.to }}', body: '={{ $json.body }}' });
const to = (index: number) => `+1500555010${index}`;
const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { to: to(index), body: `Item ${index}` } }));
const refuse = (index: number, times?: number): Fault => ({
	match: { to: to(index) },
	times,
	action: { kind: 'status', status: 400, body: { code: 21211, message: 'Not yet' } },
});

describe('Retry On Fail', () => {
	test('tries the failed items again and gives successes back as they were', async () => {
		const { account, credential } = await newWorld();
		await account.faults(refuse(0, 2), refuse(2, 1));
		const found = await envelopes({ parameters, credential, items: items(3), node: again });
		const { requests, effects } = await account.ledger();
		expect(found).toMatchObject([{ success: true }, { success: true }, { success: true }]);
		expect(effects.map(({ body }) => body).sort()).toEqual(['Item 0', 'Item 1', 'Item 2']);
		expect(found.map(({ message }) => (message as { sid: string }).sid).sort()).toEqual(
			effects.map(({ sid }) => sid).sort(),
		);
		expect(requests).toHaveLength(3 + 2 + 1);
	});

	test('does not send again what is uncertain', async () => {
		const { account, credential } = await newWorld();
		await account.faults(refuse(0), { match: { to: to(1) }, action: { kind: 'reset', when: 'after' } });
		const found = await envelopes({ parameters, credential, items: items(2), node: again });
		expect(found[1]!.error).toContain('may have been sent');
		const { requests } = await account.ledger();
		expect(requests.filter(({ form }) => form.some(([, value]) => value === to(1)))).toHaveLength(1);
		expect(requests.filter(({ form }) => form.some(([, value]) => value === to(0)))).toHaveLength(3);
	});

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'sends each message once with On Error %s',
		async (onError) => {
			const { account, credential } = await newWorld();
			await account.faults(refuse(0));
			await envelopes({ parameters, credential, items: items(4), node: { ...again, onError } });
			expect(await sent(account)).toBe(3);
		},
	);

	test('does not send again after a mistake in the node itself', async () => {
		const { account, credential } = await newWorld();
		const { send } = built<typeof Send>('actions/message/send');
		const broken = jest.spyOn(send, 'toOutput').mockImplementation(() => {
			throw new TypeError('A mistake');
		});
		try {
			const [envelope] = await envelopes({ parameters, credential, items: items(1), node: again });
			expect(envelope!.error).toMatch(/A mistake.*may have been sent/);
			expect(broken).toHaveBeenCalledTimes(1);
		} finally {
			broken.mockRestore();
		}
		expect(await sent(account)).toBe(1);
	});
});

describe('A later run', () => {
	/** Passes the items through a number of times, unchanged. */
	const loop = (rounds: number): INodeType => ({
		description: {
			displayName: 'Loop',
			name: 'loop',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute() {
			const given = (this.getContext('node').items ??= this.getInputData()) as INodeExecutionData[];
			const round = ((this.getContext('node').round as number | undefined) ?? 0) + 1;
			this.getContext('node').round = round;
			return Promise.resolve([round > rounds ? [] : given]);
		},
	});

	test('in a loop sends the same items again', async () => {
		const { account, credential } = await newWorld();
		const workflow = nodeWorkflow({ parameters, credential, items: items(2), node: again });
		const node: INode = {
			id: '3',
			name: 'Loop',
			type: 'test.loop',
			typeVersion: 1,
			position: [100, 0],
			parameters: {},
		};
		const target = (name: string) => ({ main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]] });
		const connections = { Items: target('Loop'), Loop: target('Twilio'), Twilio: target('Loop') };
		const run = await runWorkflow(
			{ ...workflow, nodes: [...workflow.nodes, node], connections },
			{ credential, types: { 'test.loop': loop(3) } },
		);
		expect(run.data.resultData.runData.Twilio).toHaveLength(3);
		expect(await sent(account)).toBe(6);
	});

	test('of the workflow sends again', async () => {
		const { account, credential } = await newWorld();
		const given = items(2);
		for (let run = 0; run < 2; run++) await envelopes({ parameters, credential, items: given, node: again });
		expect(await sent(account)).toBe(4);
	});
});

describe('The memory of the tries', () => {
	const context = (run: object, retryOnFail = true) =>
		({ getNode: () => ({ retryOnFail }), getExecuteData: () => run }) as never;
	const item = { json: {} };
	const result = { items: [], hints: [], uncertain: false, settled: true };

	test('is the same for all tries of a run, and new for the next', () => {
		const run = {};
		new Tries(context(run)).keep(0, item, result);
		expect(new Tries(context(run)).earlier(0, item)).toBe(result);
		expect(new Tries(context({})).earlier(0, item)).toBeUndefined();
	});

	test('knows an item by itself, not by its index alone', () => {
		const run = {};
		new Tries(context(run)).keep(0, item, result);
		expect(new Tries(context(run)).earlier(0, { ...item })).toBeUndefined();
	});

	test('is not kept without Retry On Fail', () => {
		const run = {};
		new Tries(context(run, false)).keep(0, item, result);
		expect(new Tries(context(run, false)).earlier(0, item)).toBeUndefined();
		expect(new Tries(context(run)).earlier(0, item)).toBeUndefined();
	});

	test('goes with the run', async () => {
		const { setFlagsFromString } = await import('node:v8');
		const { runInNewContext } = await import('node:vm');
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		const keep = () => {
			const kept = { ...result };
			new Tries(context({})).keep(0, item, kept);
			return new WeakRef(kept);
		};
		const memory = keep();
		for (let round = 0; round < 20 && memory.deref(); round++) {
			await new Promise((resolve) => setTimeout(resolve, 10));
			collect();
		}
		expect(memory.deref()).toBeUndefined();
	});
});
