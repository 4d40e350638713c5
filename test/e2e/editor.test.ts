import type { INode } from 'n8n-workflow';
import type { Browser } from 'playwright-core';
import { actionsOffered } from '../demo/report';
import type { WorkflowFile } from '../n8n/rest';
import { loader } from '../support/engine';
import { Editor, openBrowser, picture } from './editor';
import { chain, newWorld, node, save, twilioNode, type World } from './world';

const TO = '+14155550123';

let world: World;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	await loader.loadAll();
	world = await newWorld();
	browser = await openBrowser();
	editor = await Editor.open(browser);
});

afterAll(async () => await browser.close());

const sent = async () => (await world.account.ledger()).effects.filter(({ kind }) => kind === 'message.created');

const manual = node('Start', 'n8n-nodes-base.manualTrigger');

async function chooseCredential(): Promise<void> {
	await editor.find('node-credentials-select').click();
	await editor.page.getByText(world.credential.name).last().click();
}

/** Opens a new workflow, adds this action and chooses the credential. */
async function newNode(action: string): Promise<void> {
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.addTwilio(action);
	await chooseCredential();
}

/** Runs the open node, and returns what it shows. */
async function execute(): Promise<string> {
	await editor.find('node-execute-button').click();
	await editor.find('node-run-status-success', editor.find('output-panel')).waitFor();
	return await editor.outputJson();
}

test('Twilio is found in the node panel with all its actions, and a message is sent from there', async () => {
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.openTwilioActions();
	await picture('node-panel', editor.find('node-creator'));
	expect(await editor.page.getByText(/^Actions \(\d+\)$/).innerText()).toBe(`Actions (${actionsOffered().length})`);
	await editor.action('Send an SMS, MMS or WhatsApp message (charges apply)').click();

	await chooseCredential();
	await editor.page.getByText('Required, unless you choose a Messaging Service').waitFor();
	expect(await editor.pick('from', 'Support')).toEqual(['Support · +15017122661']);
	await editor.fill('to', TO);
	await editor.fill('body', 'Your order is on its way');
	await picture('parameters', editor.find('ndv'));
	const shown = await execute();
	const [message] = await sent();
	expect(message).toMatchObject({ to: TO, body: 'Your order is on its way' });
	expect(shown).toContain('"success": true');
	expect(shown).toContain(`"sid": "${message!.sid}"`);
	expect(shown).toContain('"from_number": "+15017122661"');
	await picture('output', editor.find('ndv'));
	await editor.closeNode();
});

test('resource and operation are chosen from dropdowns, and bring their own fields', async () => {
	await editor.openNode('Send an SMS, MMS or WhatsApp message (charges apply)');
	await editor.choose('resource', 'Call');
	await editor.choose('operation', 'Make');
	await editor.parameter('text').waitFor();
	expect(await editor.parameter('body').count()).toBe(0);
	await editor.choose('instructions', 'TwiML');
	await editor.parameter('twiml').waitFor();
	expect(await editor.parameter('text').count()).toBe(0);
	await editor.closeNode();
});

test('a chosen content template shows its variables as fields', async () => {
	await world.account.seed('content', {
		fields: { friendly_name: 'order_on_its_way', variables: { 1: 'Ada', 2: '12:30' } },
	});
	await newNode('Send an SMS, MMS or WhatsApp message (charges apply)');
	await editor.choose('channel', 'WhatsApp');
	await editor.addField('Content Template');
	expect(await editor.pick('contentSid', 'order_on_its_way')).toEqual(['order_on_its_way · en · variables 1, 2']);
	const mapper = editor.find('resource-mapper-container');
	await mapper.getByText('1 (if empty: Ada)').waitFor();
	await mapper.getByText('2 (if empty: 12:30)').waitFor();
	await editor.closeNode();
});

test('a sender is given by its number', async () => {
	await newNode('Send an SMS, MMS or WhatsApp message (charges apply)');
	await editor.chooseMode('from', 'By Number or Sender');
	await editor.fillLocator('from', '+15005550006');
	await editor.fill('to', TO);
	await editor.fill('body', 'By number');
	await execute();
	expect((await sent()).at(-1)).toMatchObject({ from: '+15005550006', body: 'By number' });
	await editor.closeNode();
});

