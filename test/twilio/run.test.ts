import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Ended {
	code: number | null;
	output: string;
	errors: string;
}

function run(
	args: string[],
	onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'test/twilio/run.ts', ...args], { cwd: root });
	const ended: Ended = { code: null, output: '', errors: '' };
	child.stdout.on('data', (data: Buffer) => {
		ended.output += String(data);
		onOutput?.(ended.output, (signal) => child.kill(signal));
	});
	child.stderr.on('data', (data: Buffer) => (ended.errors += String(data)));
	return new Promise((resolve) => child.on('close', (code) => resolve({ ...ended, code })));
}

test('a command finds the local Twilio in its environment, and its code is kept', async () => {
	const script = `
		const { TWILIO_LOCAL_URL, HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS } = process.env;
		fetch(TWILIO_LOCAL_URL + '/accounts').then(async (reply) => {
			console.log(JSON.stringify({ reply: await reply.json(), HTTPS_PROXY, TWILIO_LOCAL_URL, NO_PROXY, NODE_EXTRA_CA_CERTS }));
			process.exit(3);
		});`;
	const { code, output, errors } = await run([process.execPath, '-e', script]);
	const { reply, HTTPS_PROXY, TWILIO_LOCAL_URL, NO_PROXY, NODE_EXTRA_CA_CERTS } = JSON.parse(output);
	expect([code, errors, reply, HTTPS_PROXY, NO_PROXY]).toEqual([3, '', [], TWILIO_LOCAL_URL, '127.0.0.1,localhost']);
	expect(existsSync(NODE_EXTRA_CA_CERTS)).toBe(false);
});

test('a signal reaches the command, and its end is told', async () => {
	const script = `process.on('SIGTERM', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000)`;
	const { code } = await run(
		[process.execPath, '-e', script],
		(text, kill) => text.includes('ready') && kill('SIGTERM'),
	);
	expect(code).toBe(7);
});

test('a command that is not there fails', async () => {
	const { code, errors } = await run(['no-such-command-here']);
	expect(code).toBe(127);
	expect(errors).toContain('no-such-command-here');
});

test('it can keep running, tells its address and cleans up', async () => {
	const { code, output } = await run(
		['--serve'],
		(text, kill) => text.includes('NODE_EXTRA_CA_CERTS') && kill('SIGINT'),
	);
	expect(output).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n/);
	expect(code).toBe(0);
	expect(existsSync(/NODE_EXTRA_CA_CERTS=(\S+)/.exec(output)![1]!)).toBe(false);
});
