import { jsonParse, type IExecuteFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { Waiting } from './itemResult';

/** Its name among what n8n keeps of a node for an execution. */
const KEY = 'question';

/** Puts the execution into n8n's database until somebody answers, or the time is up. No worker is held. */
export async function putToWait(context: IExecuteFunctions, waiting: Waiting): Promise<void> {
	context.getContext('node')[KEY] = JSON.stringify(waiting);
	await context.putExecutionToWait(new Date(waiting.until));
}

/** What the execution waits for. A webhook reaches what n8n keeps of a node by an expression alone. */
export function waitingOf(context: IWebhookFunctions): Waiting | undefined {
	const node = JSON.stringify(context.getNode().name);
	const kept = context.evaluateExpression(`{{ $node[${node}].context["${KEY}"] }}`);
	return typeof kept === 'string' ? jsonParse<Waiting>(kept) : undefined;
}
