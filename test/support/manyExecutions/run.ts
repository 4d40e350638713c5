import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LocalTwilioClient, Settings, TestAccount } from '../../twilio/client';
import { credentialOf } from '../credentials';
import type { PlannedExecution, ProcessResult } from './plan';

/** Where executions run: the control API of the local Twilio, and the environment that directs processes to it. */
export interface Setting {
	twilio: LocalTwilioClient;
	env: NodeJS.ProcessEnv;
}

/** Waits for the next message from a process. */
async function next<Message extends object | string>(child: ChildProcess): Promise<Message> {
	const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Message | number | null];
	if (typeof message === 'number' || message === null) throw new Error(`A process ended with ${String(message)}`);
	return message;
}

/**
 * Runs executions in processes that start working at the same moment, all on one new account.
 * @param processes the executions of each process
 */
export async function runProcesses(
	{ twilio, env }: Setting,
	settings: Partial<Settings>,
	processes: PlannedExecution[][],
): Promise<{ account: TestAccount; results: ProcessResult[] }> {
	const newAccount = async (given: Partial<Settings>) =>
		await twilio.createAccount({ settings: { ...given, record: 'counts' } });
	const [account, warmUp] = await Promise.all([newAccount(settings), newAccount({})]);
	const children = processes.map(() => fork(join(__dirname, 'process.ts'), { env, execArgv: ['--import', 'tsx'] }));
	try {
		const ready = children.map((child, index) => {
			child.send({
				credential: credentialOf(account.credentials),
				warmUp: credentialOf(warmUp.credentials),
				executions: processes[index]!,
			});
			return next(child);
		});
		await Promise.all(ready);
		const results = children.map((child) => {
			child.send('start');
			return next<ProcessResult>(child);
		});
		return { account, results: await Promise.all(results) };
	} finally {
		for (const child of children) child.kill();
	}
}