test('a recording is picked by the call and the length that the list shows', async () => {
	const [call_sid] = await world.account.seed('call', {
		fields: { from: '+14155550188', direction: 'inbound', status: 'completed' },
	});
	const [recording] = await world.account.seed('recording', { fields: { call_sid, duration: '65' } });
	await newNode('Download a recording');
	expect(await editor.pick('recordingSid', '+14155550188')).toEqual([
		expect.stringMatching(/^From \+14155550188 · 1 min 5 s · \d{4}-\d\d-\d\d \d\d:\d\d$/),
	]);
	await editor.page.getByText('turn on Download File under Options').waitFor();
	expect(await execute()).toContain(`"recording_sid": "${recording}"`);
	await editor.closeNode();
});

test('a transcript is picked by the service and the length that the list shows', async () => {
	const [service_sid] = await world.account.seed('intelligenceService', { fields: { friendly_name: 'Claims' } });
	const [transcript] = await world.account.seed('transcript', { fields: { service_sid, duration: 65 } });
	await newNode('Get transcripts with their text');
	await editor.pickMany('transcriptSids', 'Claims · 1 min 5 s · 20');
	const shown = await execute();
	expect(shown).toContain(`"sid": "${transcript}"`);
	expect(shown).toContain('"transcript": "Sentence number 1."');
	await editor.closeNode();
});

test('the node panel finds the node by what people look for', async () => {
	await editor.openWorkflow();
	await editor.addManualTrigger();
	const found = await editor.searchNode('nothing of this name');
	for (const words of ['text message', 'send sms', 'phone call', 'approval', 'on-call', 'one-time password']) {
		await editor.twilioIn(found).waitFor({ state: 'hidden' });
		await editor.find('node-creator-search-bar').fill(words);
		await editor.twilioIn(found).waitFor();
		await editor.find('node-creator-search-bar').fill('nothing of this name');
	}
});

test("the credential's test says what is wrong with a wrong token, and succeeds with the right one", async () => {
	const { accountSid, authToken } = world.account.credentials;
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.addTwilio('Send an SMS, MMS or WhatsApp message (charges apply)');
	await editor.find('node-credentials-select').click();
	await editor.find('node-credentials-select-item-new').click();
	const modal = editor.find('editCredential-modal');
	await editor.fill('accountSid', accountSid, modal);
	await editor.fill('authToken', '0123456789abcdef0123456789abcdef', modal);
	await editor.find('credential-save-button', modal).click();
	await modal.getByText('More details').click();
	await modal.getByText('Twilio rejected these credentials. Check the Account SID').first().waitFor();

	await editor.fill('authToken', authToken, modal);
	await editor.find('credential-save-button', modal).click();
	// The editor closes the dialog of a credential that works.
	await modal.waitFor({ state: 'hidden' });
	await editor.find('credential-edit-button').click();
	await editor.find('credentials-config-container-test-success', modal).waitFor();
	await picture('credential', editor.find('credential-edit-dialog'));
});

test('the fields of the output are shown before the first run', async () => {
	const nodes = [
		manual,
		twilioNode('Send', { resource: 'message', operation: 'send' }),
		node('Next', 'n8n-nodes-base.noOp'),
	];
	const { id } = await save(world, { name: 'Preview', nodes, connections: chain('Start', 'Send', 'Next') });
	await editor.openWorkflow(id);
	await editor.openNode('Next');
	const input = editor.find('ndv-input-panel');
	await input.getByText('Preview', { exact: true }).first().waitFor();
	const shown = await editor.find('run-data-schema-item', input).allInnerTexts();
	expect(shown.map((text) => text.trim())).toEqual(
		expect.arrayContaining(['success', 'error', 'message', 'sid', 'from_number', 'num_segments']),
	);
	await editor.closeNode();
});

