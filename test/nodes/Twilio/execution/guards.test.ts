import { createEmptyRunExecutionData, createRunExecutionData, type IDataObject } from 'n8n-workflow';
import { AGAIN, call, chosen, contacts, OTHER, TO } from '../../../support/contacts';
import { envelopes } from '../../../support/engine';
import { sent } from '../../../support/requests';
import { directTool, useTool } from '../../../support/tools';
import { newWorld, type World } from '../../../support/world';
import type { Fault } from '../../../twilio/client';

/** Twilio receives the request, but its response is lost. */
const lost: Fault = { times: 1, action: { kind: 'reset', when: 'after' } };

/** Returns the bodies of the messages that were sent, in order. */
const bodies = async ({ account }: World) =>
	(await account.ledger()).effects.filter(({ kind }) => kind === 'message.created').map(({ body }) => body);

const errorsOf = (results: IDataObject[][]) => results.map(([first]) => first!.error);

let world: World;

beforeEach(async () => {
	world = await newWorld();
});

describe('Max Calls per Execution', () => {
	test('a loop of 50 calls is stopped', async () => {
		const parameters = chosen({ maxCallsPerExecution: 3 });
		const turns = Array.from({ length: 10 }, (_turn, turn) =>
			Array.from({ length: 5 }, (_call, index) => call(`Call ${turn * 5 + index + 1}`)),
		);
		const results = await useTool({ parameters, credential: world.credential }, ...turns);
		expect(results).toHaveLength(50);
		expect(await bodies(world)).toEqual(['Call 1', 'Call 2', 'Call 3']);
		expect(new Set(errorsOf(results.slice(3)))).toEqual(
			new Set([`Max Calls per Execution is 3, and that many were made, so nothing was sent. ${AGAIN}`]),
		);
		expect(results.at(-1)).toMatchObject([{ success: false, message: null }]);
	});

	test('holds for every action that contacts a person', async () => {
		await world.account.configure({
			outcome: { message: { steps: [['delivered', 0]] } },
			autoReply: { '*': { body: 'Yes' } },
		});
		for (const [name, parameters] of contacts(world)) {
			await world.account.reset();
			const limited = { ...parameters, options: { maxCallsPerExecution: 1 } };
			const results = await useTool({ parameters: limited, credential: world.credential }, [{}], [{}]);
			expect([name, results]).toMatchObject([name, [[{ success: true }], [{ success: false }]]]);
			expect(errorsOf(results)[1]).toContain(AGAIN);
		}
	});

	test('calls at the same time are counted, too', async () => {
		const parameters = chosen({ maxCallsPerExecution: 2 });
		const invoke = await directTool({ parameters, credential: world.credential });
		const results = await Promise.all([1, 2, 3, 4].map((index) => invoke(call(`Call ${index}`))));
		expect(results.map(([first]) => first!.success)).toEqual([true, true, false, false]);
		expect(await sent(world.account)).toBe(2);
	});

	test('what is refused before anything is sent does not count', async () => {
		const parameters = chosen({ maxCallsPerExecution: 1 });
		const results = await useTool(
			{ parameters, credential: world.credential },
			[call('Hello', '')],
			[call('Hello')],
			[call('Hello again')],
		);
		expect(results.map(([first]) => first!.success)).toEqual([false, true, false]);
		expect(errorsOf(results)[0]).toContain('To is required');
	});

	test.each([
		['a failure that Retry On Fail tries again counts once', 2, ['Second']],
		['a refusal stays one under Retry On Fail', 1, []],
	])('%s', async (_what, maxCallsPerExecution, expected) => {
		await world.account.faults({ times: 3, action: { kind: 'status', status: 400, body: { code: 21211 } } });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const parameters = chosen({ maxCallsPerExecution });
		const results = await useTool(
			{ parameters, credential: world.credential, node },
			[call('First')],
			[call('Second')],
		);
		expect(errorsOf(results)[0]).toContain('21211');
		expect(await bodies(world)).toEqual(expected);
	});

	test('is kept in the data of the execution, as n8n stores it over a wait', async () => {
		const parameters = chosen({ maxCallsPerExecution: 1 });
		const execution = createRunExecutionData({ executionData: {} });
		await (
			await directTool({ parameters, credential: world.credential }, execution)
		)(call('First'));
		const stored = JSON.parse(JSON.stringify(execution)) as typeof execution;
		const resumed = await directTool({ parameters, credential: world.credential }, stored);
		expect(await resumed(call('Second'))).toMatchObject([{ success: false }]);
		const another = await directTool({ parameters, credential: world.credential });
		expect(await another(call('Third'))).toMatchObject([{ success: true }]);
		expect(await bodies(world)).toEqual(['First', 'Third']);
	});

	test('limits no other node', async () => {
		const parameters = chosen({ maxCallsPerExecution: 1 });
		const items = ['First', 'Second'].map((body) => ({ json: call(body) }));
		const found = await envelopes({ parameters, credential: world.credential, items });
		expect(found).toMatchObject([{ success: true }, { success: true }]);
	});

	test.each([[null], [''], [-1], [1.5], ['many']])('%j is refused, and lifts nothing', async (given) => {
		const parameters = chosen({ maxCallsPerExecution: '={{ $json.given }}' });
		const [result] = await useTool({ parameters, credential: world.credential }, [{ ...call('Hello'), given }]);
		expect(result).toMatchObject([{ success: false, error: expect.stringContaining('Max Calls per Execution') }]);
		expect((await world.account.counters()).requests).toBe(0);
	});
});

