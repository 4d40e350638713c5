import { demoAccount } from '../n8n/demoAccount';
import { N8N_VERSION } from '../n8n/install';
import { leave, nameOfRun } from '../n8n/package';
import { envelopesOf, N8nClient, withCredentials, type WorkflowFile } from '../n8n/rest';
import { openStage, type Stage } from '../n8n/stage';
import { credentialOf } from '../support/credentials';
import { perResource } from '../demo/examples';
import { problemsOfAsking } from './asking';
import { wayToTwilio } from './way';

/*
 * npm run test:compat -- <version> [<version>…]
 *
 * Installs each n8n, starts it with the packed package, runs the examples of all resources in it against the local
 * Twilio, and asks a person in each way, which must work or be refused before anything is sent. Other tests compare
 * the fields of the output with the schemas; here it only matters that it runs.
 */

const TYPE = 'twilioAccountApi';

/** Runs all examples. Returns what went wrong. */
async function problems({ n8n, twilio }: Stage): Promise<string[]> {
	const client = await N8nClient.login(n8n.url);
	const account = await demoAccount(twilio!.url);
	const data = credentialOf(account.credentials);
	const credential = await client.createCredential('Twilio account', TYPE, data);
	const test = await client.testCredential(credential, data);
	const found = test.status === 'OK' ? [] : [`the credential's test: ${test.message}`];
	for (const { file, workflow } of perResource()) {
		const saved = await client.createWorkflow(withCredentials(workflow as WorkflowFile, [credential]));
		const trigger = saved.nodes.find(({ type }) => type.endsWith('manualTrigger'))!;
		const execution = await client.run(saved, trigger.name);
		const { error, runData } = execution.data.resultData;
		if (error) found.push(`${file}: ${error.message}`);
		for (const { name } of saved.nodes.filter(
			({ type, name }) => type === 'n8n-nodes-twilio.twilio' && runData[name],
		)) {
			for (const { success, error } of envelopesOf(execution, name)) {
				console.log(`  ${success === true ? 'ok    ' : 'FAILED'} ${file}: ${name}`);
				if (success !== true) found.push(`${file}: ${name}: ${String(error)}`);
			}
		}
	}
	const { effects } = await account.counters();
	if (!effects['message.created']) found.push('no message reached the local Twilio');
	return [...found, ...(await problemsOfAsking(client, account, credential))];
}

async function check(version: string): Promise<boolean> {
	const name = nameOfRun(`compat-${version}`);
	let good = false;
	const stage = await openStage({ name, version, env: wayToTwilio });
	try {
		const found = await problems(stage);
		console.log([`n8n ${version}: ${found.length ? 'does not work' : 'works'}`, ...found].join('\n  '));
		good = found.length === 0;
		return good;
	} finally {
		await stage.close();
		leave(name, good);
	}
}

async function main(versions: string[]): Promise<void> {
	let good = true;
	for (const version of versions) {
		good =
			(await check(version).catch(
				(error: Error) => (console.log(`n8n ${version}: does not work\n  ${error.message}`), false),
			)) && good;
	}
	process.exit(good ? 0 : 1);
}

void main(process.argv.length > 2 ? process.argv.slice(2) : [N8N_VERSION]);
