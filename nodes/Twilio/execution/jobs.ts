import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import type { Action, ActionContext, Question } from '../actions/action';
import { GUARDS } from '../actions/agentOptions';
import { optionsOf, withDefaults } from '../actions/options';
import type { Params } from '../actions/params';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { checkParameters } from '../input/check';
import { parameterReader } from '../input/parameters';
import { urlOf, type Account } from '../transport/hosts';
import type { TwilioRequest } from '../transport/request';

/** What is to be done for one item, checked. */
export interface Job extends ActionContext {
	params: Params;
	requests: TwilioRequest[];
	/** Whether the envelope comes from several requests, however many there are. */
	several: boolean;
	/** How many records a list gives at most. */
	limit: number;
	/** Whether an AI agent uses the node. */
	isTool: boolean;
	/** How the answer to a question comes, and until when it is waited for. */
	answer?: { way: Question['way']; until: number };
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
		writtenOptions: context.getNodeParameter('options', 0, null, { rawExpressions: true }) as IDataObject | null,
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
			const job = checkJob(scope, raw, options as IDataObject | null);
			return isAlone || !waitsForRequest(job) ? job : new InvalidParameterError(ONE_AT_A_TIME);
		} catch (error) {
			if (error instanceof InvalidParameterError) return error;
			return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
		}
	}
}

/** What is the same for all items. */
interface Scope extends Pick<ActionContext, 'account' | 'resumeUrl'> {
	action: Action;
	timezone: string;
	isTool: boolean;
	/** As they stand in the node, with their expressions; null if there are none. */
	writtenOptions: IDataObject | null;
}

/**
 * Whether an AI agent uses the node. For that, n8n makes a node type of its own whose name ends with `Tool`. To
 * `isToolExecution` it is none where n8n's engine runs it for the agent.
 */
const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;

/**
 * The options as they were evaluated. A list that was left empty is as good as none. If an expression gave none, it is
 * not: where it says who may be contacted, nobody may.
 */
function givenOptions(evaluated: IDataObject | null, written: IDataObject | null): IDataObject {
	const isLeftEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
	return Object.fromEntries(Object.entries(evaluated ?? {}).filter(([name]) => !isLeftEmpty(written?.[name])));
}

function checkJob(scope: Scope, raw: IDataObject, evaluatedOptions: IDataObject | null): Job {
	const { action, timezone, account, resumeUrl, isTool, writtenOptions } = scope;
	const { returnAll, limit, ...params } = checkParameters(action.fields, raw, timezone);
	const given = givenOptions(evaluatedOptions, writtenOptions);
	const fields = optionsOf(action).filter(({ name }) => name in given);
	// n8n's linter allows nothing that is required in a collection.
	const checked = fields.map((field) => ({ ...field, required: (GUARDS as INodeProperties[]).includes(field) }));
	const options = withDefaults(checkParameters(checked, given, timezone, { ...raw, ...params }), isTool);
	const asked = action.request(params, { options, account, resumeUrl });
	const requests = [asked].flat();
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
		answer: action.ask && { way: action.ask.way(params), until: action.ask.waitsUntil(params, options) },
	};
}

/** Whether the execution waits in n8n's database. That happens once for each execution. */
export const waitsForRequest = ({ answer }: Job): boolean => answer !== undefined && answer.way !== 'reply';

const ONE_AT_A_TIME =
	'An execution can wait for one link or call at a time, so nothing was sent. Put Loop Over Items before this node, or set Answer By to Reply';

const resumeUrlOf =
	(context: IExecuteFunctions): ActionContext['resumeUrl'] =>
	(query) => {
		if (typeof context.getSignedResumeUrl === 'function') return context.getSignedResumeUrl(query);
		throw new InvalidParameterError(
			'This version of n8n cannot wait for a link or a call. Update n8n, or choose a message with Answer By set to Reply',
		);
	};

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
