import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnGroup } from './children';

/** Version of n8n that everything here runs on by default. */
export const N8N_VERSION = '2.41.1';

export const root = join(__dirname, '../..');

/** Git-ignored: installations of n8n by version, and the packed package. */
export const n8nFolder = join(root, '.n8n');

/** An n8n in its own folder, with the Node.js that it needs. */
export interface Installation {
	version: string;
	node: string;
	/** The command `n8n`, a script for `node`. */
	script: string;
	/** For PATH. */
	bin: string;
}

/** Returns the environment without what `npm run` adds, such as this project's `ignore-scripts`. */
export function plainEnv(path?: string): NodeJS.ProcessEnv {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
	return path ? { ...env, PATH: `${path}${delimiter}${env.PATH}` } : env;
}

/** Where a step runs, and what it reports while it does. */
interface StepOptions {
	/** Put first in PATH. */
	path?: string;
	/** Describes how far it is. */
	progress?: () => string;
}

/** Runs a command and prints its progress every 10 s. Its output is shown if it fails. */
export async function step(
	title: string,
	command: string,
	args: string[],
	cwd: string,
	{ path, progress = () => '' }: StepOptions = {},
): Promise<string> {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	console.log(`${title} …`);
	const child = spawnGroup(command, args, { cwd, env: plainEnv(path), stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let all = '';
	child.stdout!.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		all += chunk.toString();
	});
	child.stderr!.on('data', (chunk: Buffer) => (all += chunk.toString()));
	const ticks = setInterval(() => console.log(`  … ${seconds()}${progress()}`), 10_000);
	const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
	clearInterval(ticks);
	if (code !== 0) throw new Error(`${title} failed (${command} ${args.join(' ')}):\n${all.slice(-4000)}`);
	console.log(`  done in ${seconds()}`);
	return stdout;
}

/** Returns the oldest major version of Node.js that this n8n runs on, according to `engines` in its package.json. */
async function neededNode(version: string, cwd: string): Promise<number> {
	const engines = await step(
		`Asking what n8n ${version} needs`,
		'npm',
		['view', `n8n@${version}`, 'engines.node'],
		cwd,
	);
	return Number(/(\d+)/.exec(engines)?.[1] ?? 20);
}

/** Many versions get their spreadsheet library from a separate host, which not every network can reach. */
const overrides = { xlsx: '0.18.5' };

/** Returns the folders of packages, without those nested in packages. */
const packagesIn = (modules: string): string[] =>
	readdirSync(modules, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.flatMap(({ name }) =>
			name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : name,
		);

/** Describes how many packages npm has unpacked so far. It creates all their folders first. */
export function unpacked(modules: string): string {
	if (!existsSync(modules)) return '';
	const packages = packagesIn(modules);
	const done = packages.filter((name) => existsSync(join(modules, name, 'package.json')));
	return `, ${done.length} of ${packages.length} packages`;
}

/**
 * Installs n8n into `.n8n/<version>`, unless it is there already. Takes about 4 minutes and 3 GB. Install scripts are
 * skipped, because one of n8n's dependencies (a Kafka client) does not build everywhere and is not needed.
 */
export async function installN8n(version = N8N_VERSION): Promise<Installation> {
	const folder = join(n8nFolder, version);
	const modules = join(folder, 'node_modules');
	const bin = join(modules, '.bin');
	const ready = join(folder, 'ready');
	const npm = (title: string, ...args: string[]) =>
		step(title, 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], folder, {
			path: bin,
			progress: () => unpacked(modules),
		});
	if (!existsSync(ready)) {
		console.log(
			`n8n ${version} is installed once, into ${folder}. This takes about 4 minutes, and 3 GB of disk space.`,
		);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
		const node = await neededNode(version, folder);
		if (Number(process.versions.node.split('.')[0]) < node)
			await npm(`Installing Node.js ${node}, which n8n ${version} needs`, 'install', `node@${node}`);
		await npm(`Installing n8n ${version}`, 'install', `n8n@${version}`, '--ignore-scripts');
		await npm('Building the SQLite driver', 'rebuild', 'sqlite3');
		writeFileSync(ready, '');
	}
	const ownNode = join(bin, 'node');
	const { bin: scripts } = JSON.parse(readFileSync(join(modules, 'n8n/package.json'), 'utf8')) as {
		bin: { n8n: string };
	};
	return {
		version,
		bin,
		node: existsSync(ownNode) ? ownNode : process.execPath,
		script: join(modules, 'n8n', scripts.n8n),
	};
}
