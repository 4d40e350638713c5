import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rows of the promises. Each ends with test files and the names of tests in them. */
const promises = readFileSync(join(__dirname, '../SECURITY.md'), 'utf8')
	.split('\n')
	.flatMap((line) => {
		const [, promise, proof] = /^\| (.*) \| (`.*\.test\.ts`: .*) \|$/.exec(line) ?? [];
		return [...(proof ?? '').matchAll(/`([^`]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(([, file, names]) =>
			[...names!.matchAll(/"([^"]+)"/g)].map(([, name]) => [promise!, file!, name!] as const),
		);
	});

test('SECURITY.md makes promises', () => {
	expect(promises.length).toBeGreaterThan(30);
});

test.each(promises)('there is the test for: %s (%s: %s)', (_promise, file, name) => {
	expect(existsSync(join(__dirname, file))).toBe(true);
	expect(readFileSync(join(__dirname, file), 'utf8')).toMatch(
		new RegExp(`(?:'|\`)${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:'|\`)`),
	);
});
