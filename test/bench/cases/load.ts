import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { atMost, type Line } from '../report';

const root = join(__dirname, '../../..');

/** n8n has already loaded n8n-workflow and luxon when it loads a package. */
const SCRIPT = `
	require('n8n-workflow');
	require('luxon');
	const start = performance.now();
	const { Twilio } = require('./dist/nodes/Twilio/Twilio.node.js');
	const { description } = new Twilio();
	const time = performance.now() - start;
	console.log(JSON.stringify({ time, description: Buffer.byteLength(JSON.stringify(description)) }));
`;

/** Cost of the package at n8n's start, in plain Node.js with a new process for each measurement. */
export function load(): Line[] {
	const outputs = Array.from(
		{ length: 9 },
		() => JSON.parse(execFileSync(process.execPath, ['-e', SCRIPT], { cwd: root, encoding: 'utf8' })) as Loaded,
	);
	const times = outputs.map(({ time }) => time).sort((a, b) => a - b);
	const [packed] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], {
			cwd: root,
			encoding: 'utf8',
		}),
	) as Array<{ size: number }>;
	return [
		atMost('loading (median of 9)', times[4]!, 30, ' ms'),
		atMost('packed', packed!.size / 1000, 100, ' kB'),
		atMost('description as JSON', outputs[0]!.description / 1000, 160, ' kB'),
	];
}

interface Loaded {
	time: number;
	description: number;
}
