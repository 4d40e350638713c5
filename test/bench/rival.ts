import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RIVAL = 'n8n-nodes-base@2.41.1';
const parent = join(__dirname, '.rivals');

/** Where n8n's built-in nodes lie, once they are unpacked. */
export const rivalFolder = join(parent, 'package');

const run = promisify(execFile);

/**
 * Fetches n8n's built-in nodes at the first time. The package alone is unpacked: its Twilio node needs none
 * of its dependencies but n8n-workflow, and without a copy of its own it finds this repository's.
 */
export async function fetchRival(): Promise<void> {
	const there = await access(rivalFolder).then(() => true, () => false);
	if (there) return;
	console.log(`Fetching ${RIVAL} …`);
	await mkdir(parent, { recursive: true });
	const { stdout } = await run('npm', ['pack', RIVAL, '--silent', '--ignore-scripts', '--prefer-offline'], { cwd: parent });
	await run('tar', ['-xzf', stdout.trim()], { cwd: parent });
}
