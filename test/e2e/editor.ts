import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type * as TwilioNode from '../../nodes/Twilio/Twilio.node';
import { OWNER } from '../n8n/rest';
import { built } from '../support/built';
import { n8nUrl } from './world';

const { description } = new (built<typeof TwilioNode>('Twilio.node').Twilio)();

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const pictures = join(__dirname, '../../docs/images');

/** Takes a picture for the documents, but only if SCREENSHOTS=1, so that tests do not change the sources. */
export async function picture(name: string, part: Page | Locator): Promise<void> {
	if (process.env.SCREENSHOTS !== '1') return;
	mkdirSync(pictures, { recursive: true });
	await part.screenshot({ path: join(pictures, `${name}.png`) });
}

export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
}

/** n8n's editor in a browser, by what its users do. Names passed to `find` are the editor's `data-test-id`. */
export class Editor {
	private constructor(readonly page: Page) {}

	/** Opens a separate window, logged in. */
	static async open(browser: Browser): Promise<Editor> {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		page.setDefaultTimeout(20_000);
		// The editor asks before leaving an unsaved workflow.
		page.on('dialog', (dialog) => void dialog.accept());
		await page.goto(`${n8nUrl()}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL((url) => !url.pathname.includes('signin'));
		return new Editor(page);
	}

	find(testId: string, within: Page | Locator = this.page): Locator {
		return within.locator(`[data-test-id="${testId}"]`);
	}

	/** Opens a saved workflow, or a new one. */
	async openWorkflow(id = 'new'): Promise<void> {
		await this.page.goto(`${n8nUrl()}/workflow/${id}`);
		await this.find('canvas').waitFor();
	}

	/** Searches for a node in the panel and returns the results. */
	async searchNode(words: string): Promise<Locator> {
		await this.find('canvas-plus-button').or(this.find('node-creator-plus-button')).first().click();
		await this.find('node-creator-search-bar').fill(words);
		return this.find('item-iterator-item');
	}

	/** Adds a manual trigger. */
	async addManualTrigger(): Promise<void> {
		const found = await this.searchNode('Trigger manually');
		await found
			.filter({ hasText: /^(Manual Trigger|Trigger manually)/ })
			.first()
			.click();
		await this.find('canvas-trigger-node').waitFor();
	}

	/** Finds the package's node in the results: n8n's own has the same name. */
	twilioIn(found: Locator): Locator {
		return found.filter({ hasText: description.description });
	}

	async openTwilioActions(): Promise<void> {
		await this.twilioIn(await this.searchNode('Twilio')).click();
		await this.page.getByText('Message actions', { exact: false }).waitFor();
	}

	async addTwilio(action: string): Promise<void> {
		await this.openTwilioActions();
		await this.action(action).click();
		await this.find('ndv').waitFor();
	}

	/** Returns an entry of the open list of actions. */
	action(name: string): Locator {
		return this.find('item-iterator-item').filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** Returns the output of the open node, as the panel shows its JSON, without line breaks. */
	async outputJson(): Promise<string> {
		const output = this.find('output-panel');
		await this.find('radio-button-json', output).click();
		await output.getByText(/"\w+"/).first().waitFor();
		return (await output.innerText()).replace(/\s+/g, ' ');
	}

	/** Returns the names of the nodes on the canvas. */
	async nodes(): Promise<Array<string | null>> {
		return await this.find('canvas-node').evaluateAll((nodes) =>
			nodes.map((node) => node.getAttribute('data-node-name')),
		);
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.find('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.find('ndv-close-button').click();
		await this.find('ndv').waitFor({ state: 'hidden' });
	}

	parameter(name: string, within?: Locator): Locator {
		return this.find(`parameter-input-${name}`, within);
	}

	async fill(name: string, value: string, within?: Locator): Promise<void> {
		await this.parameter(name, within).locator('input, textarea').first().fill(value);
	}

	/** Chooses an option of a dropdown. Retries, since the list may close again while the node's fields change. */
	async choose(name: string, option: string): Promise<void> {
		const field = this.parameter(name).locator('input').first();
		const entry = this.page
			.locator('[data-test-id="parameter-input-item"]:visible')
			.filter({ has: this.page.getByText(option, { exact: true }) });
		for (let attempt = 0; attempt < 5 && (await field.inputValue()) !== option; attempt++) {
			await this.parameter(name).click();
			await entry
				.first()
				.click({ timeout: 2000 })
				.catch(() => undefined);
			await this.page.waitForTimeout(300);
		}
		if ((await field.inputValue()) !== option) throw new Error(`"${option}" could not be chosen for ${name}`);
	}

	/** Adds an entry to the first collection of the open node. */
	async addField(label: string): Promise<void> {
		await this.find('collection-parameter-add')
			.or(this.page.locator('input[placeholder="Add Field"]'))
			.filter({ visible: true })
			.first()
			.click();
		await this.page
			.getByRole('option', { name: label, exact: true })
			.or(this.page.getByText(label, { exact: true }))
			.filter({ visible: true })
			.first()
			.click();
	}

	/** Searches the list of a resource locator and picks from it. Returns what the list showed. */
	async pick(name: string, words: string): Promise<string[]> {
		await this.find('rlc-input', this.find(`resource-locator-${name}`)).click();
		const items = this.find('rlc-item');
		await items.first().waitFor();
		await this.find('rlc-search').fill(words);
		await items.filter({ hasNotText: words }).first().waitFor({ state: 'detached' });
		await items.filter({ hasText: words }).first().waitFor();
		const shown = await items.allInnerTexts();
		await items.first().click();
		return shown;
	}

	/** Chooses the mode of a resource locator. */
	async chooseMode(name: string, mode: string): Promise<void> {
		await this.find('rlc-mode-selector', this.find(`resource-locator-${name}`)).click();
		await this.page.getByRole('option', { name: mode, exact: true }).filter({ visible: true }).click();
	}

	/** Types into a resource locator in a mode other than the list. */
	async fillLocator(name: string, value: string): Promise<void> {
		await this.find('rlc-input', this.find(`resource-locator-${name}`)).fill(value);
	}

	/** Opens a past execution. */
	async openExecution(workflowId: string, id: string): Promise<void> {
		await this.page.goto(`${n8nUrl()}/workflow/${workflowId}/executions/${id}`);
		await this.find('canvas').waitFor();
	}

	/** Picks from the list of a field that accepts several values. */
	async pickMany(name: string, words: string): Promise<void> {
		await this.parameter(name).click();
		const entry = this.page.getByRole('option').filter({ hasText: words, visible: true });
		await entry.first().click();
		// The list stays open for further picks.
		await this.page.keyboard.press('Escape');
	}

	/** Returns the hints above the output of the open node. */
	hints(): Locator {
		return this.find('node-hint', this.find('output-panel'));
	}

	/** Drags with the mouse, in steps as a hand does. */
	async drag(from: Locator, to: Locator): Promise<void> {
		const [start, end] = [await from.boundingBox(), await to.boundingBox()];
		if (!start || !end) throw new Error('What is to be dragged is not in sight');
		await this.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
		await this.page.mouse.down();
		await this.page.mouse.move(start.x + start.width / 2 + 10, start.y + start.height / 2, { steps: 3 });
		await this.page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 15 });
		await this.page.mouse.up();
	}
}
