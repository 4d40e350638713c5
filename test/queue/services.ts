import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../n8n/server';

/** What n8n's queue mode needs besides n8n, configured by environment variables. */
export interface Services {
	env: Record<string, string>;
	stop: () => Promise<void>;
}

const MISSING = 'Queue mode needs Redis and PostgreSQL: apt-get install redis-server postgresql';
const DEBIAN = '/usr/lib/postgresql';

/** Finds the newest PostgreSQL. Debian does not put its server into PATH. */
function postgresBin(): string {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
	const found = versions.map((version) => join(DEBIAN, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
	if (!found) throw new Error(MISSING);
	return found;
}

function checkRedis(): void {
	const found = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'redis-server')));
	if (!found) throw new Error(MISSING);
}

/** PostgreSQL refuses to run as root, so it runs as Debian's user for it. */
const asPostgres = (command: string, args: string[]): [string, string[]] =>
	process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];

async function untilListening(port: number): Promise<void> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
			socket.once('connect', () => socket.end());
		});
		if (open) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error(`Nothing listens on port ${port}`);
}

/** Ends a process and what it started, because `runuser` does not pass on an interrupt. */
async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	process.kill(-child.pid!, 'SIGINT');
	await exit;
}

/** Starts Redis and PostgreSQL, empty and on free ports. */
export async function startServices(): Promise<Services> {
	checkRedis();
	const bin = postgresBin();
	const folder = mkdtempSync(join(tmpdir(), 'queue-'));
	if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder]);
	const data = join(folder, 'postgres');
	execFileSync(...asPostgres(join(bin, 'initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '--no-sync']), {
		cwd: folder,
	});
	const [redisPort, postgresPort] = [await freePort(), await freePort()];
	const redis = spawn(
		'redis-server',
		['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
		{ stdio: 'ignore', detached: true },
	);
	const [command, args] = asPostgres(join(bin, 'postgres'), [
		'-D',
		data,
		'-p',
		String(postgresPort),
		'-k',
		folder,
		'-c',
		'listen_addresses=127.0.0.1',
		'-c',
		'fsync=off',
	]);
	const postgres = spawn(command, args, { stdio: 'ignore', detached: true, cwd: folder });
	await Promise.all([untilListening(redisPort), untilListening(postgresPort)]);
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_PASSWORD: 'none',
		},
		stop: async () => {
			await Promise.all([ended(redis), ended(postgres)]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
