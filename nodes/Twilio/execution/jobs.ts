import { randomBytes } from 'crypto';
import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import type { Action, ActionContext, Ask, Question } from '../actions/action';
import { isGuard } from '../actions/agentOptions';
import { optionsOf, withDefaults } from '../actions/options';
import type { Params } from '../actions/params';
import { errorOf } from '../errors/thrown';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { logUnexpected } from './logUnexpected';
import { checkParameters } from '../input/check';
import { parameterReader } from '../input/parameters';
import { objectOf } from '../records/read';
import { urlOf, type Account } from '../transport/hosts';
import { asList, type FilledList, type TwilioRequest } from '../transport/request';

/** What is to be done for one item, checked. */
export interface Job extends ActionContext {
	params: Params;
	requests: FilledList<TwilioRequest>;
	/** Whether the envelope comes from several requests, however many there are. */
	several: boolean;
	/** How many records a list gives at most. */
	limit: number;
	/** Whether an AI agent uses the node. */
	isTool: boolean;
	/** How the answer to a question comes, if it asks one. */
	answer?: AwaitedAnswer;
}

/** The answer of a person for which a job waits. */
export interface AwaitedAnswer {
	ask: Ask<Params>;
	way: Question['way'];
	/** When waiting ends, in milliseconds since the epoch. */
	until: number;
}

/** n8n's expressions take up to 0.5 ms each: after so many milliseconds others get their turn. */
const LONGEST_STRETCH = 20;

/**
 * Reads and checks the parameters of the items one by one. An item that cannot be done is an error:
 * InvalidParameterError for its values, n8n's own NodeOperationError for an expression that does not evaluate.
 * After a stop nothing more is read.
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
		// n8n's linter allows nothing that is required in a collection.
		optionFields: optionsOf(action).map((field) => ({ ...field, required: isGuard(field) })),
		writtenOptions: objectOf(context.getNodeParameter('options', 0, null, { rawExpressions: true })),
	};
	const isAlone = context.getInputData().length === 1;
	let stretchEnd = Date.now() + LONGEST_STRETCH;
	for (const itemIndex of context.getInputData().keys()) {
		if (Date.now() > stretchEnd) {
			await sleep(0);
			stretchEnd = Date.now() + LONGEST_STRETCH;
		}
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

/** What is the same for all items. */
interface Scope extends Pick<ActionContext, 'account' | 'resumeUrl'> {
	action: Action;
	timezone: string;
	isTool: boolean;
	/** The entries of the collection `options`. */
	optionFields: INodeProperties[];
	/** As they stand in the node, with their expressions. */
	writtenOptions: IDataObject;
}

/**
 * Whether an AI agent uses the node. For that, n8n makes a node type of its own whose name ends with `Tool`. To
 * `isToolExecution` it is none where n8n's engine runs it for the agent.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;

/**
 * The options as they were evaluated. A list that was left empty is as good as none. If an expression gave none, it is
 * not: where it says who may be contacted, nobody may.
 */
function givenOptions(evaluated: IDataObject, written: IDataObject): IDataObject {
	const isLeftEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
	return Object.fromEntries(Object.entries(evaluated).filter(([name]) => !isLeftEmpty(written[name])));
}

function checkJob(scope: Scope, raw: IDataObject, evaluatedOptions: IDataObject): Job {
	const { action, timezone, account, resumeUrl, isTool, optionFields, writtenOptions } = scope;
	const { returnAll, limit, ...params } = checkParameters(action.fields, raw, timezone);
	const given = givenOptions(evaluatedOptions, writtenOptions);
	const fields = optionFields.filter(({ name }) => name in given);
	const options = withDefaults(checkParameters(fields, given, timezone, { ...raw, ...params }), isTool);
	const asked = action.request(params, { options, account, resumeUrl });
	const requests = asList(asked);
	const way = action.ask?.way(params);
	// An address that cannot be built is known before the first request goes out.
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

/** The answer for which the execution waits in n8n's database. That happens once for each execution. */
export const awaitedRequest = ({ answer }: Job): AwaitedAnswer | undefined =>
	answer?.way === 'reply' ? undefined : answer;

const ONE_AT_A_TIME =
	'An execution can wait for one link or call at a time, so nothing was sent. Put Loop Over Items before this node, or set Answer By to Reply';

/** A field of the query. An execution may ask several questions at one address, one after another: each has its own. */
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
 * How many requests a run may have in flight, if no expression can make it differ from item to item.
 * Where items differ, the lowest counts, which is known only when all are read.
 */
export function constantConcurrency(context: IExecuteFunctions): number | undefined {
	const options = context.getNodeParameter('options', 0, {}, { rawExpressions: true });
	if (typeof options !== 'object' || options === null) return undefined;
	const { maxConcurrency = withDefaults({}).maxConcurrency } = options;
	return typeof maxConcurrency === 'number' ? maxConcurrency : undefined;
}

/** The lowest bound among the items that can be done. */
export function lowestConcurrency(jobs: Array<Job | Error>): number {
	let lowest = Infinity;
	for (const job of jobs) if (!(job instanceof Error)) lowest = Math.min(lowest, job.options.maxConcurrency);
	return Number.isFinite(lowest) ? lowest : 1;
}
