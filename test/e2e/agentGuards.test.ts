import type { IDataObject, INode } from 'n8n-workflow';
import { envelopesOf, type Execution, type WorkflowFile } from '../n8n/rest';
import { startModel, type ChatCompletionRequest, type Model } from '../model/server';
import { chain, newWorld, node, save, TWILIO, twilioNode, type World } from './world';

const TO = '+14155550123';
const SENDER = { __rl: true, mode: 'id', value: '+14155550100' };
const AGAIN = 'Trying again does not help.';
const SMS = 'Send_an_SMS';

const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

type Answer = ReturnType<Parameters<typeof startModel>[0]>;

let world: World;
let model: Model;
/** What the model answers in the running test, turn by turn; after that it says that it is done. */
let turns: Answer[];
/** Results that the model got for its calls, in order. */
let given: string[];
/** The same for an agent that is used as a tool. */
let givenToAssistant: string[];

const asksFor = (body: string, to = TO) => ({ tool: SMS, arguments: { to, body } });

const PROMPT = 'Send four messages.';

const isAssistant = ({ messages }: ChatCompletionRequest) =>
	messages.some(({ role, content }) => role === 'user' && JSON.stringify(content).includes(PROMPT));

beforeAll(async () => {
	model = await startModel((chat) => {
		// Each conversation contains the results of all its calls so far.
		const known = isAssistant(chat) ? givenToAssistant : given;
		const results = chat.messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
		known.push(...results.slice(known.length));
		return turns.shift() ?? { text: 'Done' };
	});
});

afterAll(() => model.close());

beforeEach(async () => {
	world = await newWorld();
	turns = [];
	given = [];
	givenToAssistant = [];
});

const toNode = (name: string, type: string) => ({ [type]: [[{ node: name, type: type as 'ai_tool', index: 0 }]] });

const modelNode = (name: string) =>
	node(
		name,
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{ model: { __rl: true, mode: 'id', value: 'local' }, responsesApiEnabled: false, options: {} },
		{ typeVersion: 1.3, credentials: { openAiApi: { id: '', name: '' } } },
	);

const sms = (options: INode['parameters'] = {}, name = 'Send an SMS') =>
	twilioNode(name, { from: SENDER, to: fromModel('to'), body: fromModel('body'), options }, { type: `${TWILIO}Tool` });

/** An agent with tools. Tools that need another node in front of them are connected by `more`. */
function workflow(
	tools: INode[],
	more: { nodes?: INode[]; connections?: WorkflowFile['connections'] } = {},
): WorkflowFile {
	const parameters = { promptType: 'define', text: 'Do it.', options: { maxIterations: 60 } };
	return {
		name: 'Agent',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('AI Agent', '@n8n/n8n-nodes-langchain.agent', parameters, { typeVersion: 3.1 }),
			modelNode('Model'),
			node('After', 'n8n-nodes-base.noOp'),
			...tools,
			...(more.nodes ?? []),
		],
		connections: {
			...chain('Start', 'AI Agent', 'After'),
			Model: toNode('AI Agent', 'ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toNode('AI Agent', 'ai_tool')])),
			...more.connections,
		},
		settings: { executionOrder: 'v1' },
	};
}

async function start(file: WorkflowFile): Promise<string> {
	const openAi = await world.n8n.createCredential('Local model', 'openAiApi', model.credential);
	return await world.n8n.start(await save(world, file, [openAi]), 'Start');
}

async function finished(id: string): Promise<Execution> {
	const execution = await world.n8n.finished(id);
	expect(execution.data.resultData.error).toBeUndefined();
	expect(envelopesOf(execution, 'After')).toMatchObject([{ output: 'Done' }]);
	return execution;
}

const run = async (...file: Parameters<typeof workflow>) => await finished(await start(workflow(...file)));

/** Returns the texts that were sent to the recipient. */
async function told(): Promise<unknown[]> {
	const { effects } = await world.account.ledger();
	return effects.filter(({ kind, to }) => kind === 'message.created' && to === TO).map(({ body }) => body);
}

const results = () => given.map((text) => (JSON.parse(text) as [IDataObject])[0]);

test('a loop that calls 50 times is stopped by Max Calls per Execution', async () => {
	turns = Array.from({ length: 5 }, (_turn, turn) => ({
		calls: Array.from({ length: 10 }, (_call, index) => asksFor(`Message ${10 * turn + index + 1}`)),
	}));
	await run([sms({ maxCallsPerExecution: 3 })]);
	expect(await told()).toEqual(['Message 1', 'Message 2', 'Message 3']);
	expect(given).toHaveLength(50);
	for (const { success, error } of results().slice(3)) {
		expect(success).toBe(false);
		expect(error).toBe(`Max Calls per Execution is 3, and that many were made, so nothing was sent. ${AGAIN}`);
	}
});

test('what may have been sent is not sent again, however often the model asks', async () => {
	await world.account.faults({ times: 1, action: { kind: 'reset', when: 'after' } });
	turns = [asksFor('Hello'), asksFor('Hello'), { calls: [asksFor('Hello'), asksFor('Hello')] }, asksFor('Bye')];
	await run([sms()]);
	expect(await told()).toEqual(['Hello', 'Bye']);
	const errors = results().map(({ error }) => error);
	expect(errors[0]).toContain('may have been sent');
	for (const error of errors.slice(1, 4)) expect(error).toContain(AGAIN);
	expect(errors[4]).toBeNull();
});

