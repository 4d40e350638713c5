import { source, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page by WCAG and its best practices, a line for each element. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	await page.evaluate(source);
	const { violations } = await page.evaluate<AxeResults>('axe.run()');
	return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
}
