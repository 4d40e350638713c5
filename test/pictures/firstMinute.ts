import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { Editor, openBrowser } from '../e2e/editor';
import { newWorld, twilioUrl } from '../e2e/world';

/*
 * npm run pictures   retakes the pictures in docs/images: the still ones in the end-to-end tests, this one here
 *
 * The first minute: finds the node, chooses an action, sends a message, and shows the output and the phone on which
 * it arrived.
 */

const FILE = join(__dirname, '../../docs/images/first-minute.webp');
const WIDTH = 960;

/** Screenshots of a page, each shown for a while. */
class Film {
	private readonly frames: Buffer[] = [];
	private readonly delay: number[] = [];

	/** @param ms how long the screenshot is shown, in milliseconds */
	async shoot(page: Page, ms: number): Promise<void> {
		this.frames.push(await page.screenshot());
		this.delay.push(ms);
	}

	async keep(): Promise<void> {
		const frames = await Promise.all(
			this.frames.map((frame) => sharp(frame).resize({ width: WIDTH }).png().toBuffer()),
		);
		await sharp(frames, { join: { animated: true } })
			.webp({ delay: this.delay, loop: 0, quality: 92, effort: 6 })
			.toFile(FILE);
	}
}

async function firstMinute(film: Film, editor: Editor, credential: string): Promise<void> {
	const { page } = editor;
	await editor.openWorkflow();
	await editor.addManualTrigger();
	await editor.find('node-creator').waitFor({ state: 'hidden' });
	await film.shoot(page, 1200);
	const found = await editor.searchNode('Twilio');
	await editor.twilioIn(found).waitFor();
	await film.shoot(page, 2000);
	await editor.twilioIn(found).click();
	const action = editor.action('Send an SMS, MMS or WhatsApp message (charges apply)');
	await action.waitFor();
	await film.shoot(page, 2000);
	await action.click();
	await editor.find('ndv').waitFor();
	await film.shoot(page, 1200);
	await editor.find('node-credentials-select').click();
	await page.getByText(credential).last().click();
	await editor.pick('from', 'Support');
	await editor.fill('to', '+14155550123');
	await editor.fill('body', 'Your order is on its way');
	await film.shoot(page, 2500);
	await editor.find('node-execute-button').click();
	await editor.find('node-run-status-success', editor.find('output-panel')).waitFor();
	await editor.outputJson();
	await film.shoot(page, 3500);
	await page.goto(twilioUrl());
	await page.getByText('Your order is on its way').waitFor();
	await film.shoot(page, 3000);
}

async function main(): Promise<void> {
	const { credential } = await newWorld();
	const browser = await openBrowser();
	try {
		const film = new Film();
		await firstMinute(film, await Editor.open(browser), credential.name);
		await film.keep();
	} finally {
		await browser.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
