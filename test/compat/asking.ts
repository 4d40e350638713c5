import type { INode } from 'n8n-workflow';
import { envelopesOf, withCredentials, type N8nClient, type SavedCredential } from '../n8n/rest';
import { FROM } from '../support/sending';
import type { TestAccount } from '../twilio/client';

const TO = '+14155550123';
const TOO_OLD = 'This version of n8n cannot wait for a link or a call';

const WAYS = { link: {}, call: { channel: 'call' }, reply: { answerBy: 'reply' } };

function workflow(parameters: INode['parameters']) {
	const node = (name: string, type: string, parameters: INode['parameters'], more: Partial<INode> = {}): INode => {
		return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
	};
	const question = {
		resource: 'message',
		operation: 'sendAndWait',
		from: FROM,
		to: TO,
		message: 'Fine?',
		...parameters,
	};
	const credentials = { twilioAccountApi: { id: '', name: '' } };
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('Ask', 'n8n-nodes-twilio.twilio', question, { credentials }),
	];
	const connections = { Start: { main: [[{ node: 'Ask', type: 'main' as const, index: 0 }]] } };
	return { name: 'Ask', nodes, connections };
}

/** Asks in one of the ways, and answers yes. */
async function ask(
	n8n: N8nClient,
	account: TestAccount,
	credential: SavedCredential,
	way: keyof typeof WAYS,
): Promise<string> {
	const phone = account.phone(TO);
	const seen = (await phone.entries()).length;
	const saved = await n8n.createWorkflow(withCredentials(workflow(WAYS[way]), [credential]));
	const id = await n8n.start(saved, 'Start');
	if (way === 'link' && (await n8n.settled(id)) === 'waiting') {
		const { links } = (await phone.messages()).at(-1)!;
		await phone.open(links[0]!, { approved: 'true' });
	}
	const [envelope] = envelopesOf(await n8n.finished(id), 'Ask');
	if (envelope?.approved === true) return 'works';
	const isRefused = String(envelope?.error).startsWith(TOO_OLD) && (await phone.entries()).length === seen;
	return isRefused ? 'refused before anything is sent' : `FAILED: ${JSON.stringify(envelope)}`;
}

/** Tries *Send and Wait for Response* in each way. Returns what went wrong. */
export async function problemsOfAsking(
	n8n: N8nClient,
	account: TestAccount,
	credential: SavedCredential,
): Promise<string[]> {
	await account.configure({
		autoReply: { [TO]: { body: 'Yes', delay: 200 } },
		pickUp: { [TO]: { after: 100, keys: '4' } },
	});
	const found: string[] = [];
	for (const way of Object.keys(WAYS) as Array<keyof typeof WAYS>) {
		const result = await ask(n8n, account, credential, way).catch((error: Error) => `FAILED: ${error.message}`);
		console.log(`  asking by ${way}: ${result}`);
		// Every n8n can wait for a reply.
		if (result.startsWith('FAILED') || (way === 'reply' && result !== 'works')) found.push(`by ${way}: ${result}`);
	}
	const types = await n8n.nodeTypes();
	for (const [what, suffix] of [
		['a tool of an AI agent', 'Tool'],
		['a step of Human review', 'HitlTool'],
	] as const) {
		console.log(`  as ${what}: ${types.includes(`n8n-nodes-twilio.twilio${suffix}`) ? 'yes' : 'no'}`);
	}
	return found;
}
