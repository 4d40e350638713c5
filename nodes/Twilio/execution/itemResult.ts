import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Action } from '../actions/action';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { shaped } from '../output/convert';
import { messageOf, TwilioApiError } from '../errors/twilioApiError';

/** How an input item fared. */
export interface ItemResult {
	/** The output items' data, before they are paired with the input item. */
	items: Array<{ json: IDataObject; binary?: IBinaryKeyData }>;
	/** What the user should know. */
	hints?: string[];
	/** What takes this outcome's place when more is known. */
	later?: Promise<ItemResult>;
	/** Whether it failed, but may have had its effect. */
	uncertain: boolean;
	/** Whether it must not be done again in another try of the same run: it succeeded, or may have. */
	settled: boolean;
}

/** What went wrong, for the error output: `null` where Twilio gave nothing. */
interface Details extends IDataObject {
	success: false;
	status: number | null;
	code: number | null;
	message: string;
	moreInfo: string | null;
}

/** The envelope of a success: every field of the output schema, nothing else. */
export function successEnvelope(fields: IDataObject): IDataObject {
	return { success: true, error: null, ...fields };
}

/**
 * The outcome of a failure.
 * @param forErrorOutput whether the node has an error output. n8n leads an item there if its `json` holds nothing
 * but `error`, `message` and `details`, and adds the input item's fields itself.
 */
export function failureResult(action: Action, error: Error, forErrorOutput: boolean, includeRaw: boolean): ItemResult {
	const failure =
		error instanceof TwilioApiError
			? error
			: new TwilioApiError(error.message, { uncertain: isUncertain(action, error) });
	const { status, code, moreInfo, body, fields = {}, uncertain } = failure;
	const message = uncertain && action.uncertainAdvice ? `${error.message} ${action.uncertainAdvice}` : error.message;
	const details: Details = { success: false, status, code, message: messageOf(body) ?? message, moreInfo };
	const raw = includeRaw && { raw: body ?? null };
	const json = forErrorOutput
		? { error: message, details }
		: { success: false, error: message, ...shaped(action.output, fields), ...raw };
	return { items: [{ json }], uncertain, settled: failure.isSettled && !action.idempotent };
}

/** Whether the action may have had its effect although an error that nobody foresaw came in between. */
function isUncertain(action: Action, error: Error): boolean {
	return action.uncertainAdvice !== undefined && !(error instanceof InvalidParameterError);
}

/** Output items that n8n can trace to their input item. */
export function paired({ items }: ItemResult, item: number): INodeExecutionData[] {
	return items.map((entry) => ({ ...entry, pairedItem: { item } }));
}
