import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { perTask } from '../demo/examples';
import { DEMO_LOGIN } from '../n8n/demoAccount';
import { n8nFolder, N8N_VERSION, plainEnv, root } from '../n8n/install';
import { envelopesOf, N8nClient, type Execution, type SavedWorkflow } from '../n8n/rest';
import { freePort } from '../n8n/server';
import { LocalTwilioClient, type TestAccount } from '../twilio/client';

/*
 * Runs npm start and npm run dev as a newcomer does, in a copy of this repository, so that changes to the copy's
 * sources leave this repository as it is.
 */

/** Time that n8n may take to start next to another n8n, in milliseconds. */
const START = 240_000;
const PHONE = '+14155550123';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
const copy = join(folder, 'repository');
const temporary = join(folder, 'tmp');

/** Waits for something, up to `limit` milliseconds. */
async function until<T>(
	what: string,
	look: () => Promise<T | undefined> | T | undefined,
	limit: number,
	interval = 200,
): Promise<T> {
	for (const end = Date.now() + limit; Date.now() < end;) {
		const found = await look();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, interval));
	}
	throw new Error(`${what} did not come within ${limit / 1000} s`);
}

/** A command of this repository that runs until it is stopped, as in a separate terminal. */
class Command {
	private readonly child: ChildProcess;
	private output = '';
	readonly urls: { n8n: string; twilio: string };

	private constructor(script: string, ports: number[]) {
		const [n8n, twilio, model] = ports;
		this.urls = { n8n: `http://127.0.0.1:${n8n}`, twilio: `http://127.0.0.1:${twilio}` };
		const env = { N8N_PORT: n8n, TWILIO_LOCAL_PORT: twilio, MODEL_LOCAL_PORT: model, TMPDIR: temporary };
		// Removes jest's value, since n8n starts differently in the environment of its tests.
		const plain = { ...plainEnv(), NODE_ENV: undefined };
		const text = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
		this.child = spawn('npm', ['run', script], { cwd: copy, env: { ...plain, ...text }, detached: true });
		for (const stream of [this.child.stdout!, this.child.stderr!])
			stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
	}

	static async start(script: string): Promise<Command> {
		return new Command(script, await Promise.all([freePort(), freePort(), freePort()]));
	}

	/** Waits until the command has printed a text. */
	async prints(text: string, limit = START): Promise<void> {
		const look = () => {
			if (this.child.exitCode !== null) throw new Error(`It ended with ${this.child.exitCode}:\n${this.output}`);
			return this.output.includes(text) || undefined;
		};
		await until(`"${text}" in\n${this.output}`, look, limit);
	}

