import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { startLocalTwilio } from './server';

/*
 * tsx test/twilio/run.ts <command> [arguments…]   runs the command alongside a local Twilio
 * tsx test/twilio/run.ts --serve [--port N]       keeps a local Twilio running
 */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function serve(port: number): Promise<void> {
	const twilio = await startLocalTwilio(port);
	// Set before the URL is printed, because its reader may end this process at once.
	for (const signal of signals) {
		process.on(signal, () => void twilio.close().then(() => process.exit(0)));
	}
	console.log(twilio.url);
	console.log(`HTTPS_PROXY=${twilio.url} NODE_EXTRA_CA_CERTS=${twilio.caFile}`);
}

async function runBeside(command: string, args: string[]): Promise<void> {
	const twilio = await startLocalTwilio();
	const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...twilio.env } });
	for (const signal of signals) process.on(signal, () => child.kill(signal));
	const code = await new Promise<number>((resolve) => {
		child.on('error', (error) => {
			console.error(error.message);
			resolve(127);
		});
		child.on('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal!]));
	});
	await twilio.close();
	process.exit(code);
}

async function main([first, ...rest]: string[]): Promise<void> {
	if (first === '--serve') return await serve(Number(rest[rest.indexOf('--port') + 1] ?? 0) || 0);
	if (!first) throw new Error('Usage: run.ts <command> [arguments…], or run.ts --serve [--port N]');
	await runBeside(first, rest);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
