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
 * Performs a job, unless it would contact a person it must not contact, or must not contact again. This matters for
 * agents in particular: they choose recipients and try again.
 * @param isRetry whether an earlier try of the same run was allowed to perform it
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

/** An agent's call of the tool, and what the execution remembers about it. */
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

	/** @throws InvalidParameterError if the call must not be made */
	check(isRetry: boolean, maxCalls: number): void {
		if (this.uncertain[this.key]) throw refusal(`An earlier call may have sent the same to ${String(this.form.To)}`);
		if (!isRetry) countCall(this.context, maxCalls);
		// Uncertain until the result arrives: a sub-agent makes several calls at the same time.
		this.uncertain[this.key] = true;
	}

	/** Forgets the call, because its result is certain. */
	isKnown(): void {
		delete this.uncertain[this.key];
	}
}

/** Returns an error whose wording keeps a model from trying again. */
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

/** Returns the fingerprints of this execution's sends with unknown results. All tools of the workflow share them. */
function uncertainSends(context: IExecuteFunctions): IDataObject {
	const memory = memoryOf(context, 'flow');
	const sends = objectOf(memory.uncertainSends);
	memory.uncertainSends = sends;
	return sends;
}

/**
 * Returns the memory that n8n stores with the execution, as JSON. It survives waits and restarts, and ends with the
 * execution. Behind the MCP Server Trigger a call has no execution yet, so nothing is remembered.
 */
function memoryOf(context: IExecuteFunctions, scope: 'node' | 'flow'): IDataObject {
	try {
		return context.getContext(scope);
	} catch {
		return {};
	}
}

/** Hashes the recipient and the content, with whitespace normalized. The text itself is not stored. */
function fingerprint(form: Fields, content: string[]): string {
	const values = content.map((name) =>
		String(form[name] ?? '')
			.trim()
			.replace(/\s+/g, ' '),
	);
	const text = JSON.stringify([orderingKey(String(form.To)), ...values]);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
