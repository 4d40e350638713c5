import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { actionOf } from '../actions';
import type { Action } from '../actions/action';
import { errorOf } from '../errors/thrown';
import { orderingKey } from '../input/address';
import { TwilioClient } from '../transport/client';
import { accountOf, CREDENTIAL } from '../transport/hosts';
import { joinAccount } from '../transport/limiter/registry';
import { inOrder } from './concurrency';
import { failureHints } from './failureHints';
import { guarded } from './guards';
import { logUnexpected } from './logUnexpected';
import { failure, hasErrorOutput, paired, type ItemResult } from './itemResult';
import { constantConcurrency, isTool, lowestConcurrency, readJobs, type Job } from './jobs';
import { noAction } from './noAction';
import { perform, type Performed } from './perform';
import { FollowUps } from './polling/followUps';
import { Tries } from './retryOnFail';
import { stretches } from './stretches';
import { putToWait } from './waiting';
import type { RunContext } from './runContext';

/**
 * Runs an action for all input items: reads and checks every item's parameters, sends requests with bounded
 * concurrency, waits for later results, and returns the envelopes in the order of the items.
 *
 * If a mistake by the workflow's author stops the workflow, all parameters are read before anything is sent.
 * With *On Error: Continue*, the mistake is a failure of its item, because n8n handles an error thrown there by
 * passing on all input items as if nothing had gone wrong. Nothing must be known in advance then, so reading and
 * sending overlap.
 * @throws n8n's own error for the author's mistakes
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0);
	// n8n hides the operation of an unknown resource.
	const operation = context.getNodeParameter('operation', 0, '');
	const action = actionOf(resource, operation) ?? noAction(resource, operation, context.getNode());
	const results = context.continueOnFail() ? await runWithFailures(context, action) : await runAll(context, action);
	showHints(context, results);
	if (context.getExecutionCancelSignal?.()?.aborted) reportStop(context, results);
	const waiting = results.find((result) => result.waiting)?.waiting;
	if (!waiting) return await allPaired(results);
	await putToWait(context, waiting);
	return context.getInputData();
}

/** Returns the output items of all results, paired with their input items. */
async function allPaired(results: ItemResult[]): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const giveWay = stretches();
	for (const [item, { items }] of results.entries()) {
		for (const entry of items) {
			output.push(paired(entry, item));
			await giveWay();
		}
	}
	return output;
}

/** Like `runAll`, but turns an error that it throws into a failure of every item. */
async function runWithFailures(context: IExecuteFunctions, action: Action): Promise<ItemResult[]> {
	try {
		return await runAll(context, action);
	} catch (error) {
		const known = errorOf(error);
		logUnexpected(context, known);
		const forErrorOutput = hasErrorOutput(context);
		return context.getInputData().map(() => failure({ action, forErrorOutput }, known));
	}
}

async function runAll(context: IExecuteFunctions, action: Action): Promise<ItemResult[]> {
	const credential = await context.getCredentials(CREDENTIAL);
	const account = accountOf(credential);
	const reading = readJobs(context, action, account);
	const { jobs, concurrency } = await inTime(context, action, reading);
	const cancel = context.getExecutionCancelSignal?.();
	const queue = joinAccount(account, { maxConcurrency: concurrency, signal: cancel });
	try {
		const client = new TwilioClient(context, account, credential, queue, cancel);
		const followUps = new FollowUps(client, action);
		const forErrorOutput = hasErrorOutput(context);
		return await performAll({ context, action, client, followUps, forErrorOutput }, jobs, concurrency);
	} finally {
		queue.leave();
	}
}

/** Returns the jobs, read before or during sending, and how many requests may be in flight. */
async function inTime(context: IExecuteFunctions, action: Action, reading: AsyncIterable<Job | Error>) {
	const constant = context.continueOnFail() ? constantConcurrency(context, action) : undefined;
	if (constant !== undefined) return { jobs: reading, concurrency: constant };
	const jobs = await readAll(context, reading);
	return { jobs, concurrency: lowestConcurrency(jobs) };
}

/** @throws the first mistake by the workflow's author, if it stops the workflow */
async function readAll(context: IExecuteFunctions, reading: AsyncIterable<Job | Error>): Promise<Array<Job | Error>> {
	const jobs: Array<Job | Error> = [];
	for await (const job of reading) {
		if (job instanceof NodeOperationError && !context.continueOnFail()) throw job;
		jobs.push(job);
	}
	return jobs;
}

async function performAll(
	run: RunContext,
	jobs: Iterable<Job | Error> | AsyncIterable<Job | Error>,
	concurrency: number,
): Promise<ItemResult[]> {
	const items = run.context.getInputData();
	const tries = new Tries(run.context);
	const results: Array<Promise<ItemResult>> = [];

	await inOrder(jobs, concurrency, recipientOf, async (job, index) => {
		const item = items[index];
		const keep = (result: ItemResult) => {
			tries.keep(index, item, result);
			return result;
		};
		const earlier = tries.earlier(index, item);
		const { result, later } = earlier?.settled ? { result: earlier } : await attempt(run, job, earlier);
		keep(result);
		results[index] = later?.then(keep) ?? Promise.resolve(result);
	});
	return await Promise.all(results);
}

/**
 * Performs one job. Any error becomes its result, because the results of other items must not be lost.
 * @param earlier the item's result in an earlier try of the same run
 */
async function attempt(run: RunContext, job: Job | Error, earlier?: ItemResult): Promise<Performed> {
	if (job instanceof Error) return { result: failure(run, job) };
	const failed = (thrown: unknown) => {
		const error = errorOf(thrown);
		logUnexpected(run.context, error, run.client.redact);
		return failure(run, error, job);
	};
	return await guarded(run, job, earlier !== undefined, async () => {
		try {
			const { result, later } = await perform(run, job, earlier?.uncertain);
			return { result, later: later?.catch(failed) };
		} catch (error) {
			return { result: failed(error) };
		}
	});
}

/** Shows what went wrong, and each hint once, however many items have it. */
function showHints(context: IExecuteFunctions, results: ItemResult[]): void {
	const route = { forErrorOutput: hasErrorOutput(context), isTool: isTool(context) };
	const hints = new Set(results.flatMap((result) => result.hints));
	const show = (type: 'danger' | 'warning', message: string) =>
		// The editor shows hints as HTML.
		context.addExecutionHints?.({ message: message.replaceAll('<', '&lt;'), type, location: 'outputPane' });
	for (const message of failureHints(results, route)) show('danger', message);
	for (const message of hints) show('warning', message);
}

/** Reports in n8n's log and the browser's console what a stopped node did, because n8n drops its output. */
function reportStop(context: IExecuteFunctions, results: ItemResult[]): void {
	const indexes = results.flatMap(({ uncertain }, index) => (uncertain ? [index] : []));
	const done = results.filter(({ settled, uncertain }) => settled && !uncertain).length;
	const unknown = indexes.length ? `${indexes.length} uncertain (items ${indexes.join(', ')})` : '0 uncertain';
	const message = `Stopped: of ${results.length} items ${done} done, ${unknown}, ${results.length - done - indexes.length} not done`;
	context.logger.warn(`${context.getNode().name}: ${message}`);
	context.sendMessageToUI(message);
}

/** Returns the key of a job's recipient, if there is one. Requests to the same recipient keep their order. */
function recipientOf(job: Job | Error): string | undefined {
	const to = job instanceof Error ? undefined : job.requests[0]?.form?.To;
	return to === undefined ? undefined : orderingKey(String(to));
}
