import { NodeOperationError, sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Action, Params } from '../actions/action';
import { COMMON_OPTIONS, DOWNLOAD_FILE, SPLIT_ITEMS, WAIT_FOR_OUTCOME } from '../actions/fields';
import { checkParameters } from '../input/check';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { parameterReader } from '../input/parameters';
import { optionsOf } from '../properties';
import { urlOf, type Account } from '../transport/hosts';
import type { TwilioRequest } from '../transport/request';

/** The collection `options`, with the defaults of what is not given. */
export interface Options {
	timeout: number;
	maxConcurrency: number;
	maxRetries: number;
	includeRaw: boolean;
	splitItems: boolean;
	waitForOutcome: boolean;
	/** In seconds. */
	waitTimeout: number;
	downloadFile: boolean;
	binaryProperty: string;
	/** Whether an earlier try of the same run may have done it. */
	mayBeDone?: boolean;
}

/** What is to be done for one item, checked. */
export interface Job {
	params: Params;
	options: Options;
	requests: TwilioRequest[];
	/** How many records a list gives at most. */
	limit: number;
}

/** After so many items others get their turn. */
const BREAK_EVERY = 500;

const DEFAULTS = Object.fromEntries(
	[...COMMON_OPTIONS, SPLIT_ITEMS, ...WAIT_FOR_OUTCOME, ...DOWNLOAD_FILE].map((field) => [field.name, field.default]),
) as unknown as Options;

/**
 * The jobs of all items, or what is wrong with an item's values.
 * @throws n8n's own error for an expression that does not evaluate
 */
export async function readJobs(
	context: IExecuteFunctions,
	action: Action,
	account: Account,
): Promise<Array<Job | InvalidParameterError>> {
	const read = parameterReader(context, [...action.fields.map(({ name }) => name), 'options']);
	const timezone = context.getTimezone();
	const readJob = (itemIndex: number) => {
		const { options, ...raw } = read(itemIndex);
		try {
			return checkJob(action, raw, (options ?? {}) as IDataObject, timezone, account);
		} catch (error) {
			if (error instanceof InvalidParameterError) return error;
			throw new NodeOperationError(context.getNode(), error as Error, { itemIndex });
		}
	};
	const jobs: Array<Job | InvalidParameterError> = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		jobs.push(readJob(itemIndex));
		// n8n's expressions take about 0.2 ms: without a break, 100,000 items would hold up all of n8n for 20 s.
		if (itemIndex % BREAK_EVERY === BREAK_EVERY - 1) await sleep(0);
	}
	return jobs;
}

function checkJob(action: Action, raw: IDataObject, rawOptions: IDataObject, timezone: string, account: Account): Job {
	const { returnAll, limit, ...params } = checkParameters(action.fields, raw, timezone);
	const given = checkParameters(optionsOf(action), rawOptions, timezone);
	const requests = [action.request(params)].flat();
	// An address that cannot be built is known before the first request goes out.
	for (const request of requests) urlOf(request, account);
	return {
		params: { ...params, ...given },
		options: { ...DEFAULTS, ...given },
		requests,
		limit: returnAll ? Infinity : Number(limit ?? 50),
	};
}
