import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { connect, textOf } from './mcp';
import { n8nUrl, newWorld, TWILIO } from './world';

/** n8n's own MCP server, which models use to build workflows. */
let builder: Client;

beforeAll(async () => {
	const { n8n } = await newWorld();
	builder = await connect(`${n8nUrl()}/mcp-server/http`, await n8n.mcpToken());
});

afterAll(() => builder.close());

const search = async (words: string) => await textOf(builder, 'search_nodes', { queries: [words] });

// For "text message", "send sms" and "approval", n8n shows five nodes whose names match these words better.
test.each(['twilio sms', 'phone call', 'on-call', 'one-time password', 'one-time code'])(
	'n8n\'s workflow builder finds the node for "%s"',
	async (words) => {
		expect(await search(words)).toContain(`- ${TWILIO}\n`);
	},
);

test('with the node the builder finds which operation to use for what, and the trigger', async () => {
	const found = await search('twilio');
	expect(found).toContain('@builderHint One-time codes: use resource verification');
	expect(found).toContain('@builderHint To end an active call use hangUp.');
	expect(found).toContain('- n8n-nodes-base.twilioTrigger: "Starts on an incoming message or call.');
});

test("the node's definition for the builder has at most 36,000 characters, and its hints", async () => {
	const definition = await textOf(builder, 'get_node_types', { nodeIds: [{ nodeId: TWILIO }] });
	expect(definition).toContain(`type: '${TWILIO}';`);
	expect(definition).toContain('@builderHint');
	expect(definition.length).toBeLessThanOrEqual(36_000);
});
