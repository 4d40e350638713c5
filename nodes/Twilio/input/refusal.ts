import type { INodeProperties } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { shortened } from '../errors/shortened';

const MAX_SHOWN = 80;

/** Names the field and says what is wrong with its value. */
export const refusal = (field: INodeProperties, reason: string): InvalidParameterError =>
	new InvalidParameterError(`${field.displayName} ${reason}`);

/** For a field that needs a value and has none. */
export const missing = (field: INodeProperties): InvalidParameterError =>
	refusal(field, `is required${inBrackets(exampleOf(field))}`);

/**
 * For a value of another kind than the field's. The value is shown, cut short, unless it is a password.
 * @param requirement such as "must be a JSON object"
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

/** The placeholder with which the editor shows what belongs into the field. */
const exampleOf = ({ placeholder, modes = [] }: INodeProperties): string | undefined =>
	[placeholder, ...modes.map((mode) => mode.placeholder)].find((text) => text?.startsWith('e.g. '));

const inBrackets = (text: string | undefined) => (text === undefined ? '' : ` (${text})`);

function show(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' || typeof value === 'function') return 'an object';
	// eslint-disable-next-line @typescript-eslint/no-base-to-string -- objects are dealt with above
	const text = String(value);
	const start = shortened(text, MAX_SHOWN);
	return typeof value === 'string' ? JSON.stringify(start.replace(/\p{Surrogate}/gu, '\ufffd')) : start;
}
