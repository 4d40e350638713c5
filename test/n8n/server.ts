import type { ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import axios from 'axios';
import { spawnGroup } from './children';
import type { Installation } from './install';

export interface N8nServer {
	url: string;
	/** File with its output so far. */
	logFile: string;
	process: ChildProcess;
	stop: (signal?: NodeJS.Signals) => Promise<void>;
}

interface Options {
	installation: Installation;
	/** Holds `.n8n`, n8n's own folder. */
	userFolder: string;
	/** A free one by default. */
	port?: number;
	/** Added to what every n8n here gets, and takes precedence. */
	env?: Record<string, string>;
	command?: 'start' | 'worker';
	/** Name of the log file in `userFolder`. */
	name?: string;
}

/** How long n8n may take to listen, in milliseconds. */
const START_TIMEOUT = 180_000;

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Returns the only folder to which workflows may write files. */
export const filesFolder = (userFolder: string) => join(userFolder, 'files');

/** Returns an environment that isolates n8n: no telemetry, no cookies that need HTTPS. */
async function n8nEnv(userFolder: string, port: number): Promise<Record<string, string>> {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		// For workers, which have no other address.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolder(userFolder),
	};
}

/** Starts n8n, or one of its workers, and waits until it is ready. */
export async function startN8n({
	installation,
	userFolder,
	port,
	env,
	command = 'start',
	name = 'n8n',
}: Options): Promise<N8nServer> {
	mkdirSync(filesFolder(userFolder), { recursive: true });
	const logFile = join(userFolder, `${name}.log`);
	const log = createWriteStream(logFile);
	const listening = port ?? (await freePort());
	const child = spawnGroup(installation.node, [installation.script, command], {
		cwd: userFolder,
		env: {
			...process.env,
			PATH: `${installation.bin}${delimiter}${process.env.PATH}`,
			...(await n8nEnv(userFolder, listening)),
			...env,
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout!.pipe(log);
	child.stderr!.pipe(log);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const url = `http://127.0.0.1:${listening}`;
	const server: N8nServer = {
		url,
		logFile,
		process: child,
		stop: async (signal = 'SIGTERM') => {
			child.kill(signal);
			const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
			await ended;
			clearTimeout(force);
		},
	};
	await untilReady(server, command === 'start');
	return server;
}

/** n8n responds at /healthz before its REST API is available; /healthz/readiness also covers the database. */
async function untilReady({ url, logFile, process: child, stop }: N8nServer, hasRest: boolean): Promise<void> {
	const http = axios.create({ baseURL: url, proxy: false, timeout: 2000, validateStatus: () => true });
	const deadline = Date.now() + START_TIMEOUT;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`n8n ended with ${child.exitCode}: see ${logFile}`);
		const answer = await http.get('/healthz/readiness').catch(() => undefined);
		if (answer?.status === 200 && !hasRest) return;
		const rest = answer?.status === 200 ? await http.get('/rest/settings').catch(() => undefined) : undefined;
		if (rest?.status === 200 && typeof rest.data === 'object') return;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	await stop('SIGKILL');
	throw new Error(`n8n did not start within ${START_TIMEOUT / 1000} s: see ${logFile}`);
}
