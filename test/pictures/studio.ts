import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import type { World } from '../e2e/world';

/** The pictures of README.md and docs/. They are not part of the package. */
const folder = join(__dirname, '../../docs/images');

/** What a picture is taken with. */
export interface Studio {
	browser: Browser;
	/** An account of the local Twilio of which all is shown, and n8n's credential for it. */
	world: World;
}

export type Picture = (studio: Studio) => Promise<void>;

/** Keeps what a page, or a part of it, looks like now as `docs/images/<name>.png`. */
export async function keep(name: string, part: Page | Locator): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await part.screenshot({ path: join(folder, `${name}.png`) });
}

/** A moving picture: what a page looks like at a few moments, each shown for a while. */
export class Film {
	private readonly frames: Buffer[] = [];
	private readonly delay: number[] = [];

	/** @param ms how long the page is shown as it is now */
	async shoot(page: Page, ms: number): Promise<void> {
		this.frames.push(await page.screenshot());
		this.delay.push(ms);
	}

	/** Keeps the film as `docs/images/<name>.webp`, without end. */
	async keep(name: string, width: number): Promise<void> {
		const frames = await Promise.all(this.frames.map((frame) => sharp(frame).resize({ width }).png().toBuffer()));
		await sharp(frames, { join: { animated: true } })
			.webp({ delay: this.delay, loop: 0, quality: 92, effort: 6 })
			.toFile(join(folder, `${name}.webp`));
	}
}
