/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core';
import { addAxe } from '../support/axe';
import { Editor, openBrowser } from './editor';
import { n8nUrl, newWorld, node, save, twilioNode, type World } from './world';

let world: World;
let browser: Browser;

beforeAll(async () => {
	world = await newWorld();
	browser = await openBrowser();
});

afterAll(async () => await browser.close());

/** Contrasts of an icon as displayed: of its shape with the background, and of the drawing with the shape. */
interface Contrasts {
	file: string;
	shape: number;
	drawing: number;
}

/** The part of axe-core's internals that is used. */
interface Colors {
	commons: {
		color: {
			Color: new (red?: number, green?: number, blue?: number) => { alpha: number; parseString: (css: string) => void };
			getContrast: (back: unknown, front: unknown) => number;
		};
	};
}

/** Runs in the page, where axe-core is loaded. The shape is the more frequent of an icon's two colors. */
function measure(element: Element): Contrasts {
	const image = element as HTMLImageElement;
	const { Color, getContrast } = (globalThis as unknown as { axe: Colors }).axe.commons.color;
	const back = new Color();
	// The nearest opaque background.
	for (let behind = image.parentElement; behind; behind = behind.parentElement) {
		back.parseString(getComputedStyle(behind).backgroundColor);
		if (back.alpha === 1) break;
	}
	const [width, height] = [60, 60];
	const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
	context.drawImage(image, 0, 0, width, height);
	const { data } = context.getImageData(0, 0, width, height);
	const counts = new Map<string, number>();
	for (let at = 0; at < data.length; at += 4) {
		const color = data.slice(at, at + 3).join(' ');
		if (data[at + 3] === 255) counts.set(color, (counts.get(color) ?? 0) + 1);
	}
	const [shape, drawing] = [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([color]) => new Color(...(color.split(' ').map(Number) as [number, number, number])));
	return {
		file: image.src.split('/').at(-1)!,
		shape: getContrast(back, shape),
		drawing: getContrast(shape, drawing),
	};
}

async function contrastsOf(page: Page, image: Locator): Promise<Contrasts> {
	await image.waitFor();
	await addAxe(page);
	return await image.evaluate(measure);
}

test.each([
	['light', 'twilio.svg'],
	['dark', 'twilio.dark.svg'],
] as const)(
	'in %s mode the icons of node and credential stand out, wherever n8n shows them',
	async (colorScheme, file) => {
		const start = node('Start', 'n8n-nodes-base.manualTrigger');
		const { id } = await save(world, { name: 'Icon', nodes: [start, twilioNode('Twilio', {})], connections: {} });
		const editor = await Editor.open(browser);
		const { page } = editor;
		await page.emulateMedia({ colorScheme });
		await editor.openWorkflow(id);
		const onCanvas = await contrastsOf(page, editor.node('Twilio').locator('img').first());
		const found = await editor.searchNode('Twilio');
		const inPanel = await contrastsOf(page, editor.twilioIn(found).locator('img').first());
		await page.goto(`${n8nUrl()}/home/credentials`);
		const card = editor.find('resources-list-item').filter({ hasText: world.credential.name });
		const ofCredential = await contrastsOf(page, card.locator('img').first());
		// https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast.html
		for (const contrasts of [onCanvas, inPanel, ofCredential]) {
			expect(contrasts.file).toBe(file);
			expect(contrasts.shape).toBeGreaterThanOrEqual(3);
			expect(contrasts.drawing).toBeGreaterThanOrEqual(3);
		}
		await page.close();
	},
);
