import { randomBytes } from 'crypto';
import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import type { Action, ActionContext, Ask, Question } from '../actions/action';
import { isGuard } from '../actions/agentOptions';
import { optionsOf, withDefaults } from '../actions/options';
import type { Params } from '../actions/params';
import { errorOf } from '../errors/thrown';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { logUnexpected } from './logUnexpected';
import { stretches } from './stretches';
import { checkParameters } from '../input/check';
import { parameterReader } from '../input/parameters';
import { isEmpty, isInRange } from '../input/values';
import { objectOf } from '../records/read';
import { urlOf, type Account } from '../transport/hosts';
import { asList, type FilledList, type TwilioRequest } from '../transport/request';

/** The work to do for one item, already checked. */
export interface Job extends ActionContext {
	params: Params;
	requests: FilledList<TwilioRequest>;
	/** Whether the envelope comes from several requests, however many there are. */
	several: boolean;
	/** Maximum number of records in a list. */
	limit: number;
	/** Whether an AI agent uses the node. */
	isTool: boolean;
	/** The answer that the job waits for, if it asks a question. */
	answer?: AwaitedAnswer;
}

/** A person's answer that a job waits for. */
export interface AwaitedAnswer {
	ask: Ask<Params>;
	way: Question['way'];
	/** Returns when the wait ends, by its start, both in milliseconds since the epoch. */
	until: (start: number) => number;
}

/**
 * Reads and checks the parameters of the items one by one. Yields an error for an item that cannot be processed:
 * InvalidParameterError for its values, n8n's own NodeOperationError for an expression that does not evaluate.
 * After a stop, nothing more is read.
 */
export async function* readJobs(
	context: IExecuteFunctions,
	action: Action,
	account: Account,
): AsyncGenerator<Job | Error> {
	const read = parameterReader(context, [...action.fields.map(({ name }) => name), 'options']);
	const cancel = context.getExecutionCancelSignal?.();
	const scope: Scope = {
		action,
		account,
		timezone: context.getTimezone(),
		resumeUrl: resumeUrlOf(context),
		isTool: isTool(context),
		// n8n's linter does not allow required fields in a collection.
		optionFields: optionsOf(action).map((field) => ({ ...field, required: isGuard(field) })),
		writtenOptions: objectOf(context.getNodeParameter('options', 0, null, { rawExpressions: true })),
	};
	const isAlone = context.getInputData().length === 1;
	const giveWay = stretches();
	for (const itemIndex of context.getInputData().keys()) {
		await giveWay();
		yield cancel?.aborted ? new TwilioApiError('The execution was stopped before this was sent.') : readJob(itemIndex);
	}

	function readJob(itemIndex: number): Job | Error {
		try {
			const { options, ...raw } = read(itemIndex);
			const job = checkJob(scope, raw, objectOf(options));
			return isAlone || !awaitedRequest(job) ? job : new InvalidParameterError(ONE_AT_A_TIME);
		} catch (error) {
			if (error instanceof InvalidParameterError) return error;
			const known = errorOf(error);
			logUnexpected(context, known);
			return new NodeOperationError(context.getNode(), known, { itemIndex });
		}
	}
}

/** Values that are the same for all items. */
interface Scope extends Pick<ActionContext, 'account' | 'resumeUrl'> {
	action: Action;
	timezone: string;
	isTool: boolean;
	/** Fields of the collection `options`. */
	optionFields: INodeProperties[];
	/** The options as entered in the node, with their expressions. */
	writtenOptions: IDataObject;
}

/**
 * Checks whether an AI agent uses the node. For agents, n8n creates a separate node type whose name ends with `Tool`.
 * `isToolExecution` does not detect the case where n8n's engine runs the node for the agent.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;

/**
 * Returns the evaluated options without lists that were left empty in the node. An empty list from an expression is
 * kept: if the list says who may be contacted, nobody may be.
 */
function givenOptions(evaluated: IDataObject, written: IDataObject): IDataObject {
	const isLeftEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
	return Object.fromEntries(Object.entries(evaluated).filter(([name]) => !isLeftEmpty(written[name])));
}

function checkJob(scope: Scope, raw: IDataObject, evaluatedOptions: IDataObject): Job {
	const { action, timezone, account, resumeUrl, isTool, optionFields, writtenOptions } = scope;
	const { returnAll, limit, ...params } = checkParameters(action.fields, raw, timezone);
	const given = givenOptions(evaluatedOptions, writtenOptions);
	// An option whose expression gives nothing is as good as not added. Only a guard must have a value.
	const fields = optionFields.filter(({ name, required }) => name in given && (required || !isEmpty(given[name])));
	const options = withDefaults(checkParameters(fields, given, timezone, { ...raw, ...params }), isTool);
	const asked = action.request(params, { options, account, resumeUrl });
	const requests = asList(asked);
	const way = action.ask?.way(params);
	// Fails before the first request is sent if an address cannot be built.
	for (const request of requests) urlOf(request, account);
	return {
		params,
		options,
		account,
		resumeUrl,
		requests,
		several: Array.isArray(asked),
		isTool,
		limit: returnAll ? Infinity : Number(limit ?? 50),
		answer: action.ask && way && { ask: action.ask, way, until: action.ask.waitsUntil(way, options) },
	};
}

/** Returns the answer, if any, that the execution waits for in n8n's database. It can wait for only one at a time. */
export const awaitedRequest = ({ answer }: Job): AwaitedAnswer | undefined =>
	answer?.way === 'reply' ? undefined : answer;

const ONE_AT_A_TIME =
	'An execution can wait for one link or call at a time, so nothing was sent. Put Loop Over Items before this node, or set Answer By to Reply';

/** Query field with a question's own ID: an execution may ask several questions at one address, one after another. */
export const QUESTION_ID = 'q';

function resumeUrlOf(context: IExecuteFunctions): ActionContext['resumeUrl'] {
	const id = randomBytes(6).toString('base64url');
	return (query) => {
		if (typeof context.getSignedResumeUrl === 'function')
			return context.getSignedResumeUrl({ ...query, [QUESTION_ID]: id });
		throw new InvalidParameterError(
			'This version of n8n cannot wait for a link or a call. Update n8n, or choose a message with Answer By set to Reply',
		);
	};
}

/**
 * Returns how many requests a run may have in flight, or `undefined` if an expression may make items differ, or the
 * value is invalid. In that case the lowest valid value counts, which is known only once all items are read.
 */
export function constantConcurrency(context: IExecuteFunctions, action: Action): number | undefined {
	const options = context.getNodeParameter('options', 0, {}, { rawExpressions: true });
	if (typeof options !== 'object' || options === null) return undefined;
	const { maxConcurrency = withDefaults({}).maxConcurrency } = options;
	const field = optionsOf(action).find(({ name }) => name === 'maxConcurrency');
	return field && typeof maxConcurrency === 'number' && isInRange(field, maxConcurrency) ? maxConcurrency : undefined;
}

/** Returns the lowest limit among the items that can be processed. */
export function lowestConcurrency(jobs: Array<Job | Error>): number {
	let lowest = Infinity;
	for (const job of jobs) if (!(job instanceof Error)) lowest = Math.min(lowest, job.options.maxConcurrency);
	return Number.isFinite(lowest) ? lowest : 1;
}
