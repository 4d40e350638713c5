import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityProblems } from '../support/axe';
import { Asking } from './asking';
import { openBrowser, picture } from './editor';

let browser: Browser;
let asking: Asking;

beforeAll(async () => {
	browser = await openBrowser();
	asking = await Asking.open();
});

afterAll(async () => await browser.close());

/** The narrowest phones are 320 pixels wide: https://www.w3.org/WAI/WCAG22/Understanding/reflow */
const NARROW = { width: 320, height: 480 };
const USUAL = { width: 390, height: 320 };

/** Asks, and opens the link on a phone. Returns the page, and a function for the final answer. */
async function visit(parameters: Parameters<Asking['ask']>[0], options: BrowserContextOptions) {
	const seen = (await asking.phone.messages()).length;
	const id = await asking.ask({ message: 'Refund $49.99 for order 1042?', ...parameters });
	const link = await asking.linkSent(id, seen);
	const context = await browser.newContext({ isMobile: true, hasTouch: true, deviceScaleFactor: 2, ...options });
	const page = await context.newPage();
	await page.goto(link);
	return { page, answered: async () => await asking.answered(id) };
}

/** Checks that nothing is wrong with what the page shows now. */
async function expectGood(page: Page): Promise<void> {
	expect(await accessibilityProblems(page)).toEqual([]);
	expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(NARROW.width);
}

describe.each(['light', 'dark'] as const)('In %s', (colorScheme) => {
	test('the page of an approval is accessible, and fits a narrow phone', async () => {
		const labels = { approveLabel: 'Donaudampfschifffahrtsgesellschaftskapitän', declineLabel: 'رفض' };
		const { page, answered } = await visit(
			{ message: `Order ${'x'.repeat(100)}?`, options: labels },
			{ colorScheme, viewport: NARROW },
		);
		await expectGood(page);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Your response was recorded' }).waitFor();
		await expectGood(page);
		expect(await answered()).toMatchObject({ approved: false, text: 'رفض' });
	});

	test('the page of a free text is accessible, and fits a narrow phone', async () => {
		const { page, answered } = await visit({ responseType: 'freeText' }, { colorScheme, viewport: NARROW });
		await expectGood(page);
		await page.getByLabel('Your response').fill('   ');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByRole('alert').waitFor();
		await expectGood(page);
		await page.getByLabel('Your response').fill('First line\nSecond line');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.getByRole('status').waitFor();
		await expectGood(page);
		expect(await answered()).toMatchObject({ text: 'First line\nSecond line' });
	});

	test('the page looks like its picture', async () => {
		const { page } = await visit({}, { colorScheme, viewport: USUAL });
		await picture(`answer-page-${colorScheme}`, page);
		const background = await page.evaluate<string>('getComputedStyle(document.querySelector("main")).backgroundColor');
		expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(38, 38, 44)');
	});
});

test('a phone without scripts decides, too', async () => {
	const { page, answered } = await visit({}, { javaScriptEnabled: false, viewport: NARROW });
	await page.getByRole('button', { name: 'Approve' }).click();
	await page.getByRole('heading', { name: 'Your response was recorded' }).waitFor();
	expect(await answered()).toMatchObject({ approved: true, text: 'Approve' });
});