describe('After an uncertain send', () => {
	const parameters = chosen();

	test('the same is not sent again, however often the model asks', async () => {
		await world.account.faults(lost);
		const turns = [[call('Hello')], [call('Hello'), call(' Hello\n')], [call('Hello', '+1 (500) 555-0101')]];
		const results = await useTool({ parameters, credential: world.credential }, ...turns);
		expect(errorsOf(results)[0]).toContain('may have been sent');
		for (const error of errorsOf(results.slice(1)))
			expect(error).toBe(`An earlier call may have sent the same to ${TO}, so nothing was sent. ${AGAIN}`);
		expect(await bodies(world)).toEqual(['Hello']);
		expect((await world.account.counters()).requests).toBe(1);
	});

	test('another text, or another recipient, is sent', async () => {
		await world.account.faults(lost);
		const turns = [[call('Hello')], [call('Bye')], [call('Hello', OTHER)]];
		const results = await useTool({ parameters, credential: world.credential }, ...turns);
		expect(results.map(([first]) => first!.success)).toEqual([false, true, true]);
		expect(await bodies(world)).toEqual(['Hello', 'Bye', 'Hello']);
	});

	test('another sender or service makes no difference', async () => {
		await world.account.faults(lost);
		const free = { ...parameters, from: '={{ $json.from }}' };
		const turns = [
			[{ ...call('Hello'), from: '+15005550006' }],
			[{ ...call('Hello'), from: world.sids.messagingService }],
		];
		await useTool({ parameters: free, credential: world.credential }, ...turns);
		expect(await bodies(world)).toEqual(['Hello']);
	});

	test.each([
		['is a success', {}],
		['is known to have failed', { faults: [{ times: 1, action: { kind: 'status', status: 400, body: {} } }] }],
	] as Array<[string, { faults?: Fault[] }]>)('what %s can be sent again', async (_what, settings) => {
		await world.account.configure(settings);
		const results = await useTool({ parameters, credential: world.credential }, [call('Hello')], [call('Hello')]);
		expect(results[1]).toMatchObject([{ success: true }]);
	});

	test('of two equal calls at the same time one is sent', async () => {
		const invoke = await directTool({ parameters, credential: world.credential });
		const results = await Promise.all([invoke(call('Hello')), invoke(call('Hello'))]);
		expect(results).toMatchObject([[{ success: true }], [{ success: false, error: expect.stringContaining(AGAIN) }]]);
		expect(await sent(world.account)).toBe(1);
		expect(await invoke(call('Hello'))).toMatchObject([{ success: true }]);
	});

	test('Retry On Fail sends nothing again', async () => {
		await world.account.faults(lost);
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const results = await useTool({ parameters, credential: world.credential, node }, [call('Hello')], [call('Hello')]);
		expect(errorsOf(results)[0]).toContain('may have been sent');
		expect(errorsOf(results)[1]).toContain(AGAIN);
		expect(await sent(world.account)).toBe(1);
	});

	test('the same is refused for every action that contacts a person', async () => {
		for (const [name, one] of contacts(world)) {
			await world.account.configure({ faults: [{ ...lost, match: { method: 'POST' } }] });
			const results = await useTool({ parameters: one, credential: world.credential }, [{}], [{}]);
			expect([name, errorsOf(results)]).toEqual([
				name,
				[expect.stringMatching(/\bmay have been\b/), expect.stringContaining(AGAIN)],
			]);
		}
	});

	test('the execution keeps a fingerprint, not the text or the number', async () => {
		await world.account.faults(lost);
		const execution = createRunExecutionData({ executionData: {} });
		const invoke = await directTool({ parameters, credential: world.credential }, execution);
		await invoke(call('A secret'));
		const kept = JSON.stringify(execution.executionData!.contextData);
		expect(kept).toMatch(/\{"[\w-]{22}":true\}/);
		expect(kept).not.toMatch(/secret|5550101/);
	});

	test('a workflow without an agent sends again, as its author wants it', async () => {
		await world.account.faults(lost);
		const items = [{ json: call('Hello') }, { json: call('Hello') }];
		const found = await envelopes({ parameters, credential: world.credential, items });
		expect(found).toMatchObject([{ success: false }, { success: true }]);
	});
});

test('behind the MCP Server Trigger, where a call has no execution yet, the tool works', async () => {
	const parameters = chosen({ maxCallsPerExecution: 1, allowedRecipients: [TO] });
	const invoke = await directTool({ parameters, credential: world.credential }, createEmptyRunExecutionData());
	expect(await invoke(call('First'))).toMatchObject([{ success: true }]);
	expect(await invoke(call('Second'))).toMatchObject([{ success: true }]);
	expect(await invoke(call('Third', OTHER))).toMatchObject([{ success: false }]);
});
