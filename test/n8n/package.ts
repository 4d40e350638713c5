import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { n8nFolder, root, step } from './install';

/** Builds and packs the package as it is published. Returns the tarball's path. */
export async function packPackage(): Promise<string> {
	mkdirSync(n8nFolder, { recursive: true });
	await step('Building the package', 'npm', ['run', 'build'], root);
	const answer = await step('Packing it', 'npm', ['pack', '--json', '--pack-destination', n8nFolder], root);
	const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
	return join(n8nFolder, filename);
}

/** Installs the tarball where n8n looks for community nodes, as n8n's own installation of one does. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	writeFileSync(join(nodes, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
	// n8n gives the package its own n8n-workflow; the peer dependency must not be installed beside it.
	const flags = ['--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	await step('Installing it as a community node', 'npm', ['install', tarball, ...flags], nodes);
}
