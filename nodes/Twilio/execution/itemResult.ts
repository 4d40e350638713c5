import type { IBinaryKeyData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { TwilioApiError } from '../errors/twilioApiError';
import { errorOutput, failureEnvelope, successEnvelope } from '../output/envelope';
import { outputFields } from '../output/simplify';
import { isObject } from '../records/read';
import type { Action, ActionContext, Answer, Question } from '../actions/action';
import type { Job } from './jobs';
import type { RunContext } from './runContext';

/** How an input item fared. */
export interface ItemResult {
	/** The output items' data, before they are paired with the input item. */
	items: Array<{ json: IDataObject; binary?: IBinaryKeyData }>;
	/** What the user should know. */
	hints: string[];
	/** Why it failed, if it did. */
	error?: string;
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
	/** Stands in the query of its addresses. */
	id: string;
	/** In milliseconds since the epoch. */
	until: number;
	/** Where the record of the question lies, and how it was at first. */
	path: string[];
	record: IDataObject;
	/** The address that waits, without its query. */
	address: string;
	/** By what the envelope will be made. */
	job: Pick<Job, 'params' | 'options' | 'several'>;
}

/** By what the envelope of a job is made. */
export type EnvelopeJob = Waiting['job'] & ActionContext;

/** The result of a success. */
export const success = (items: ItemResult['items'], hints: string[] = []): ItemResult => ({
	items,
	hints,
	uncertain: false,
	settled: true,
});

/**
 * The envelope of a success.
 * @param found what Twilio gave for each request
 * @param answer of a person, if one was asked
 */
export function envelopeOf(action: Action, job: EnvelopeJob, found: IDataObject[], answer?: Answer): IDataObject {
	const known = { ...action.toOutput(found, job.params, job), ...answer };
	const fields = outputFields(action.output, known, job.options.simplify);
	return { ...successEnvelope(fields), ...(job.options.includeRaw && { raw: rawOf(job, found) }) };
}

const rawOf = ({ several }: EnvelopeJob, found: IDataObject[]) => (several ? found : found[0]);

/**
 * The result of a failure.
 * @param job what was to be done; without it the item's parameters could not be read, so nothing was sent
 */
export function failure(
	{ action, forErrorOutput }: Pick<RunContext, 'action' | 'forErrorOutput'>,
	error: Error,
	job?: EnvelopeJob,
): ItemResult {
	const wasSent = job !== undefined && action.uncertainAdvice !== undefined;
	// After an error that nobody foresaw the effect is unknown.
	const apiError =
		error instanceof TwilioApiError ? error : new TwilioApiError(error.message, { uncertain: wasSent, cause: error });
	const { uncertain, record, body, isSettled } = apiError;
	const message = uncertain && action.uncertainAdvice ? `${error.message} ${action.uncertainAdvice}` : error.message;
	const known = record && job ? action.toOutput([record], job.params, job) : {};
	const fields = outputFields(action.output, known, job?.options.simplify);
	const raw = job?.options.includeRaw && { raw: body ?? (record && rawOf(job, [record])) ?? null };
	const json = forErrorOutput
		? errorOutput(apiError, message, recordOf(fields))
		: { ...failureEnvelope(message, fields), ...raw };
	return { items: [{ json }], hints: [], error: message, uncertain, settled: isSettled && !action.idempotent };
}

/** Whether failed items leave through an error output. */
export const hasErrorOutput = (context: { getNode(): INode }): boolean =>
	context.getNode().onError === 'continueErrorOutput';

/** The first field of an output that holds a record. */
const recordOf = (fields: IDataObject) => Object.values(fields).find(isObject);

/** Output items that n8n can trace to their input item. */
export const paired = ({ items }: ItemResult, item: number): INodeExecutionData[] =>
	items.map((entry) => ({ ...entry, pairedItem: { item } }));
