import type { IDataObject } from 'n8n-workflow';
import { perTask } from '../demo/examples';
import { startModel, toolResult, type Model } from '../model/server';
import { envelopesOf, outputsOf, type Execution, type WorkflowFile } from '../n8n/rest';
import { newWorld, save, type World } from './world';

const TO = '+14155550123';
const BODY = 'The meeting is at 10.';

let world: World;
let model: Model;

beforeEach(async () => {
	world = await newWorld();
});

beforeAll(async () => {
	model = await startModel((chat) => {
		const given = toolResult(chat);
		if (given !== undefined) return { text: `The tool said: ${given}` };
		return { tool: 'Send_an_SMS', arguments: { to: TO, body: BODY } };
	});
});

afterAll(() => model.close());

const { workflow } = perTask().find(({ file }) => file === 'tasks/ai-agent.json')!;

/** Returns the example, with a model that is called through one of OpenAI's two APIs. */
const byResponsesApi = (responsesApiEnabled: boolean): WorkflowFile => ({
	...(workflow as WorkflowFile),
	nodes: workflow.nodes.map((node) =>
		'responsesApiEnabled' in node.parameters
			? { ...node, parameters: { ...node.parameters, responsesApiEnabled } }
			: node,
	),
});

/** Runs the example with the local model. */
async function runAgent(responsesApiEnabled = false): Promise<Execution> {
	const { n8n } = world;
	const openAi = await n8n.createCredential('Local model', 'openAiApi', model.credential);
	const saved = await save(world, byResponsesApi(responsesApiEnabled), [openAi]);
	const given = { sessionId: '1', action: 'sendMessage', chatInput: `Tell ${TO}: ${BODY}` };
	return await n8n.run(saved, 'When chat message received', given);
}

test.each([
	['chat completions', false],
	['responses', true],
])(
	"n8n's AI Agent, by OpenAI's %s, sends a message by the Twilio tool and reads its envelope",
	async (_api, enabled) => {
		const { account } = world;
		const execution = await runAgent(enabled);

		expect(execution.data.resultData.error).toBeUndefined();
		const effects = (await account.ledger()).effects.filter(({ kind }) => kind === 'message.created');
		expect(effects).toEqual([expect.objectContaining({ kind: 'message.created', to: TO, body: BODY })]);

		const [{ output }] = envelopesOf(execution, 'AI Agent') as [{ output: string }];
		const envelope = JSON.parse(output.replace('The tool said: ', '')) as IDataObject | IDataObject[];
		const [first] = Array.isArray(envelope) ? envelope : [envelope];
		expect(first).toMatchObject({ success: true, error: null, message: { sid: effects[0]!.sid, to: TO, body: BODY } });
		expect(outputsOf(execution, 'Send an SMS')).toEqual([]);
	},
);

test('the model is told what each tool does and which of its fields to set', () => {
	const tools = model.requests[0]!.tools!.map((tool) => tool.function);
	expect(tools.map(({ name }) => name).sort()).toEqual(['List_messages', 'Look_up_a_number', 'Send_an_SMS']);
	const sms = tools.find(({ name }) => name === 'Send_an_SMS')!;
	expect(sms.parameters).toMatchObject({
		properties: { to: { type: 'string' }, body: { type: 'string' } },
		required: ['to', 'body'],
	});
	expect(sms.description).toBe('Send an SMS, MMS or WhatsApp message (charges apply) in Twilio');
});

test('the run of a tool that failed says so above its output, without the advice for a workflow', async () => {
	await world.account.faults({ action: { kind: 'status', status: 400, body: { code: 21211, message: 'Invalid' } } });
	const { data } = await runAgent();
	const hints = data.resultData.runData['Send an SMS']!.flatMap((run) => run.hints ?? []);
	expect(hints).toEqual([
		{
			type: 'danger',
			location: 'outputPane',
			message: expect.stringMatching(/^1 of 1 item failed: Twilio returned error 21211 .*\/21211$/),
		},
	]);
});