/** Saves a workflow that sends to two people, one of whom has no number. */
async function saveBatch(
	name: string,
	more: Partial<INode> = {},
	next: Omit<WorkflowFile, 'name'> = { nodes: [], connections: {} },
): Promise<string> {
	const people = node(
		'People',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: '{ "phones": ["+14155550124", "nobody"] }', options: {} },
		{ typeVersion: 3.4, position: [200, 0] },
	);
	const each = node(
		'Each',
		'n8n-nodes-base.splitOut',
		{ fieldToSplitOut: 'phones', options: {} },
		{ position: [400, 0] },
	);
	const parameters = {
		from: { __rl: true, mode: 'number', value: '+15005550006' },
		to: '={{ $json.phones }}',
		body: 'Hello',
	};
	const send = twilioNode('Send', parameters, { position: [600, 0], ...more });
	const { id } = await save(world, {
		name,
		nodes: [manual, people, each, send, ...next.nodes],
		connections: { ...chain('Start', 'People', 'Each', 'Send'), ...next.connections },
	});
	return id;
}

test('a node whose item failed is green, and says above its output what failed and what to do', async () => {
	const id = await saveBatch('Hint');
	await editor.openWorkflow(id);
	await editor.find('execute-workflow-button').first().click();
	await editor.find('canvas-node-status-success', editor.node('Send')).waitFor();
	const expectHint = async () => {
		await editor.openNode('Send');
		await editor.hints().first().waitFor();
		const shown = (await editor.hints().allInnerTexts()).join(' ');
		expect(shown).toContain("1 of 2 items failed: Twilio returned error 21211 (HTTP 400): Invalid 'To' Phone Number");
		expect(shown).toContain('set On Error to "Continue (using error output)"');
		await editor.closeNode();
	};
	await expectHint();
	// n8n stores the hint with the execution.
	const [execution] = await world.n8n.executions(id);
	await editor.openExecution(id, execution!.id);
	await expectHint();
});

test('failed items take the way that leads from the error output', async () => {
	const link = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const id = await saveBatch(
		'Error output',
		{ onError: 'continueErrorOutput' },
		{
			nodes: [
				node('Sent', 'n8n-nodes-base.noOp', {}, { position: [800, -100] }),
				node('Failed', 'n8n-nodes-base.noOp', {}, { position: [800, 100] }),
			],
			connections: { Send: { main: [link('Sent'), link('Failed')] } },
		},
	);
	await editor.openWorkflow(id);
	await editor.find('execute-workflow-button').first().click();
	await editor.find('canvas-node-status-success', editor.node('Failed')).waitFor();
	await picture('error-output', editor.find('canvas'));

	await editor.openNode('Failed');
	const shown = await editor.outputJson();
	expect(shown).toContain('"phones": "nobody"');
	expect(shown).toContain('"code": 21211');
	await editor.closeNode();
});

test('an action dragged from the panel lands on the canvas, and is connected by dragging from handle to handle', async () => {
	const { id } = await save(world, { name: 'Drag', nodes: [manual], connections: {} });
	// No node is selected, so the editor does not connect the new node itself.
	await editor.openWorkflow(id);
	await editor.node('Start').waitFor();
	await editor.openTwilioActions();
	const action = editor.action('Get many messages');
	await action.scrollIntoViewIfNeeded();
	// n8n 2.41.1 marks the entries `draggable=""`, which Chromium treats as false, so a dragged entry is added as if it
	// had been clicked.
	await editor.drag(action, editor.find('canvas'));
	await editor.node('Get many messages').waitFor();
	await editor.closeNode();
	expect(await editor.find('edge').count()).toBe(0);

	const handle = (side: 'input' | 'output', name: string) =>
		editor
			.find(`canvas-node-${side}-handle`)
			.and(editor.page.locator(`[data-node-name="${name}"] *`))
			.first();
	await editor.drag(handle('output', 'Start'), handle('input', 'Get many messages'));
	await editor.find('edge').waitFor();
	expect(await editor.nodes()).toEqual(['Start', 'Get many messages']);
});
