import { createHmac, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../records/read';

/**
 * Checks whether a request's X-Twilio-Signature is that of the account.
 * https://www.twilio.com/docs/usage/security#validating-requests
 * @param url the URL as given to Twilio, including the query
 * @param form the fields of the body
 */
export function isSigned(signature: unknown, authToken: string, url: string, form: IDataObject): boolean {
	if (typeof signature !== 'string') return false;
	const fields = Object.keys(form)
		.sort()
		.map((name) => `${name}${textOf(form[name])}`);
	const expected = createHmac('sha1', authToken)
		.update(url + fields.join(''))
		.digest();
	const given = Buffer.from(signature, 'base64');
	return given.length === expected.length && timingSafeEqual(given, expected);
}
