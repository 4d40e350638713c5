import { envelopesOf, type N8nClient } from '../n8n/rest';
import type { RequestEntry, TestAccount } from '../twilio/client';

/** Start of a URL in each request that ends with the name of the worker that sent it. */
export const WORKER_URL = 'https://example.com/worker/';

/** Stands for the text of executions without data. */
const LOST = '';

/** What n8n knows about one message: the statuses of its executions, and what their envelopes say. */
interface Told {
	statuses: string[];
	succeeded: number;
}

const TIMES = ['never', 'once', 'twice'];
const times = (count: number) => TIMES[count] ?? `${count} times`;

/**
 * Returns what n8n says about each text. The database is new, so the executions' IDs are 1, 2, 3 and so on. An
 * execution whose worker was killed may have lost its data, including its text, and is listed under `LOST`.
 */
async function toldBy(n8n: N8nClient, texts: string[]): Promise<Map<string, Told>> {
	const told = new Map<string, Told>();
	for (let id = 1; id <= texts.length; id++) {
		const execution = await n8n.execution(String(id));
		const [, text = LOST] = /"text":"([^"]+)"/.exec(JSON.stringify(execution.data)) ?? [];
		const entry = told.get(text) ?? { statuses: [], succeeded: 0 };
		entry.statuses.push(execution.status);
		entry.succeeded += envelopesOf(execution, 'Send').filter(({ success }) => success === true).length;
		told.set(text, entry);
	}
	return told;
}

/** Prints the total time, its ratio to the shortest that the ceiling allows, and each worker's share. */
function printShares(requests: RequestEntry[], { ceiling, latency }: { ceiling: number; latency: number }): void {
	const accepted = requests.filter(({ status }) => status === 201);
	const seconds = (Math.max(...accepted.map(({ ended }) => ended ?? 0)) - requests[0]!.time) / 1000;
	const ideal = ((accepted.length / ceiling) * latency) / 1000;
	console.log(
		`\n${accepted.length} messages in ${seconds.toFixed(1)} s, ${(seconds / ideal).toFixed(2)} of the ideal ` +
			`(${accepted.length} / ${ceiling} * ${latency} ms = ${ideal.toFixed(1)} s)`,
	);
	const workers = new Map<string, number>();
	for (const { form } of accepted) {
		const worker = form.find(([name]) => name === 'StatusCallback')![1].replace(WORKER_URL, '');
		workers.set(worker, (workers.get(worker) ?? 0) + 1);
	}
	for (const [worker, count] of [...workers].sort())
		console.log(`${String(count).padStart(5)} | ${worker} | ${((count / accepted.length) * 100).toFixed(0)} %`);
}

const EXPLANATION = `
Sent once, n8n: success    The envelope says what happened. Refusals by 429 were retried by the node.
Sent once, n8n: error      The worker was killed between Twilio's response and the end of the execution.
Sent never, n8n: error     The worker was killed before Twilio had accepted the request.
n8n fails the executions of a killed worker (after about a minute) and does not restart them: it sets maxStalledCount
of its queue to 0. So nothing is sent twice, and for each of these executions Twilio's own log tells whether its message went out.`;

/**
 * Prints how often each message was sent, next to what n8n says about its execution, and explains it.
 * @returns whether every message that n8n reports as sent was sent, none was sent twice, and the ceiling was reached
 */
export async function report(
	n8n: N8nClient,
	account: TestAccount,
	texts: string[],
	limits: { ceiling: number; latency: number },
): Promise<boolean> {
	const { requests, effects, counters } = await account.ledger();
	const told = await toldBy(n8n, texts);
	const sent = new Map<string, number>();
	for (const { kind, body } of effects)
		if (kind === 'message.created') sent.set(String(body), (sent.get(String(body)) ?? 0) + 1);

	const groups = new Map<string, string[]>();
	for (const text of texts) {
		const { statuses, succeeded } = told.get(text) ?? {
			statuses: [...new Set(told.get(LOST)?.statuses)],
			succeeded: 0,
		};
		const name = `sent ${times(sent.get(text) ?? 0).padEnd(5)} | n8n: ${statuses.join(', ')}, ${succeeded ? 'the envelope says success' : 'no envelope of success'}`;
		groups.set(name, [...(groups.get(name) ?? []), text]);
	}
	console.log(`\n${texts.length} executions, ${counters.refused429} of ${counters.requests} requests refused with 429`);
	for (const [name, members] of [...groups].sort())
		console.log(
			`${String(members.length).padStart(5)} | ${name}${members.length <= 12 ? ` | ${members.join(', ')}` : ''}`,
		);

	printShares(requests, limits);

	const lies = texts.filter((text) => (told.get(text)?.succeeded ?? 0) > 0 && !sent.get(text));
	const doubles = texts.filter((text) => (sent.get(text) ?? 0) > 1);
	console.log(
		`\n${lies.length} messages that n8n calls sent were never sent. ${doubles.length} were sent more than once.`,
	);
	console.log(EXPLANATION);
	if (counters.refused429 === 0) console.log('\nThe ceiling was never reached: n8n was slower. Raise the latency.');
	return lies.length === 0 && doubles.length === 0 && counters.refused429 > 0;
}
