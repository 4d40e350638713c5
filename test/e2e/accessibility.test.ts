import type { Browser } from 'playwright-core';
import { accessibilityProblems } from '../support/axe';
import { openBrowser } from './editor';
import { chain, newWorld, node, save, twilioNode, twilioUrl, type World } from './world';

const FROM = { __rl: true, mode: 'id', value: '+14155550100' };

let world: World;
let browser: Browser;

beforeAll(async () => {
	world = await newWorld();
	browser = await openBrowser();
});

afterAll(async () => await browser.close());

const start = node('Start', 'n8n-nodes-base.manualTrigger');

describe.each(['light', 'dark'] as const)('In %s mode', (colorScheme) => {
	test('the page with the phones has no violation, with messages, links, a call that rings and one that is taken', async () => {
		// The page shows the phones of all tests.
		const to = `+1415${String(Date.now()).slice(-7)}`;
		await world.account.configure({ pickUp: { [to]: 'manual' } });
		const page = await browser.newPage({ colorScheme });
		await page.goto(twilioUrl());
		const body = 'Approve? http://127.0.0.1/approve';
		const parameters = [
			{ resource: 'message', operation: 'send', from: FROM, to, body },
			{
				resource: 'call',
				operation: 'make',
				from: FROM,
				to,
				instructions: 'twiml',
				twiml: '<Response><Gather><Say>Press 4</Say></Gather></Response>',
			},
		];
		const [send, call] = parameters.map((given, index) => twilioNode(`Twilio ${index}`, given));
		const connections = chain('Start', 'Twilio 0', 'Twilio 1');
		const messageAlone = { name: 'Phones', nodes: [start, send!], connections: chain('Start', 'Twilio 0') };
		// Another account has a phone with the same number.
		const other = await newWorld();
		await other.n8n.run(await save(other, messageAlone), 'Start');
		await world.n8n.run(await save(world, { name: 'Phones', nodes: [start, send!, call!], connections }), 'Start');
		const phones = page.locator('.phone').filter({ hasText: to });
		await phones.nth(1).waitFor();
		const phone = phones.filter({ hasText: world.account.sid });
		await phone.getByRole('button', { name: 'Answer' }).waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		await phone.getByRole('button', { name: 'Answer' }).click();
		await phone.getByRole('button', { name: '4' }).waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		await phone.getByRole('button', { name: 'Hang up' }).click();
		await phone.getByRole('button', { name: 'Hang up' }).waitFor({ state: 'hidden' });
		expect(await accessibilityProblems(page)).toEqual([]);
		await page.close();
	});
});
