import type { INodeProperties } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { shortened } from '../errors/shortened';

/** Creates the error that names the field and says what is wrong with its value. */
export const refusal = (field: INodeProperties, reason: string): InvalidParameterError =>
	new InvalidParameterError(`${field.displayName} ${reason}`);

/** Creates the error for a field that needs a value and has none. */
export const missing = (field: INodeProperties): InvalidParameterError =>
	refusal(field, `is required${inBrackets(exampleOf(field))}`);

/**
 * Creates the error for a value that the field does not accept. Shows the value, shortened, unless it is a password.
 * @param requirement for example "must be a JSON object"
 */
export function invalid(
	field: INodeProperties,
	requirement: string,
	value: unknown,
	example = exampleOf(field),
): InvalidParameterError {
	const shown = field.typeOptions?.password ? 'another value' : show(value);
	return refusal(field, `${requirement}${inBrackets(example)}, got ${shown}`);
}

/** Returns the placeholder that shows in the editor what to enter. */
const exampleOf = ({ placeholder, modes = [] }: INodeProperties): string | undefined =>
	[placeholder, ...modes.map((mode) => mode.placeholder)].find((text) => text?.startsWith('e.g. '));

const inBrackets = (text: string | undefined) => (text === undefined ? '' : ` (${text})`);

function show(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' || typeof value === 'function') return 'an object';
	// eslint-disable-next-line @typescript-eslint/no-base-to-string -- objects are dealt with above
	const text = String(value);
	const start = shortened(text);
	return typeof value === 'string' ? JSON.stringify(start.replace(/\p{Surrogate}/gu, '\ufffd')) : start;
}
