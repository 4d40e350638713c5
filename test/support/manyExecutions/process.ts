import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { envelopes } from '../engine';
import { messages, sendingParameters } from '../sending';
import type { ExecutionResult, Plan, PlannedExecution, ProcessResult } from './plan';

/*
 * A process with n8n's engine and the built package, like an n8n worker. It receives a plan, reports that it is
 * ready, waits for the start that all processes share, and reports the results of its executions.
 */

// Otherwise each stack trace is mapped to TypeScript, and the proxy's agent makes one per request. n8n runs JavaScript.
process.setSourceMapsEnabled(false);

const WARM_UP_EXECUTIONS = 20;

async function execute(
	{ at, parameters, items }: PlannedExecution,
	credential: ICredentialDataDecryptedObject,
	executionId: string,
): Promise<ExecutionResult> {
	if (at > 0) await sleep(at);
	const start = performance.now();
	const errors = await envelopes({ parameters, credential, items: items.map((json) => ({ json })), executionId }).then(
		(results) => results.flatMap(({ success, error }) => (success === true ? [] : [String(error)])),
		(error: unknown) => [String(error)],
	);
	return { duration: performance.now() - start, errors };
}

async function work({ credential, executions }: Omit<Plan, 'warmUp'>): Promise<ProcessResult> {
	const start = performance.now();
	const results = await Promise.all(
		executions.map((execution, index) => execute(execution, credential, `${process.pid}-${index}`)),
	);
	return { duration: performance.now() - start, executions: results };
}

async function main(): Promise<void> {
	const [{ warmUp, ...plan }] = (await once(process, 'message')) as [Plan];
	const small = messages(WARM_UP_EXECUTIONS).map((item) => ({ at: 0, parameters: sendingParameters(), items: [item] }));
	await work({ credential: warmUp, executions: small });
	process.send!('ready');
	await once(process, 'message');
	process.send!(await work(plan), () => process.exit(0));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
