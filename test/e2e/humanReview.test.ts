import type { IDataObject, INode } from 'n8n-workflow';
import { startModel, toolResult, type Model } from '../model/server';
import type { WorkflowFile } from '../n8n/rest';
import { chain, newWorld, node, save, TWILIO, twilioNode, type World } from './world';

const REVIEWER = '+14155550123';
const CUSTOMER = '+14155550188';
const BODY = 'We refund $49.99.';
const SENDER = { __rl: true, mode: 'id', value: '+14155550100' };

let world: World;
let model: Model;

beforeAll(async () => {
	model = await startModel((chat) => {
		const given = toolResult(chat);
		if (given !== undefined) return { text: given };
		// n8n asks the model for the parameters of the tool and, separately, for those of the review.
		return { tool: 'Tell_the_customer', arguments: { toolParameters: { body: BODY }, hitlParameters: {} } };
	});
});

afterAll(() => model.close());

beforeEach(async () => {
	world = await newWorld();
	await world.account.configure({ callSpeed: 20, linkPreviews: true, pickUp: { [REVIEWER]: 'manual' } });
});

const toAgent = (type: string) => ({ [type]: [[{ node: 'AI Agent', type: type as 'ai_tool', index: 0 }]] });

/** An agent whose tool sends a message once a person has approved it. */
function workflow(review: INode['parameters']): WorkflowFile {
	const tool = { from: SENDER, to: CUSTOMER, body: "={{ $fromAI('body', 'Text of the message', 'string') }}" };
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node(
			'AI Agent',
			'@n8n/n8n-nodes-langchain.agent',
			{ promptType: 'define', text: 'Refund the order.', options: {} },
			{ typeVersion: 3.1 },
		),
		node(
			'Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			{ model: { __rl: true, mode: 'id', value: 'local' }, responsesApiEnabled: false, options: {} },
			{ typeVersion: 1.3, credentials: { openAiApi: { id: '', name: '' } } },
		),
		twilioNode('Ask first', review, { type: `${TWILIO}HitlTool` }),
		twilioNode('Tell the customer', tool, { type: `${TWILIO}Tool` }),
		node('After', 'n8n-nodes-base.noOp'),
	];
	const connections = {
		...chain('Start', 'AI Agent', 'After'),
		Model: toAgent('ai_languageModel'),
		'Ask first': toAgent('ai_tool'),
		'Tell the customer': { ai_tool: [[{ node: 'Ask first', type: 'ai_tool' as const, index: 0 }]] },
	};
	// With execution order v0, n8n runs the agent again before its tool.
	return { name: 'Human review', nodes, connections, settings: { executionOrder: 'v1' } };
}

/** Starts the agent, which then waits for the reviewer. */
async function start(review: INode['parameters']): Promise<string> {
	const openAi = await world.n8n.createCredential('Local model', 'openAiApi', model.credential);
	const given = { from: SENDER, to: REVIEWER, message: '=Send this?\n{{ $tool.parameters.body }}', ...review };
	return await world.n8n.start(await save(world, workflow(given), [openAi]), 'Start');
}

/** Returns what the customer was told: nothing without a yes. */
async function told(): Promise<unknown[]> {
	const { effects } = await world.account.ledger();
	return effects.filter(({ kind, to }) => kind === 'message.created' && to === CUSTOMER).map(({ body }) => body);
}

interface Outcome {
	/** Output of the review. */
	review: IDataObject;
	/** What the agent said in the end: this model repeats the result of its tool. */
	said: string;
}

async function outcome(id: string): Promise<Outcome> {
	const { data } = await world.n8n.finished(id);
	expect(data.resultData.error).toBeUndefined();
	const jsonOf = (name: string, type: string) => data.resultData.runData[name]!.at(-1)!.data![type]![0]![0]!.json;
	return { review: jsonOf('Ask first', 'ai_tool'), said: String(jsonOf('After', 'main').output) };
}

/** Checks that the tool did not run, and that the model was told so. */
async function expectRefused(said: string): Promise<void> {
	expect(said).toContain('User rejected the tool call to Tell the customer');
	expect(await told()).toEqual([]);
}

const phone = () => world.account.phone(REVIEWER);

async function press(id: string, approved: boolean): Promise<void> {
	await world.n8n.untilWaiting(id);
	const { text, links } = await phone().waitForMessage();
	expect(text).toContain(BODY);
	await phone().open(links.at(-1)!, { approved: String(approved) });
}

async function pressKey(key: string): Promise<void> {
	const call = await phone().waitForCall();
	await call.answer();
	await call.waitUntilListening();
	await call.press(key);
}

async function reply(word: string): Promise<void> {
	expect((await phone().waitForMessage()).text).toContain(BODY);
	await phone().reply(word);
}

describe.each([
	['a link', {}, (id: string) => press(id, true), (id: string) => press(id, false)],
	['a reply', { answerBy: 'reply' }, () => reply('Yes'), () => reply('No')],
	['a call', { channel: 'call' }, () => pressKey('4'), () => pressKey('6')],
] as const)('By %s', (_way, review, approve, decline) => {
	test('the tool runs after a yes', async () => {
		const id = await start(review);
		await approve(id);
		const { review: given, said } = await outcome(id);
		expect(given).toMatchObject({ success: true, approved: true });
		expect(said).toContain('"success":true');
		expect(await told()).toEqual([BODY]);
	});

	test('the tool does not run after a no, and the model hears of it', async () => {
		const id = await start(review);
		await decline(id);
		const { review: given, said } = await outcome(id);
		expect(given).toMatchObject({ success: true, approved: false });
		await expectRefused(said);
	});
});

test('the tool does not run when the wait timed out', async () => {
	const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
	const id = await start({ options: { limitWaitTime: { values: limit } } });
	await phone().waitForMessage();
	const { review, said } = await outcome(id);
	expect(review).not.toHaveProperty('approved');
	await expectRefused(said);
});

test('the tool does not run when nobody takes the call', async () => {
	await world.account.configure({ pickUp: { [REVIEWER]: 'busy' } });
	const id = await start({ channel: 'call' });
	const { review, said } = await outcome(id);
	expect(review).toMatchObject({ success: false, approved: null, error: expect.stringContaining('busy') });
	await expectRefused(said);
});

test('the tool does not run when the question cannot be sent', async () => {
	const refusal = { code: 21211, message: 'Invalid number', status: 400 };
	await world.account.faults({ match: { method: 'POST' }, action: { kind: 'status', status: 400, body: refusal } });
	const id = await start({});
	const { review, said } = await outcome(id);
	expect(review).toMatchObject({ success: false, approved: null, error: expect.stringContaining('21211') });
	await expectRefused(said);
});
