import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { TwilioApiError } from '../errors/twilioApiError';
import { errorOutput, failureEnvelope } from '../output/envelope';
import { outputFields } from '../output/simplify';
import type { Question } from '../actions/action';
import type { Job } from './jobs';
import type { RunContext } from './runContext';

/** How an input item fared. */
export interface ItemResult {
	/** The output items' data, before they are paired with the input item. */
	items: Array<{ json: IDataObject; binary?: IBinaryKeyData }>;
	/** What the user should know. */
	hints: string[];
	/** The question that the execution waits to have answered. */
	waiting?: Waiting;
	/** Whether it failed, but may have had its effect. */
	uncertain: boolean;
	/** Whether it must not be done again in another try of the same run: it succeeded, or may have. */
	settled: boolean;
}

/** A question on its way to a person. n8n keeps it with the execution, as JSON. */
export interface Waiting {
	question: Question;
	/** In milliseconds since the epoch. */
	until: number;
	/** Where the record of the question lies, and how it was at first. */
	path: string[];
	record: IDataObject;
	/** The address that waits, without its query. */
	address: string;
	includeRaw: boolean;
	simplify?: boolean;
}

/** The result of a success. */
export const success = (items: ItemResult['items'], hints: string[] = []): ItemResult => ({
	items,
	hints,
	uncertain: false,
	settled: true,
});

/**
 * The result of a failure.
 * @param job what was to be done; without it the item's parameters could not be read, so nothing was sent
 */
export function failure(
	{ action, forErrorOutput }: Pick<RunContext, 'action' | 'forErrorOutput'>,
	error: Error,
	job?: Job,
): ItemResult {
	const wasSent = job !== undefined && action.uncertainAdvice !== undefined;
	// After an error that nobody foresaw the effect is unknown.
	const apiError =
		error instanceof TwilioApiError ? error : new TwilioApiError(error.message, { uncertain: wasSent, cause: error });
	const { uncertain, record, body, isSettled } = apiError;
	const message = uncertain && action.uncertainAdvice ? `${error.message} ${action.uncertainAdvice}` : error.message;
	const known = record && job ? action.toOutput([record], job.params, job) : {};
	const fields = outputFields(action.output, known, job?.options.simplify);
	const raw = job?.options.includeRaw && { raw: body ?? null };
	const json = forErrorOutput
		? errorOutput(apiError, message, recordOf(fields))
		: { ...failureEnvelope(message, fields), ...raw };
	return { items: [{ json }], hints: [], uncertain, settled: isSettled && !action.idempotent };
}

/** The first field of an output that holds anything. */
const recordOf = (fields: IDataObject) =>
	Object.values(fields).find((value) => value !== null && !Array.isArray(value)) as IDataObject | undefined;

/** Output items that n8n can trace to their input item. */
export const paired = ({ items }: ItemResult, item: number): INodeExecutionData[] =>
	items.map((entry) => ({ ...entry, pairedItem: { item } }));
