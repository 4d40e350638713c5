import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../records/read';
import { MAX_LINK } from './limits';
import { invalid } from './refusal';

/**
 * The value of a resource locator: of an object as n8n stores it, or as it is if an expression gave it.
 * @throws InvalidParameterError for a link that does not lead to such a page
 */
export function locatedValue(field: INodeProperties, given: unknown): unknown {
	if (!isObject(given) || !('value' in given)) return given;
	const { mode, value } = given;
	const byLink = field.modes?.find(({ name, extractValue }) => name === mode && extractValue);
	if (!byLink?.extractValue || typeof value !== 'string' || value.trim() === '') return value;
	const link = value.trim();
	const sid = link.length > MAX_LINK ? undefined : new RegExp(byLink.extractValue.regex).exec(link)?.[1];
	if (sid === undefined)
		throw invalid(field, 'must be a link to its page in the Twilio Console', value, byLink.placeholder);
	return sid;
}
