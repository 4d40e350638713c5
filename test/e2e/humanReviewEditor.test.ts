import type { Browser } from 'playwright-core';
import { perTask } from '../demo/examples';
import type { WorkflowFile } from '../n8n/rest';
import { Editor, openBrowser, picture } from './editor';
import { newWorld, save, type World } from './world';

let world: World;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	world = await newWorld();
	browser = await openBrowser();
	editor = await Editor.open(browser);
});

afterAll(async () => await browser.close());

/** Returns the example with the agent whose tool is approved by a person, without its note. */
function example(): WorkflowFile {
	const { workflow } = perTask().find(({ file }) => file === 'tasks/approve-refund.json')!;
	const { nodes, ...rest } = workflow as WorkflowFile;
	return { ...rest, nodes: nodes.filter(({ type }) => !type.endsWith('stickyNote')) };
}

test('Twilio is offered under Human review', async () => {
	const { id } = await save(world, example());
	await editor.openWorkflow(id);
	await editor.node('Ask the manager').waitFor();
	await picture('human-review', editor.find('canvas'));

	const handle = editor.node('AI Agent').locator('[data-handleid="inputs/ai_tool/0"]');
	await editor.find('canvas-handle-plus', handle).click();
	await editor.find('node-creator').getByText('Human review', { exact: true }).click();
	const entry = editor.find('item-iterator-item').filter({ hasText: 'Twilio' });
	expect(await entry.innerText()).toContain('Request human approval for tools');
});
