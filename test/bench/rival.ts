import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const RIVAL = 'n8n-nodes-base@2.41.1';
const parent = join(__dirname, '.rivals');

/** Folder of n8n's built-in nodes, once they are unpacked. */
export const rivalFolder = join(parent, 'package');

const run = promisify(execFile);

/** The files that are needed. The node depends only on n8n-workflow, and finds this repository's copy. */
const NEEDED = ['package/dist/nodes/Twilio', 'package/dist/credentials/TwilioApi.credentials.js'];

/** Fetches n8n's built-in Twilio node, unless it is already there. */
export async function fetchRival(): Promise<void> {
	const there = await access(rivalFolder).then(
		() => true,
		() => false,
	);
	if (there) return;
	console.log(`Fetching ${RIVAL} …`);
	await mkdir(parent, { recursive: true });
	const { stdout } = await run('npm', ['pack', RIVAL, '--silent', '--ignore-scripts', '--prefer-offline'], {
		cwd: parent,
	});
	const archive = join(parent, stdout.trim());
	await run('tar', ['-xzf', archive, '-C', parent, ...NEEDED]);
	await rm(archive);
}