	/** Returns the command's process and all its descendants. */
	processes(): number[] {
		const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
		const pairs = stdout
			.trim()
			.split('\n')
			.map((line) => line.trim().split(/\s+/).map(Number));
		const tree = [this.child.pid!];
		for (const parent of tree) tree.push(...pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid!));
		return tree;
	}

	/** Does what Ctrl-C in a terminal does: the signal reaches the command and its whole process group. */
	pressCtrlC(): void {
		process.kill(-this.child.pid!, 'SIGINT');
	}

	terminate(): void {
		this.child.kill('SIGTERM');
	}

	/** For the end of a failed test. */
	kill(): void {
		for (const pid of this.processes().filter(isAlive)) process.kill(pid, 'SIGKILL');
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Waits until none of the processes is alive. */
const ended = async (pids: number[]) =>
	await until('The end of all processes', () => (pids.some(isAlive) ? undefined : true), 30_000);

let command: Command;

beforeAll(() => {
	mkdirSync(temporary, { recursive: true });
	const left = ['node_modules', '.git', '.n8n', 'dist', 'coverage'];
	cpSync(root, copy, { recursive: true, filter: (path) => !left.some((name) => path === join(root, name)) });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	mkdirSync(join(copy, '.n8n'));
	symlinkSync(join(n8nFolder, N8N_VERSION), join(copy, '.n8n', N8N_VERSION));
});

afterAll(() => {
	command?.kill();
	rmSync(folder, { recursive: true, force: true });
});

describe('npm run dev', () => {
	let n8n: N8nClient;
	let account: TestAccount;
	let workflows: SavedWorkflow[];

	beforeAll(async () => {
		command = await Command.start('dev');
		await command.prints('Ctrl-C stops everything');
		n8n = await N8nClient.login(command.urls.n8n);
		account = new LocalTwilioClient(command.urls.twilio).account(DEMO_LOGIN);
		workflows = await n8n.workflows();
	}, START);

	/** Returns the imported example, and what its note suggests to try. */
	async function example(file: string): Promise<{ workflow: SavedWorkflow; chatInput: string }> {
		const { workflow } = perTask().find((task) => task.file === `tasks/${file}.json`)!;
		const note = String(workflow.nodes.find(({ type }) => type.endsWith('.stickyNote'))!.parameters.content);
		const { id } = workflows.find(({ name }) => name === workflow.name)!;
		return { workflow: await n8n.workflow(id), chatInput: /\*\*Try:\*\* \*(.+)\*/.exec(note)?.[1] ?? '' };
	}

	const chatOf = (chatInput: string) => ({ sessionId: '1', action: 'sendMessage', chatInput });

	const said = (execution: Execution) => {
		expect(execution.data.resultData.error).toBeUndefined();
		return String(envelopesOf(execution, 'AI Agent')[0]!.output);
	};

	const sent = async () => (await account.ledger()).effects.filter(({ kind }) => kind === 'message.created');

	test('the agent sends the message that its note says to try', async () => {
		const { workflow, chatInput } = await example('ai-agent');
		const answer = said(await n8n.run(workflow, 'When chat message received', chatOf(chatInput)));
		expect(answer).toMatch(/^\(local model\) The tool returned: .*"success":true/);
		const [message] = await sent();
		expect(chatInput).toContain(`${message!.to}: ${message!.body}`);
	});

	test('the refund is paid after the manager has approved it on the phone', async () => {
		const seen = (await account.phone(PHONE).messages()).length;
		const { workflow, chatInput } = await example('approve-refund');
		const id = await n8n.start(workflow, 'When chat message received', chatOf(chatInput));
		const { links } = await account.phone(PHONE).waitForMessage(seen, 30_000);
		await n8n.untilWaiting(id);
		await account.phone(PHONE).open(links.at(-1)!, { approved: 'true' });
		expect(said(await n8n.finished(id))).toMatch(/^\(local model\) The tool returned: .*Paid \$49\.99 for order 1042/);
	});

	test('the summary of a transcript is its first sentences, and says who made it', async () => {
		const { workflow } = await example('transcript-summary');
		await n8n.run(workflow, 'Each morning');
		expect((await sent()).at(-1)).toMatchObject({ body: '(local model) Sentence number 1. Sentence number 2.' });
	});

	test('all examples with a model are among these', () => {
		const withModel = perTask().filter(({ workflow }) => workflow.nodes.some(({ type }) => type.includes('.lmChat')));
		expect(withModel.map(({ file }) => file)).toEqual([
			'tasks/ai-agent.json',
			'tasks/approve-refund.json',
			'tasks/transcript-summary.json',
		]);
	});

	test('Delete old messages finds some', async () => {
		const { workflow } = await example('delete-old-messages');
		const execution = await n8n.run(workflow, 'Each Sunday');
		expect(envelopesOf(execution, 'Deleted').map(({ success }) => success)).toEqual([true, true]);
	});

	test('a change of a source reaches n8n', async () => {
		const source = join(copy, 'nodes/Twilio/actions/call/get.ts');
		const before = readFileSync(source, 'utf8');
		const described = async () => {
			const { data } = await axios.get<string>(`${command.urls.n8n}/types/nodes.json`, {
				proxy: false,
				responseType: 'text',
				headers: { Cookie: n8n.cookie, 'browser-id': 'tests' },
			});
			return data.includes('A description that was changed.') || undefined;
		};
		expect(await described()).toBeUndefined();
		writeFileSync(source, before.replace(/description: '.*'/, "description: 'A description that was changed.'"));
		// At long intervals: n8n may exit if the file that it is serving is rewritten at that moment.
		await until('The changed description', described, 60_000, 3000);
	});

	test('Ctrl-C ends all processes, and leaves no file of the local Twilio', async () => {
		const processes = command.processes();
		expect(processes.length).toBeGreaterThan(3);
		command.pressCtrlC();
		await ended(processes);
		expect(readdirSync(temporary).filter((name) => name.startsWith('local-twilio'))).toEqual([]);
	});
});

describe('npm start', () => {
	test.each([
		['while the package is built', 'Building the package'],
		['while n8n starts', 'Starting n8n'],
		['once all is there', 'Ctrl-C stops everything'],
	])(
		'SIGTERM to npm ends all processes %s',
		async (_when, text) => {
			command = await Command.start('start');
			await command.prints(text);
			// The announced step starts a moment later.
			await new Promise((resolve) => setTimeout(resolve, 2000));
			const processes = command.processes();
			command.terminate();
			await ended(processes);
			expect(readdirSync(temporary).filter((name) => name.startsWith('local-twilio'))).toEqual([]);
		},
		START,
	);
});
