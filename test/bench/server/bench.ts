import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import { startModel, toolResult } from '../../model/server';
import { installN8n } from '../../n8n/install';
import { installPackage, leave, nameOfRun, packPackage, userFolderOf } from '../../n8n/package';
import { N8nClient, type Execution, type SavedCredential, type WorkflowFile } from '../../n8n/rest';
import { startN8n, type N8nServer } from '../../n8n/server';
import { messages } from '../../support/sending';
import type { Settings, TestAccount } from '../../twilio/client';
import type { Local } from '../local';
import { takeTurns } from '../measure';
import { printShares, type CpuProfile } from '../profile';
import { agentWorkflow, contenders, MEASURED, sendingWorkflow, type ContenderName } from './workflows';

/** One side of a comparison: messages sent by one execution of a production workflow. */
export interface ServerSide {
	contender: ContenderName;
	count: number;
	/** Options of the node. */
	options?: INode['parameters'];
	onError?: INode['onError'];
	/** Whether an AI agent calls the node once per message, in one turn. */
	asTool?: boolean;
	runs?: number;
}

/** Times of the Twilio node alone, in seconds, from its start to its end in n8n's own record of the execution. */
export interface ServerRun {
	seconds: number;
	/** Time until the first request reached Twilio. */
	firstRequest: number;
	/** Median time of a call, for a tool. */
	call: number;
	/** Number of characters that the model reads of one result, for a tool. */
	resultSize: number;
}

const WARM_UP = 100;
const TOOL_CALLS_OF_WARM_UP = 5;

/** Measures contenders in n8n's own server, at its default settings, against the local Twilio. */
export class ServerBench {
	private readonly model = startModel((chat) =>
		toolResult(chat) === undefined ? { calls: this.calls } : { text: 'Done' },
	);
	private calls: Array<{ tool: string; arguments: object }> = [];
	private readonly warm = new Set<string>();

	private constructor(
		private readonly local: Local,
		private readonly n8n: N8nClient,
		private readonly server: N8nServer,
		private readonly profileFile: string | undefined,
		private readonly name: string,
	) {}

	static async start(local: Local, profile: boolean): Promise<ServerBench> {
		const name = nameOfRun('bench');
		const userFolder = userFolderOf(name);
		const installation = await installN8n();
		await installPackage(await packPackage(), userFolder);
		const profileFile = profile ? join(userFolder, 'profile.json') : undefined;
		const hook = join(__dirname, 'profileOnSignal.js');
		const env = {
			...local.proxy,
			...(profileFile && { BENCH_PROFILE: profileFile, NODE_OPTIONS: `--require ${hook}` }),
		};
		console.log(`Starting n8n ${installation.version} …`);
		const server = await startN8n({ installation, userFolder, env });
		return new ServerBench(local, await N8nClient.login(server.url), server, profileFile, name);
	}

	async close(good: boolean): Promise<void> {
		await (await this.model).close();
		await this.server.stop();
		leave(this.name, good);
	}

	/** Compares sides, each run on a fresh account. */
	async compare<K extends string>(
		sides: Record<K, ServerSide>,
		settings: Partial<Settings>,
	): Promise<Record<K, ServerRun[]>> {
		return await takeTurns(
			sides,
			(side) => this.run(side, settings),
			({ seconds, firstRequest }) => `${seconds.toFixed(2)} s, first request after ${firstRequest.toFixed(2)} s`,
		);
	}

	private async run(side: ServerSide, settings: Partial<Settings>): Promise<ServerRun> {
		const { contender, asTool = false } = side;
		if (!this.warm.has(`${contender} ${asTool}`)) {
			this.warm.add(`${contender} ${asTool}`);
			await this.measure({ ...side, count: asTool ? TOOL_CALLS_OF_WARM_UP : WARM_UP }, {});
		}
		return await this.measure(side, settings, this.profileFile);
	}

	private async measure(
		{ contender, count, options = {}, onError, asTool }: ServerSide,
		settings: Partial<Settings>,
		profileFile?: string,
	): Promise<ServerRun> {
		const account = await this.local.twilio.createAccount({ settings });
		const { credentialType, credential } = contenders[contender];
		const saved = await this.n8n.createCredential(account.sid, credentialType, credential(account.credentials));
		const path = randomUUID();
		const workflow = asTool
			? agentWorkflow(path, contender, saved, await this.modelCredential())
			: sendingWorkflow(path, contender, saved, options, onError);
		this.calls = messages(count).map(({ to, body }) => ({ tool: MEASURED, arguments: { to, body } }));

		const profile = profileFile ? await this.startProfile(profileFile) : undefined;
		const execution = await this.execute(path, workflow, asTool ? {} : { messages: messages(count) });
		await profile?.();
		const run = await this.figuresOf(execution, account, count);
		// The sent messages must not fill the memory of the local Twilio.
		await account.reset({ state: true });
		return run;
	}

	private async modelCredential(): Promise<SavedCredential> {
		return await this.n8n.createCredential('Local model', 'openAiApi', (await this.model).credential);
	}

	/** Posts to the workflow and waits for the execution to end. */
	private async execute(path: string, workflow: WorkflowFile, body: IDataObject): Promise<Execution> {
		const saved = await this.n8n.createWorkflow(workflow);
		await this.n8n.activate(saved);
		await axios.post(`${this.server.url}/webhook/${path}`, body, { proxy: false, maxBodyLength: Infinity });
		const [summary] = await this.n8n.untilExecuted(saved.id, 1);
		return await this.n8n.finished(summary!.id);
	}

	private async figuresOf(execution: Execution, account: TestAccount, count: number): Promise<ServerRun> {
		const model = await this.model;
		const { requests, counters } = await account.ledger();
		const sent = counters.effects['message.created'] ?? 0;
		const { error, runData } = execution.data.resultData;
		if (sent !== count || error) throw new Error(`${sent} of ${count} messages were sent: ${error?.message ?? ''}`);
		const result = toolResult(model.requests.at(-1) ?? { model: '', messages: [] });
		if (result === '""') throw new Error('The model got an empty result');
		const runs = runData[MEASURED]!;
		const times = runs.map(({ executionTime }) => executionTime / 1000).sort((a, b) => a - b);
		const { startTime } = runs[0]!;
		const last = runs.at(-1)!;
		return {
			seconds: (last.startTime + last.executionTime - startTime) / 1000,
			firstRequest: (requests[0]!.time - startTime) / 1000,
			call: times[Math.floor(times.length / 2)]!,
			resultSize: result?.length ?? 0,
		};
	}

	/** Starts the profiler in n8n. Returns a function that stops it and prints whose code the time was spent in. */
	private async startProfile(file: string): Promise<() => Promise<void>> {
		rmSync(file, { force: true });
		this.server.process.kill('SIGUSR2');
		await sleep(500);
		return async () => {
			this.server.process.kill('SIGUSR2');
			while (!existsSync(file)) await sleep(100);
			printShares(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile);
		};
	}
}
