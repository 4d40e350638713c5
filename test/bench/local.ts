import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LocalTwilioClient } from '../twilio/client';

export interface Local {
	twilio: LocalTwilioClient;
	/** Environment variables that direct a process to the local Twilio. */
	proxy: Record<string, string>;
	/** Environment of a client process. */
	env: NodeJS.ProcessEnv;
	close(): void;
}

/** Starts the local Twilio in a separate process. */
export async function startLocal(): Promise<Local> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const server = spawn(process.execPath, [...process.execArgv, join(__dirname, '../twilio/run.ts'), '--serve'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
	const url = (await lines.next()).value as string;
	const variables = ((await lines.next()).value as string)
		.split(' ')
		.map((pair) => pair.split('=') as [string, string]);
	// The SDK reads HTTP_PROXY, n8n reads HTTPS_PROXY.
	const proxy = { ...Object.fromEntries(variables), HTTP_PROXY: url, NO_PROXY: '127.0.0.1,localhost' };
	return {
		twilio: new LocalTwilioClient(url),
		proxy,
		// n8n's engine writes its settings file to N8N_USER_FOLDER.
		env: { ...process.env, ...proxy, N8N_USER_FOLDER: folder },
		close() {
			server.kill();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
