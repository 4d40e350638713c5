import type { INode } from 'n8n-workflow';
import { demoAccount } from '../n8n/demoAccount';
import { N8nClient, withCredentials, type SavedCredential, type SavedWorkflow, type WorkflowFile } from '../n8n/rest';
import { credentialOf } from '../support/credentials';
import type { TestAccount } from '../twilio/client';

export const CREDENTIAL_TYPE = 'twilioAccountApi';
export const TWILIO = 'n8n-nodes-twilio.twilio';

function given(name: 'N8N_URL' | 'TWILIO_LOCAL_URL' | 'N8N_FILES'): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run this by npm run test:e2e`);
	return value;
}

export const n8nUrl = () => given('N8N_URL');

/** URL of the local Twilio's control API, and of the page with its phones. */
export const twilioUrl = () => given('TWILIO_LOCAL_URL');

/** Folder where workflows may write files. */
export const n8nFiles = () => given('N8N_FILES');

/** An account of the local Twilio, and n8n's credential for it. */
export interface World {
	n8n: N8nClient;
	account: TestAccount;
	credential: SavedCredential;
}

export async function newWorld(): Promise<World> {
	const n8n = await N8nClient.login(n8nUrl());
	const account = await demoAccount(twilioUrl());
	const credential = await n8n.createCredential(
		`Twilio ${account.sid}`,
		CREDENTIAL_TYPE,
		credentialOf(account.credentials),
	);
	return { n8n, account, credential };
}

/** Saves the workflow with the world's credentials. */
export const save = async (
	{ n8n, credential }: World,
	workflow: WorkflowFile,
	others: SavedCredential[] = [],
): Promise<SavedWorkflow> => await n8n.createWorkflow(withCredentials(workflow, [credential, ...others]));

/** Creates a node of a workflow under test. */
export const node = (
	name: string,
	type: string,
	parameters: INode['parameters'] = {},
	more: Partial<INode> = {},
): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});

/** Creates a Twilio node with a credential of the world, which `save` fills in. */
export const twilioNode = (name: string, parameters: INode['parameters'], more: Partial<INode> = {}): INode =>
	node(name, TWILIO, parameters, { credentials: { [CREDENTIAL_TYPE]: { id: '', name: '' } }, ...more });

/** Connects each node to the next. */
export const chain = (...names: string[]): WorkflowFile['connections'] =>
	Object.fromEntries(
		names.slice(1).map((next, index) => [names[index]!, { main: [[{ node: next, type: 'main', index: 0 }]] }]),
	);
