import { openBrowser } from '../e2e/editor';
import { newWorld } from '../e2e/world';
import { firstMinute } from './firstMinute';
import { output } from './output';
import { search } from './search';
import type { Picture } from './studio';

/*
 * npm run pictures              takes all pictures of docs/images anew, in n8n's editor and a browser
 * npm run pictures -- search    takes only those that are named
 */

const pictures: Record<string, Picture> = { firstMinute, output, search };

async function main(names: string[]): Promise<void> {
	const browser = await openBrowser();
	try {
		for (const name of names) {
			const picture = pictures[name];
			if (!picture) throw new Error(`There is no picture ${name}, but ${Object.keys(pictures).join(', ')}`);
			// Each has an account of its own, so that nothing of another one is in sight.
			await picture({ browser, world: await newWorld() });
			console.log(`Took ${name}`);
		}
	} finally {
		await browser.close();
	}
}

const chosen = process.argv.slice(2);
main(chosen.length > 0 ? chosen : Object.keys(pictures)).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
