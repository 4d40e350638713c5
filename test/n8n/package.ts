import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnGroup } from './children';
import { n8nFolder, root, step } from './install';

/**
 * Returns the folder of an n8n's data and community nodes, by the name of its purpose. It must be outside of this
 * repository: inside, the package would find the repository's modules, which users do not have.
 */
export const userFolderOf = (name: string) => join(tmpdir(), `n8n-nodes-twilio-${userInfo().username}`, name);

/** Returns a name that no other run has: two runs at the same time must not remove each other's folder. */
export const nameOfRun = (name: string) => `${name}-${process.pid}`;

/** Removes the data of a run. A failed run keeps them and prints where n8n's log is. */
export function leave(name: string, good: boolean): void {
	if (good) rmSync(userFolderOf(name), { recursive: true, force: true });
	else console.log(`n8n's log and data are in ${userFolderOf(name)}`);
}

const installedIn = (nodes: string) => join(nodes, 'node_modules/n8n-nodes-twilio');

/** Where n8n looks for community nodes. */
const nodesFolder = (userFolder: string) => join(userFolder, '.n8n/nodes');

/** @throws if the installed package finds an n8n-workflow other than the one that n8n gives it */
function checkAlone(nodes: string): void {
	const fromPackage = createRequire(join(installedIn(nodes), 'package.json'));
	let found: string;
	try {
		found = fromPackage.resolve('n8n-workflow');
	} catch {
		return;
	}
	throw new Error(`The package would use ${found} in place of n8n's own`);
}

/** Builds and packs the package as it is published. Returns the tarball's path. */
export async function packPackage(): Promise<string> {
	mkdirSync(n8nFolder, { recursive: true });
	await step('Building the package', 'npm', ['run', 'build'], root);
	const answer = await step('Packing it', 'npm', ['pack', '--json', '--pack-destination', n8nFolder], root);
	const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
	return join(n8nFolder, filename);
}

/** Installs the tarball where n8n looks for community nodes, the way n8n installs one itself. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = nodesFolder(userFolder);
	rmSync(nodes, { recursive: true, force: true });
	mkdirSync(nodes, { recursive: true });
	writeFileSync(join(nodes, 'package.json'), '{ "name": "installed-nodes", "private": true }\n');
	// n8n gives the package its own n8n-workflow, so the peer dependency must not be installed as well.
	const flags = ['--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	await step('Installing it as a community node', 'npm', ['install', tarball, ...flags], nodes);
	checkAlone(nodes);
}

/**
 * Compiles each change of the sources into the installed package until this process ends. A link to this repository
 * would not work, because the package would find the repository's modules through it.
 */
export function watchSources(userFolder: string): void {
	spawnGroup(process.execPath, [join(root, 'node_modules/gulp/bin/gulp.js'), 'watch'], {
		cwd: root,
		env: { ...process.env, DIST_FOLDER: join(installedIn(nodesFolder(userFolder)), 'dist') },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
}
