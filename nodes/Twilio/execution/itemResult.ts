import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { TwilioApiError } from '../errors/twilioApiError';
import { errorOutput, failureEnvelope, successEnvelope } from '../output/envelope';
import { fitFailure } from '../output/fit';
import { outputFields } from '../output/simplify';
import { isObject } from '../records/read';
import type { Action, ActionContext, Answer, Question } from '../actions/action';
import type { Job } from './jobs';
import type { RunContext } from './runContext';

/** Outcome of an input item. */
export interface ItemResult {
	/** Data of the output items, before they are paired with the input item. */
	items: Array<{ json: IDataObject; binary?: IBinaryKeyData }>;
	/** What the user should know. */
	hints: string[];
	/** Why it failed, if it did. */
	error?: string;
	/** The question whose answer the execution waits for. */
	waiting?: Waiting;
	/** Whether it failed but may have taken effect. */
	uncertain: boolean;
	/** Whether it must not be repeated in another try of the same run, for example because it succeeded or may have. */
	settled: boolean;
}

/** A question that waits for a person's answer. n8n stores it with the execution, as JSON. */
export interface Waiting {
	question: Question;
	/** Identifies the question in the query of its addresses. */
	id: string;
	/** In milliseconds since the epoch. */
	until: number;
	/** Path of the question's record, and the record as it was at first. */
	path: string[];
	record: IDataObject;
	/** The address at which the execution waits, without its query. */
	address: string;
	/** The parts of the job that the envelope will be made from. */
	job: Pick<Job, 'params' | 'options' | 'several'>;
}

/** The parts of a job that its envelope is made from. */
export type EnvelopeJob = Waiting['job'] & ActionContext;

/** Returns the result of a success. */
export const success = (items: ItemResult['items'], hints: string[] = []): ItemResult => ({
	items,
	hints,
	uncertain: false,
	settled: true,
});

/**
 * Returns the envelope of a success.
 * @param found what Twilio returned for each request
 * @param answer the person's answer, if a question was asked
 */
export function envelopeOf(action: Action, job: EnvelopeJob, found: IDataObject[], answer?: Answer): IDataObject {
	const known = { ...action.toOutput(found, job.params, job), ...answer };
	const fields = outputFields(action.output, known, job.options.simplify);
	return { ...successEnvelope(fields), ...(job.options.includeRaw && { raw: rawOf(job, found) }) };
}

const rawOf = ({ several }: EnvelopeJob, found: IDataObject[]) => (several ? found : found[0]);

/**
 * Returns the result of a failure.
 * @param job the failed job; omitted if nothing was sent, such as when the item's parameters could not be read
 */
export function failure(
	{ action, forErrorOutput }: Pick<RunContext, 'action' | 'forErrorOutput'>,
	error: Error,
	job?: EnvelopeJob,
): ItemResult {
	const wasSent = job !== undefined && action.uncertainAdvice !== undefined;
	// After an unforeseen error, it is unknown whether the request took effect.
	const apiError =
		error instanceof TwilioApiError ? error : new TwilioApiError(error.message, { uncertain: wasSent, cause: error });
	const { uncertain, record, isSettled } = apiError;
	const message = uncertain && action.uncertainAdvice ? `${error.message} ${action.uncertainAdvice}` : error.message;
	const known = record && job ? action.toOutput([record], job.params, job) : {};
	const fields = outputFields(action.output, known, job?.options.simplify);
	const json = forErrorOutput
		? errorOutput(apiError, message, recordOf(fields))
		: withRaw(failureEnvelope(message, fields), apiError, job);
	return { items: [{ json }], hints: [], error: message, uncertain, settled: isSettled && !action.idempotent };
}

/** Adds the raw response to the envelope of a failure, if that is on and it fits. */
function withRaw(envelope: IDataObject, { body, record }: TwilioApiError, job?: EnvelopeJob): IDataObject {
	if (!job?.options.includeRaw) return envelope;
	const raw = body ?? (record && rawOf(job, [record])) ?? null;
	return fitFailure({ ...envelope, raw }, job.options.maxResultSize);
}

/** Checks whether failed items leave through an error output. */
export const hasErrorOutput = (context: { getNode(): INode }): boolean =>
	context.getNode().onError === 'continueErrorOutput';

/** Returns the record in the first field of an output that holds one. */
const recordOf = (fields: IDataObject) => Object.values(fields).find(isObject);

/** Returns an output item that n8n can trace to its input item. */
export const paired = (entry: ItemResult['items'][number], item: number): INodeExecutionData => ({
	...entry,
	pairedItem: { item },
});
