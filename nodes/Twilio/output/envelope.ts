import type { IDataObject } from 'n8n-workflow';
import { detailsOf, messageOf, type TwilioApiError } from '../errors/twilioApiError';
import { boolean, schemaOf, text, type JsonSchema, type Shape } from './fields';

/** Returns the envelope of a success, with the fields of the output. */
export const successEnvelope = (fields: IDataObject): IDataObject => ({ success: true, error: null, ...fields });

/** Returns the envelope of a failure. The fields of the output hold what is known. */
export const failureEnvelope = (error: string, fields: IDataObject): IDataObject => ({
	success: false,
	error,
	...fields,
});

/** What went wrong, for the error output: `null` where Twilio sent nothing. Twilio's own details are added to it. */
interface ErrorDetails extends IDataObject {
	success: false;
	status: number | null;
	code: number | null;
	message: string;
	moreInfo: string | null;
}

/**
 * Returns the `json` of an item for the error output. n8n routes an item there if its `json` holds nothing but
 * `error`, `message` and `details`, and adds the input item's fields itself.
 * @param record of a request that took effect nevertheless, such as a message that was not delivered
 */
export function errorOutput(
	{ status, code, moreInfo, body }: TwilioApiError,
	error: string,
	record?: IDataObject,
): IDataObject {
	const facts: ErrorDetails = { success: false, status, code, message: messageOf(body) ?? error, moreInfo };
	const details = { ...detailsOf(body), ...facts };
	return { error, details, ...(record && { message: record }) };
}

/** Returns the JSON Schema of an action's envelope, which n8n's editor shows before the first run. */
export const envelopeSchema = (output: Shape): JsonSchema => {
	const { properties, ...object } = schemaOf({ success: boolean, error: text, ...output });
	return { ...object, required: ['success'], properties: { ...properties, success: { type: 'boolean' } } };
};
