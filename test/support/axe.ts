import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Puts axe-core into a page, whatever the page's Content-Security-Policy says.
 * https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
 */
export async function addAxe(page: Page): Promise<void> {
	await page.evaluate(axe.source);
}

/** What axe-core finds wrong with a page as it is now: the rule, what it says, and where. */
export async function violationsOf(page: Page): Promise<string[]> {
	await addAxe(page);
	const { violations } = await page.evaluate<AxeResults>('axe.run()');
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
	);
}
