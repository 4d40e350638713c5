import { source, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Injects axe into a page, whatever the page's Content-Security-Policy says. */
export const addAxe = async (page: Page): Promise<void> => await page.evaluate(source);

/** Returns what axe finds wrong with a page by WCAG and its best practices, one line per element. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	await addAxe(page);
	const { violations } = await page.evaluate<AxeResults>('axe.run()');
	return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}
