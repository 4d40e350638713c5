import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ALLOWED_RECIPIENTS } from '../actions/agentOptions';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { errorOf } from '../errors/thrown';
import { orderingKey } from '../input/address';
import { MAX_WORD } from '../input/limits';
import { isAllowed } from '../input/recipients';
import { objectOf } from '../records/read';
import type { Fields } from '../transport/request';
import { failure } from './itemResult';
import type { Job } from './jobs';
import type { Performed } from './perform';
import type { RunContext } from './runContext';

/**
 * Does a job, unless it contacts a person whom it must not contact, or must not contact again. That holds for agents
 * in particular: they choose recipients, and try again.
 * @param isRetry whether an earlier try of the same run was allowed to do it
 */
export async function guarded(
	run: RunContext,
	job: Job,
	isRetry: boolean,
	perform: () => Promise<Performed>,
): Promise<Performed> {
	const { context, action } = run;
	const form = job.requests[0]?.form;
	if (!action.content || !form) return await perform();
	const call = job.isTool ? new AgentCall(context, form, action.content) : undefined;
	try {
		checkRecipient(String(form.To), job.options.allowedRecipients);
		call?.check(isRetry, job.options.maxCallsPerExecution);
	} catch (error) {
		return { result: { ...failure(run, errorOf(error)), settled: true } };
	}
	const performed = await perform();
	if (!performed.result.uncertain) call?.isKnown();
	return performed;
}

/** A call of the tool by an agent, and what the execution remembers of it. */
class AgentCall {
	private readonly uncertain: IDataObject;
	private readonly key: string;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly form: Fields,
		content: string[],
	) {
		this.uncertain = uncertainSends(context);
		this.key = fingerprint(form, content);
	}

	/** @throws InvalidParameterError if it must not be made */
	check(isRetry: boolean, maxCalls: number): void {
		if (this.uncertain[this.key]) throw refusal(`An earlier call may have sent the same to ${String(this.form.To)}`);
		if (!isRetry) countCall(this.context, maxCalls);
		// Until its result is here nobody knows: a sub-agent makes several calls at the same time.
		this.uncertain[this.key] = true;
	}

	/** Its result is certain. */
	isKnown(): void {
		delete this.uncertain[this.key];
	}
}

/** Words that end the trying of a model. */
const refusal = (reason: string) =>
	new InvalidParameterError(`${reason}, so nothing was sent. Trying again does not help.`);

function checkRecipient(to: string, allowed: readonly string[]): void {
	if (allowed.length > 0 && !isAllowed(to, allowed, ALLOWED_RECIPIENTS))
		throw refusal(`To "${to.slice(0, MAX_WORD)}" is not one of the Allowed Recipients`);
}

function countCall(context: IExecuteFunctions, max: number): void {
	const memory = memoryOf(context, 'node');
	const calls = Number(memory.calls ?? 0);
	if (max > 0 && calls >= max) throw refusal(`Max Calls per Execution is ${max}, and that many were made`);
	memory.calls = calls + 1;
}

/** The sends of this execution whose results are not known, by their fingerprints. All tools of the workflow share them. */
function uncertainSends(context: IExecuteFunctions): IDataObject {
	const memory = memoryOf(context, 'flow');
	const sends = objectOf(memory.uncertainSends);
	memory.uncertainSends = sends;
	return sends;
}

/**
 * What n8n keeps with the execution, as JSON: it outlasts a wait and a restart, and ends with the execution.
 * Behind the MCP Server Trigger a call has no execution yet, so it is remembered nowhere.
 */
function memoryOf(context: IExecuteFunctions, scope: 'node' | 'flow'): IDataObject {
	try {
		return context.getContext(scope);
	} catch {
		return {};
	}
}

/** What a recipient gets, whatever blanks it has. The text itself is not kept. */
function fingerprint(form: Fields, content: string[]): string {
	const values = content.map((name) =>
		String(form[name] ?? '')
			.trim()
			.replace(/\s+/g, ' '),
	);
	const text = JSON.stringify([orderingKey(String(form.To)), ...values]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
