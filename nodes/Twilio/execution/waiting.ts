import { jsonParse, type IExecuteFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { Waiting } from './itemResult';

/** Key of the question in the context that n8n stores for a node and an execution. */
const KEY = 'question';

/** Puts the execution into n8n's database until somebody answers or the time is up. No worker is occupied. */
export async function putToWait(context: IExecuteFunctions, waiting: Waiting): Promise<void> {
	context.getContext('node')[KEY] = JSON.stringify(waiting);
	await context.putExecutionToWait(new Date(waiting.until));
}

/** Returns what the execution waits for, if anything. A webhook can read a node's context only in an expression. */
export function waitingOf(context: IWebhookFunctions): Waiting | undefined {
	const node = escaped(context.getNode().name);
	const kept = context.evaluateExpression(`{{ $node["${node}"].context["${KEY}"] }}`);
	return typeof kept === 'string' ? jsonParse<Waiting>(kept) : undefined;
}

/** Escapes a name for a string in an expression, which ends at `}}` even inside a string. */
const escaped = (name: string) =>
	name.replace(/\W/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
