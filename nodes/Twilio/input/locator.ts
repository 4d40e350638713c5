import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../records/read';
import { MAX_LINK } from './limits';
import { invalid } from './refusal';
import { trimmed } from './trimmed';

/**
 * Returns the value of a resource locator: from the object that n8n stores, or as is if an expression returned it.
 * @throws InvalidParameterError for a link that does not lead to the kind of page that the field expects
 */
export function locatedValue(field: INodeProperties, given: unknown): unknown {
	if (!isObject(given) || !('value' in given)) return given;
	const { mode, value } = given;
	const byLink = field.modes?.find(({ name, extractValue }) => name === mode && extractValue);
	if (!byLink?.extractValue || typeof value !== 'string' || trimmed(value) === '') return value;
	const link = trimmed(value);
	const sid = link.length > MAX_LINK ? undefined : new RegExp(byLink.extractValue.regex).exec(link)?.[1];
	if (sid === undefined)
		throw invalid(field, 'must be a link to its page in the Twilio Console', value, byLink.placeholder);
	return sid;
}