test('a list in a text, an option by its label and spaces are understood, and a refusal names the field', async () => {
	const media = ['https://example.com/1.png', 'https://example.com/2.png'];
	const tool = sms({ simplify: false });
	Object.assign(tool.parameters, { channel: fromModel('channel'), mediaUrls: [fromModel('media')] });
	const written = { body: 'Hello', channel: 'WhatsApp', media: JSON.stringify(media) };
	turns = [
		{ tool: SMS, arguments: { ...written, to: ` ${TO} ` } },
		{ tool: SMS, arguments: { ...written, to: TO, channel: 'Fax' } },
	];
	await run([tool]);
	const [sent, refused] = results();
	expect(sent).toMatchObject({ success: true, message: { to: `whatsapp:${TO}`, num_media: '2' } });
	expect(refused).toMatchObject({ success: false, error: expect.stringMatching(/^Channel must be one of .*whatsapp/) });
});

test('whom the model must not contact is refused', async () => {
	turns = [asksFor('Hello', '+19005550100'), asksFor('Hello')];
	await run([sms({ allowedRecipients: ['+1415*'] })]);
	expect(results()).toMatchObject([
		{ success: false, error: `To "+19005550100" is not one of the Allowed Recipients, so nothing was sent. ${AGAIN}` },
		{ success: true },
	]);
	const { effects } = await world.account.ledger();
	expect(effects.filter(({ kind }) => kind === 'message.created').map(({ to }) => to)).toEqual([TO]);
});

describe('What the model gets of a list', () => {
	const TEXT = 'Your order has left our warehouse. It comes on Monday between 9 and 12. Reply STOP to opt out.';

	async function list(parameters: INode['parameters'], count: number): Promise<string> {
		await world.account.seed('message', { count, fields: { body: TEXT } });
		turns = [{ tool: 'List', arguments: {} }];
		const asked = { resource: 'message', operation: 'getAll', ...parameters };
		await run([twilioNode('List', asked, { type: `${TWILIO}Tool` })]);
		expect(given).toHaveLength(1);
		return given[0]!;
	}

	test('50 messages have at most 18,000 characters', async () => {
		const text = await list({}, 50);
		expect((JSON.parse(text) as [{ messages: unknown[] }])[0].messages).toHaveLength(50);
		expect(text.length).toBeLessThanOrEqual(18_000);
	});

	test.each([{}, { includeRaw: true }, { simplify: false }, { splitItems: true }])(
		'1,000 messages have at most 20,000 with %j, and the rest is told',
		async (options) => {
			const text = await list({ returnAll: true, options }, 1000);
			expect(text.length).toBeLessThanOrEqual(20_000);
			expect(text).toMatch(/"more":\{"shown":\d+,"found":1\d{3},"hint":"[^"]*use a filter or a lower limit/);
		},
	);

	test('an empty one is no empty text', async () => {
		const text = await list({ filters: { to: '+15005550999' }, options: { splitItems: true } }, 1);
		expect(JSON.parse(text)).toEqual([{ success: true, error: null, messages: [] }]);
	});
});

test('after a wait for a person the calls before it still count', async () => {
	const REVIEWER = '+14155550188';
	const review = { from: SENDER, to: REVIEWER, message: 'Fine?' };
	const gated = sms({}, 'Ask first to send');
	turns = [
		asksFor('Before'),
		{ tool: 'Ask_first_to_send', arguments: { toolParameters: { to: TO, body: 'Approved' }, hitlParameters: {} } },
		asksFor('After'),
	];
	const id = await start(
		workflow([sms({ maxCallsPerExecution: 1 })], {
			nodes: [twilioNode('Review', review, { type: `${TWILIO}HitlTool` }), gated],
			connections: { Review: toNode('AI Agent', 'ai_tool'), [gated.name]: toNode('Review', 'ai_tool') },
		}),
	);
	await world.n8n.untilWaiting(id);
	const { links } = await world.account.phone(REVIEWER).waitForMessage();
	await world.account.phone(REVIEWER).open(links.at(-1)!, { approved: 'true' });
	await finished(id);
	expect(await told()).toEqual(['Before', 'Approved']);
	expect(given.at(-1)).toContain(
		`Max Calls per Execution is 1, and that many were made, so nothing was sent. ${AGAIN}`,
	);
});

test('an agent that is a tool of another one counts the calls that it makes at the same time', async () => {
	const assistant = node(
		'Assistant',
		'@n8n/n8n-nodes-langchain.agentTool',
		{ toolDescription: 'Sends messages', text: fromModel('prompt'), options: {} },
		{ typeVersion: 3 },
	);
	const tool = sms({ maxCallsPerExecution: 2 });
	turns = [
		{ tool: 'Assistant', arguments: { prompt: PROMPT } },
		{ calls: [1, 2, 3, 4].map((number) => asksFor(`Message ${number}`)) },
	];
	await run([assistant], {
		nodes: [modelNode('Its model'), tool],
		connections: { 'Its model': toNode('Assistant', 'ai_languageModel'), [tool.name]: toNode('Assistant', 'ai_tool') },
	});
	expect(await told()).toHaveLength(2);
	expect(givenToAssistant.map((text) => text.includes(AGAIN))).toEqual([false, false, true, true]);
});
