import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outgoing } from '../http';

const read = (name: string, type: string): Outgoing => ({
	status: 200,
	headers: {
		'Content-Type': `${type}; charset=utf-8`,
		'Cache-Control': 'no-store',
		// Received content is shown only as text. If a mistake turned it into markup, this would keep it from running.
		'Content-Security-Policy':
			"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
			"base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	},
	body: readFileSync(join(__dirname, 'web', name)),
});

const files: Record<string, Outgoing> = {
	'/': read('index.html', 'text/html'),
	'/phone.css': read('phone.css', 'text/css'),
	'/phone.js': read('phone.js', 'text/javascript'),
};

/** Returns a file of the page that shows the phones, or `undefined` for any other path. */
export const pageFile = (path: string): Outgoing | undefined => (Object.hasOwn(files, path) ? files[path] : undefined);
