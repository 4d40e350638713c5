import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { leave, nameOfRun, userFolderOf } from './package';
import { filesFolder } from './server';
import { openStage } from './stage';

/*
 * tsx test/n8n/run.ts <command> [arguments…]   runs the command alongside a new n8n and a local Twilio.
 *                                              N8N_URL and TWILIO_LOCAL_URL tell it where they are,
 *                                              N8N_FILES where workflows may write
 */

async function main([command, ...args]: string[]): Promise<number> {
	if (!command) throw new Error('Usage: run.ts <command> [arguments…]');
	const name = nameOfRun('test');
	const { n8n, twilio, close } = await openStage({ name });
	const env = {
		...process.env,
		N8N_URL: n8n.url,
		TWILIO_LOCAL_URL: twilio!.url,
		N8N_FILES: filesFolder(userFolderOf(name)),
	};
	const child = spawn(command, args, { stdio: 'inherit', env });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
	const code = await new Promise<number>((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal!]));
	});
	await close();
	leave(name, code === 0);
	return code;
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
