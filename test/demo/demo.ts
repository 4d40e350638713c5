import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { credentialOf } from '../support/credentials';
import { loader, NODE_TYPE, runWorkflow } from '../support/engine';
import { LocalTwilioClient, type TestAccount } from '../twilio/client';
import { fill } from './account';
import { editFields } from './editFields';
import { perResource, type Example } from './examples';
import { live } from './live';
import { actionsOffered, nameOf, show, summary, type Result } from './report';

/*
 * npm run demo             runs the workflows under examples/ in n8n's engine, against the local Twilio
 * npm run demo -- --live   runs the actions that only read against Twilio itself
 */

/** Node.js reads NODE_EXTRA_CA_CERTS when it starts, so the demo runs in a child process of the local Twilio. */
function besideLocalTwilio(): number {
	const { execPath, execArgv } = process;
	const beside = join(__dirname, '../twilio/run.ts');
	return (
		spawnSync(execPath, [...execArgv, beside, execPath, ...execArgv, __filename], { stdio: 'inherit' }).status ?? 1
	);
}

/** Returns the code that was sent last, as its recipient reads it. */
async function arrivedCode(account: TestAccount): Promise<string> {
	const { effects } = await account.ledger();
	return String(effects.filter(({ kind }) => kind === 'verification.sent').at(-1)?.code);
}

async function runExample({ file, workflow }: Example, account: TestAccount): Promise<Result[]> {
	const run = await runWorkflow(workflow, {
		credential: credentialOf(account.credentials, account.credentials.apiKeys.standard),
		types: { 'n8n-nodes-base.set': editFields(() => arrivedCode(account)) },
	});
	const { runData, error } = run.data.resultData;
	if (error) throw new Error(`${file}: ${error.message}`);
	return workflow.nodes
		.filter(({ type }) => type === NODE_TYPE)
		.flatMap(({ name, parameters }) =>
			(runData[name]?.at(-1)?.data?.main?.[0] ?? []).map(({ json, binary }) => ({
				resource: String(parameters.resource),
				operation: String(parameters.operation),
				where: `${name}, ${file}`,
				envelope: json,
				binary,
			})),
		);
}

async function demo(): Promise<boolean> {
	await loader.loadAll();
	const account = await new LocalTwilioClient().createAccount();
	await fill(account);
	const results: Result[] = [];
	for (const example of perResource()) {
		for (const result of await runExample(example, account)) {
			// An action that several workflows use is only shown once.
			if (!results.some((earlier) => nameOf(earlier) === nameOf(result))) console.log(show(result));
			results.push(result);
		}
	}
	const { lines, ok } = summary(results, actionsOffered());
	console.log(lines.join('\n'));
	return ok;
}

async function main(): Promise<number> {
	if (process.argv.includes('--live')) return (await live(process.env)) ? 0 : 1;
	if (process.env.TWILIO_LOCAL_URL === undefined) return besideLocalTwilio();
	return (await demo()) ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
