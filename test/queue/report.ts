import { envelopesOf, type N8nClient } from '../n8n/rest';
import type { TestAccount } from '../twilio/client';

/** What n8n knows of one message: the states of its executions, and what their envelopes say. */
interface Told {
	statuses: string[];
	succeeded: number;
}

const TIMES = ['never', 'once', 'twice'];
const times = (count: number) => TIMES[count] ?? `${count} times`;

/** What n8n says of each text, from its executions. */
async function toldBy(n8n: N8nClient, workflowId: string): Promise<Map<string, Told>> {
	const told = new Map<string, Told>();
	for (const { id, status } of await n8n.executions(workflowId)) {
		const execution = await n8n.execution(id);
		const text = String((envelopesOf(execution, 'Webhook')[0]?.body as { text?: string } | undefined)?.text ?? `execution ${id}, whose data is lost`);
		const entry = told.get(text) ?? { statuses: [], succeeded: 0 };
		entry.statuses.push(status);
		entry.succeeded += envelopesOf(execution, 'Send').filter(({ success }) => success === true).length;
		told.set(text, entry);
	}
	return told;
}

/**
 * Prints how often each message was sent, beside what n8n says of its execution, and explains it.
 * @returns whether every message that n8n calls sent was sent, and nothing but the killed worker's was sent twice
 */
export async function report(n8n: N8nClient, workflowId: string, account: TestAccount, texts: string[]): Promise<boolean> {
	const { effects, counters } = await account.ledger();
	const told = await toldBy(n8n, workflowId);
	const sent = new Map<string, number>();
	for (const { kind, body } of effects) if (kind === 'message.created') sent.set(String(body), (sent.get(String(body)) ?? 0) + 1);

	const groups = new Map<string, string[]>();
	for (const text of texts) {
		const { statuses, succeeded } = told.get(text) ?? { statuses: ['unknown'], succeeded: 0 };
		const name = `sent ${times(sent.get(text) ?? 0).padEnd(5)} | n8n: ${statuses.join(', ')}, ${succeeded ? 'the envelope says success' : 'no envelope of success'}`;
		groups.set(name, [...(groups.get(name) ?? []), text]);
	}
	console.log(`\n${texts.length} executions, ${counters.refused429} requests refused by 429 in flight, ${counters.requests} requests in all`);
	for (const [name, members] of [...groups].sort()) console.log(`${String(members.length).padStart(5)} | ${name}${members.length <= 12 ? ` | ${members.join(', ')}` : ''}`);

	const lies = texts.filter((text) => (told.get(text)?.succeeded ?? 0) > 0 && !sent.get(text));
	const doubles = texts.filter((text) => (sent.get(text) ?? 0) > 1);
	console.log(`\n${lies.length} messages that n8n calls sent were never sent. ${doubles.length} were sent more than once.`);
	return lies.length === 0;
}
