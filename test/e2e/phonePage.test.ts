import type { Browser, Locator, Page } from 'playwright-core';
import { perTask } from '../demo/examples';
import { envelopesOf, type WorkflowFile } from '../n8n/rest';
import { Asking, FROM, TO } from './asking';
import { openBrowser, picture } from './editor';
import { startModel, toolResult } from '../model/server';
import { save, twilioUrl } from './world';

let browser: Browser;
let page: Page;
let asking: Asking;

beforeAll(async () => {
	browser = await openBrowser();
	page = await browser.newPage({ viewport: { width: 760, height: 900 }, deviceScaleFactor: 2 });
});

afterAll(async () => await browser.close());

beforeEach(async () => {
	asking = await Asking.open();
	await asking.world.account.configure({ callSpeed: 4, pickUp: { [TO]: 'manual' } });
	await page.goto(twilioUrl());
});

/** The phone of the person who is asked, on the page of the local Twilio. */
const phone = (): Locator =>
	page.locator(`[data-account="${asking.world.account.sid}"]`).and(page.getByRole('region', { name: `Phone ${TO}` }));

test("a link on the phone's page approves the tool of an agent", async () => {
	const agent = await startModel((chat) => {
		const given = toolResult(chat);
		if (given !== undefined) return { text: given };
		const toolParameters = { order: '1042', amount: '$49.99' };
		return { tool: 'Pay_the_refund', arguments: { toolParameters, hitlParameters: {} } };
	});
	const openAi = await asking.world.n8n.createCredential('Local agent', 'openAiApi', agent.credential);
	const { workflow } = perTask().find(({ file }) => file === 'tasks/approve-refund.json')!;
	const stored = await save(asking.world, workflow as WorkflowFile, [openAi]);
	const chat = { sessionId: '1', action: 'sendMessage', chatInput: 'Refund order 1042.' };
	const id = await asking.world.n8n.start(stored, 'When chat message received', chat);
	await phone().getByText('Refund $49.99 for order 1042?').waitFor();
	await asking.world.n8n.untilWaiting(id);
	const [answer] = await Promise.all([page.waitForEvent('popup'), phone().getByRole('link').click()]);
	await answer.getByRole('button', { name: 'Pay', exact: true }).click();
	await answer.getByText('Your response was recorded').first().waitFor();
	await answer.close();
	const execution = await asking.world.n8n.finished(id);
	await agent.close();
	expect(envelopesOf(execution, 'AI Agent')).toMatchObject([
		{ output: expect.stringContaining('Paid $49.99 for order 1042') },
	]);
});

test("a call rings on the phone's page, speaks there, and takes a key", async () => {
	await asking.ask({ message: 'Refund $49.99 for order 1042?' });
	await phone().getByText('Refund $49.99 for order 1042?').waitFor();
	const id = await asking.ask({ channel: 'call', from: FROM, message: 'The disk of server 7 is full.' });
	await page.getByText(/^Ringing: /).waitFor();
	await phone().getByRole('button', { name: 'Answer' }).click();
	await phone().getByText('The disk of server 7 is full. Press 4 to approve, or 6 to decline.').waitFor();
	await picture('phone', phone());
	await phone().getByRole('button', { name: '4', exact: true }).click();
	expect(await asking.answered(id)).toMatchObject({ approved: true, text: '4' });
	await phone().getByText('Thank you. Your response was recorded.').waitFor();
});

test("a reply is written on the phone's page", async () => {
	const id = await asking.ask({ answerBy: 'reply' });
	await phone().getByRole('textbox').fill('Yes, please');
	await phone().getByRole('button', { name: 'Send' }).click();
	await phone().getByText('Yes, please').waitFor();
	await phone().getByRole('textbox').fill('Yes.');
	await phone().getByRole('textbox').press('Enter');
	expect(await asking.answered(id)).toMatchObject({ approved: true, text: 'Yes.' });
});
