import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Action } from '../actions/action';
import { failureResult, paired, type ItemResult } from './itemResult';
import { FollowUps } from './polling/followUps';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { readJobs, type Job } from './jobs';
import { inOrder } from './concurrency';
import { perform, type Done } from './perform';
import { TwilioClient } from '../transport/client';
import { CREDENTIAL } from '../transport/sendOnce';
import { accountOf } from '../transport/hosts';
import { Limiter } from '../transport/limiter';
import { earlierOutcome, earlierTries } from './retryOnFail';

/**
 * Runs an action for all input items: reads and checks every item's parameters, then asks Twilio with bounded
 * concurrency, then gives the envelopes in the order of the items.
 * @throws n8n's own error for the author's mistakes alone, before anything is sent
 */
export async function run(context: IExecuteFunctions, action: Action): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const credential = await context.getCredentials(CREDENTIAL);
	const account = accountOf(credential);
	const jobs = await readJobs(context, action, account);
	const concurrency = Math.max(
		1,
		...new Set(jobs.map((job) => (job instanceof InvalidParameterError ? 1 : job.options.maxConcurrency))),
	);
	const cancel = context.getExecutionCancelSignal?.();
	const client = new TwilioClient(context, account, credential, new Limiter(concurrency, cancel), cancel);
	const forErrorOutput = context.getNode().onError === 'continueErrorOutput';
	const tries = earlierTries(context);
	const followers = new FollowUps(client, action);
	const outcomes: ItemResult[] = [];
	const late: Array<Promise<ItemResult>> = [];

	await inOrder(jobs, concurrency, recipientOf, async (job, index) => {
		const item = items[index]!;
		const earlier = earlierOutcome(tries, index, item);
		const outcome = earlier?.settled ? earlier : await attempt(job, earlier?.uncertain);
		tries?.set(index, { item, outcome });
		outcomes[index] = outcome;
		if (outcome.later) late.push(outcome.later.then((final) => Object.assign(outcome, { later: undefined }, final)));
	});
	await Promise.all(late);
	showHints(context, outcomes);
	if (cancel?.aborted) tellAboutStop(context, outcomes);
	return outcomes.flatMap(paired);

	async function attempt(job: Job | InvalidParameterError, mayBeDone?: boolean): Promise<ItemResult> {
		if (job instanceof InvalidParameterError) return failureResult(action, job, forErrorOutput, false);
		// Whatever goes wrong: what other items did must not be lost.
		const failed = (error: Error) => failureResult(action, error, forErrorOutput, job.options.includeRaw);
		const succeeded = ({ later, ...done }: Done): ItemResult => ({
			...done,
			uncertain: false,
			settled: true,
			later: later?.then(succeeded).catch(failed),
		});
		return await perform(context, client, followers, action, { ...job, options: { ...job.options, mayBeDone } })
			.then(succeeded)
			.catch(failed);
	}
}

/** Shows each hint once, however many items have it. */
function showHints(context: IExecuteFunctions, outcomes: ItemResult[]): void {
	const hints = new Set(outcomes.flatMap((outcome) => outcome.hints ?? []));
	context.addExecutionHints?.(
		...[...hints].map((message) => ({ message, type: 'warning' as const, location: 'outputPane' as const })),
	);
}

/** n8n drops the output of a node that was stopped. What it did is told in n8n's log, and in the browser's console. */
function tellAboutStop(context: IExecuteFunctions, outcomes: ItemResult[]): void {
	const indexes = outcomes.flatMap(({ uncertain }, index) => (uncertain ? [index] : []));
	const done = outcomes.filter(({ settled, uncertain }) => settled && !uncertain).length;
	const unknown = indexes.length ? `${indexes.length} uncertain (items ${indexes.join(', ')})` : '0 uncertain';
	const message = `Stopped: of ${outcomes.length} items ${done} done, ${unknown}, ${outcomes.length - done - indexes.length} not done`;
	context.logger.warn(`${context.getNode().name}: ${message}`);
	context.sendMessageToUI(message);
}

/** Whom a job sends to. What goes to one recipient keeps its order. */
function recipientOf(job: Job | InvalidParameterError): string | undefined {
	const to = job instanceof InvalidParameterError ? undefined : job.requests[0]?.form?.To;
	return to === undefined ? undefined : String(to);
}
