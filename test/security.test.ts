import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of the promises: each ends in a test file and the names of tests in it. */
const promises = readFileSync(join(__dirname, '../SECURITY.md'), 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, promise, file, names] = /^\| (.*) \| `(.*\.test\.ts)`: (.*) \|$/.exec(line) ?? [];
		return names === undefined
			? []
			: [...names.matchAll(/"([^"]+)"/g)].map(([, name]) => [promise!, file!, name!] as const);
	});

test('SECURITY.md makes promises', () => {
	expect(promises.length).toBeGreaterThan(15);
});

test.each(promises)('there is the test for: %s (%s: %s)', (_promise, file, name) => {
	expect(readFileSync(join(__dirname, file), 'utf8')).toContain(`'${name}'`);
});
