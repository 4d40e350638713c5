import { perResource, perTask } from '../demo/examples';
import { startModel } from '../model/server';
import { respond } from '../model/standIn';
import { DEMO_LOGIN, demoAccount } from '../n8n/demoAccount';
import { userFolderOf, watchSources } from '../n8n/package';
import { N8nClient, OWNER, withCredentials, type WorkflowFile } from '../n8n/rest';
import { openStage } from '../n8n/stage';
import { credentialOf } from '../support/credentials';

/*
 * npm start             n8n with the package, the examples, a local Twilio and a local model
 * npm start -- --live   the same without the last two: n8n talks to Twilio itself
 * npm run dev           the same as npm start, but n8n picks up each change under nodes/ and credentials/
 */

/** Ports that are easy to remember and the same each time. */
const N8N_PORT = Number(process.env.N8N_PORT ?? 5678);
const TWILIO_PORT = Number(process.env.TWILIO_LOCAL_PORT ?? 8081);
const MODEL_PORT = Number(process.env.MODEL_LOCAL_PORT ?? 8082);

/** Imports the examples that are not there yet. What the user has changed stays. */
async function importExamples(n8n: N8nClient): Promise<number> {
	const [credentials, workflows] = [await n8n.credentials(), await n8n.workflows()];
	const examples = [...perResource(), ...perTask()].map(({ workflow }) => workflow as WorkflowFile);
	const missing = examples.filter(({ name }) => !workflows.some((workflow) => workflow.name === name));
	for (const example of missing) await n8n.createWorkflow(withCredentials(example, credentials));
	return examples.length;
}

function greeting(n8nUrl: string, folder: string, twilioUrl: string | undefined, examples: number): string {
	return [
		'',
		`n8n      ${n8nUrl}/home/workflows`,
		`Sign in  ${OWNER.email}, password ${OWNER.password}`,
		...(twilioUrl
			? [
					`Phones   ${twilioUrl} shows what arrives: open links, reply, answer calls and press keys there`,
					'Model    a local one, which follows fixed rules, stands in for OpenAI in the examples with an AI agent',
				]
			: ['Twilio   the real one: create a credential of the type "Twilio Account API". Charges apply']),
		`Data     ${folder}`,
		`There are ${examples} workflows to open and execute. Ctrl-C stops everything.`,
	].join('\n');
}

/** Gives n8n the credentials of the local Twilio and the local model, unless it has them from an earlier start. */
async function createCredentials(n8n: N8nClient, twilioUrl: string): Promise<void> {
	const account = await demoAccount(twilioUrl, DEMO_LOGIN);
	// The user answers the calls, on the phone page.
	await account.configure({ pickUp: { '*': 'manual' } });
	const model = await startModel(respond, MODEL_PORT);
	const known = (await n8n.credentials()).map(({ type }) => type);
	const credentials = [
		{ name: 'Twilio account', type: 'twilioAccountApi', data: credentialOf(account.credentials) },
		{ name: 'Local model (stands in for OpenAI)', type: 'openAiApi', data: model.credential },
	];
	for (const { name, type, data } of credentials.filter(({ type }) => !known.includes(type)))
		await n8n.createCredential(name, type, data);
}

async function main(): Promise<void> {
	const live = process.argv.includes('--live');
	const watching = process.argv.includes('--watch');
	// Separate data folders: the demo's credential must not turn up where the real Twilio is used.
	const name = live ? 'live' : 'start';
	let ending = false;
	let close = () => Promise.resolve();
	const end = (code: number) => {
		if (!ending) void close().finally(() => process.exit(code));
		ending = true;
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
	// npm may exit without a signal to this process.
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && end(0), 1000).unref();
	const stage = await openStage({
		name,
		port: N8N_PORT,
		twilioPort: TWILIO_PORT,
		live,
		reload: watching,
	});
	({ close } = stage);
	const { n8n, twilio } = stage;
	n8n.process.once('exit', (code) => {
		if (ending) return;
		console.error(`n8n ended with ${code}: see ${n8n.logFile}`);
		process.exit(1);
	});
	try {
		const client = await N8nClient.login(n8n.url);
		if (twilio) await createCredentials(client, twilio.url);
		if (watching) watchSources(userFolderOf(name));
		console.log(greeting(n8n.url, userFolderOf(name), twilio?.url, await importExamples(client)));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		end(1);
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
