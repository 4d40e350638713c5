import type { INode } from 'n8n-workflow';
import type { WorkflowFile } from '../n8n/rest';
import { connect, textOf } from './mcp';
import { newWorld, node, save, TWILIO, twilioNode, type World } from './world';

const TO = '+14155550123';
const REVIEWER = '+14155550188';
const BODY = 'The meeting is at 10.';
const SENDER = { __rl: true, mode: 'id', value: '+15005550006' };

let world: World;

beforeEach(async () => {
	world = await newWorld();
});

const tool = twilioNode(
	'Send an SMS',
	{
		from: SENDER,
		to: "={{ $fromAI('to', 'Phone number of the recipient in international format', 'string') }}",
		body: "={{ $fromAI('body', 'Text of the message', 'string') }}",
	},
	{ type: `${TWILIO}Tool` },
);

const toTool = (name: string): WorkflowFile['connections'][string] => ({
	ai_tool: [[{ node: name, type: 'ai_tool', index: 0 }]],
});

/** Starts an MCP server with n8n's trigger, and connects a client. */
async function serve(path: string, nodes: INode[], connections: WorkflowFile['connections']) {
	const trigger = node('MCP', '@n8n/n8n-nodes-langchain.mcpTrigger', { path }, { typeVersion: 2.1, webhookId: path });
	const saved = await save(world, { name: 'MCP server', nodes: [trigger, ...nodes], connections });
	return await connect(await world.n8n.activate(saved));
}

const messages = async () => (await world.account.ledger()).effects.filter(({ kind }) => kind === 'message.created');

test("n8n's MCP server lists the tool, and a call of it sends a message", async () => {
	const client = await serve('send', [tool], { 'Send an SMS': toTool('MCP') });
	const { tools } = await client.listTools();
	expect(tools).toEqual([
		expect.objectContaining({
			name: 'Send_an_SMS',
			description: 'Send an SMS, MMS or WhatsApp message (charges apply) in Twilio',
			inputSchema: expect.objectContaining({
				required: ['to', 'body'],
				properties: {
					to: { type: 'string', description: 'Phone number of the recipient in international format' },
					body: { type: 'string', description: 'Text of the message' },
				},
			}),
		}),
	]);

	const [envelope] = JSON.parse(await textOf(client, 'Send_an_SMS', { to: TO, body: BODY })) as object[];
	await client.close();
	expect(envelope).toMatchObject({ success: true, message: { to: TO, body: BODY } });
	expect(await messages()).toEqual([expect.objectContaining({ to: TO, body: BODY })]);
});

test('behind Human review nobody is asked and nothing is sent: n8n runs neither', async () => {
	const review = twilioNode(
		'Ask first',
		{ from: SENDER, to: REVIEWER, message: 'Send this?' },
		{ type: `${TWILIO}HitlTool` },
	);
	const client = await serve('review', [review, tool], {
		'Send an SMS': toTool('Ask first'),
		'Ask first': toTool('MCP'),
	});
	const { tools } = await client.listTools();
	expect(tools.map(({ name }) => name)).toEqual(['Send_an_SMS']);

	const given = { toolParameters: { to: TO, body: BODY }, hitlParameters: {} };
	expect(await textOf(client, 'Send_an_SMS', given)).toBe('');
	await client.close();
	expect(await messages()).toEqual([]);
});
