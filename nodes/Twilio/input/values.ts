import type { INodeProperties } from 'n8n-workflow';
import { isObject, objectOf, textOf } from '../records/read';
import { readArray, readObject } from '../transport/json';
import { checkDate, toDateTime } from './dates';
import { choicesOf } from './fieldOptions';
import { MAX_TEXT, MAX_WORD } from './limits';
import { invalid, refusal } from './refusal';
import { sidInWords } from '../records/sid';
import { trimmed } from './trimmed';

type Scalar = string | number | boolean;

/** One half of a surrogate pair without the other, which has no UTF-8 form. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Checks whether the user, or an expression, provided nothing. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Converts a value that is not empty to the type of its field; `undefined` if it contains nothing, such as `{}`.
 * @param timezone time zone of dates that have none
 * @throws InvalidParameterError that names the field
 */
export function checkValue(field: INodeProperties, value: unknown, timezone: string): Scalar | undefined {
	switch (field.type) {
		case 'number':
			return checkNumber(field, value);
		case 'boolean':
			return checkBoolean(field, value);
		case 'options':
		case 'multiOptions':
			return field.options ? checkOption(field, value) : checkText(field, value, timezone);
		case 'dateTime':
			return checkDate(field, value, timezone);
		case 'json':
			return checkJson(field, value, timezone);
		case 'resourceMapper':
			return checkMapper(field, value, timezone);
		default:
			return checkText(field, value, timezone);
	}
}

function checkText(field: INodeProperties, value: unknown, timezone: string): string {
	const text = asText(value, timezone);
	if (text === undefined) throw invalid(field, 'must be text', value);
	if (text.length > MAX_TEXT) throw refusal(field, `must have at most ${MAX_TEXT} characters, got ${text.length}`);
	if (LONE_SURROGATE.test(text)) throw refusal(field, 'contains an invalid character (lone surrogate)');
	if (text.includes('\0')) throw refusal(field, 'contains an invalid character (NUL)');
	// Leading and trailing spaces may be intended in texts of several lines and in passwords.
	const { rows, password } = field.typeOptions ?? {};
	const plain = rows || password ? text : trimmed(text);
	if (plain === '') throw refusal(field, 'has only invisible characters: enter it again');
	const pattern = sidPatternOf(field);
	if (pattern !== undefined && (plain.length > MAX_WORD || !pattern.test(plain)))
		throw invalid(field, `must be ${sidInWords(pattern.source)}`, value);
	return plain;
}

/** Converts what an expression may return to text. A date becomes ISO 8601 in its own time zone or the workflow's. */
function asText(value: unknown, timezone: string): string | undefined {
	const date = toDateTime(value, timezone);
	if (date) return date.toISO() ?? undefined;
	const isPlain = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
	return isPlain ? String(value) : undefined;
}

/** Returns the pattern of the field itself, or the one that n8n's editor checks as well. */
function sidPatternOf({ extractValue, modes }: INodeProperties): RegExp | undefined {
	if (extractValue) return new RegExp(extractValue.regex);
	const [rule] = modes?.find((mode) => mode.name === 'id')?.validation ?? [];
	const regex = rule && 'properties' in rule ? textOf(objectOf(rule.properties).regex) : '';
	return regex === '' ? undefined : new RegExp(regex);
}

/** Checks whether a number is in the field's range, and whole if it must be. n8n checks neither in a run. */
export function isInRange({ typeOptions }: INodeProperties, number: number): boolean {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions ?? {};
	return number >= minValue && number <= maxValue && (numberPrecision !== 0 || Number.isInteger(number));
}

function checkNumber(field: INodeProperties, value: unknown): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.typeOptions ?? {};
	const whole = numberPrecision === 0;
	const number = toNumber(value);
	if (isInRange(field, number)) return number;
	const range = [minValue > -Infinity && `at least ${minValue}`, maxValue < Infinity && `at most ${maxValue}`].filter(
		Boolean,
	);
	throw invalid(
		field,
		`must be a ${whole ? 'whole ' : ''}number${range.length ? ` of ${range.join(' and ')}` : ''}`,
		value,
	);
}

/** NaN if the value is not a number. */
function toNumber(value: unknown): number {
	const word = wordOf(value);
	return typeof value === 'number' ? value : word !== undefined && NUMBER.test(word) ? Number(word) : NaN;
}

function checkBoolean(field: INodeProperties, value: unknown): boolean {
	const choice = readBoolean(value);
	if (choice === undefined) throw invalid(field, 'must be true or false', value);
	return choice;
}

/** An expression may return `"false"` for false, and a spreadsheet `"FALSE"`. */
function readBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = wordOf(value)?.toLowerCase();
	return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

function checkOption(field: INodeProperties, value: unknown): Scalar {
	const option = readOption(field, value);
	if (option !== undefined) return option;
	const allowed = choicesOf(field).map((entry) => entry.value);
	throw invalid(field, `must be one of ${allowed.join(', ')}`, value);
}

/** Finds an option by its value, by its value in another case, or by the label that users and models see. */
export function readOption(field: INodeProperties, value: unknown): Scalar | undefined {
	const word = typeof value === 'number' ? String(value) : wordOf(value);
	if (word === undefined) return undefined;
	const lower = word.toLowerCase();
	const options = choicesOf(field);
	const found =
		options.find((option) => String(option.value) === word) ??
		options.find((option) => String(option.value).toLowerCase() === lower) ??
		options.find((option) => option.name.toLowerCase() === lower);
	return found?.value;
}

/** Reads a dropdown or switch, which other fields depend on; `undefined` if the value is not one of its choices. */
export const readChoice = (field: INodeProperties, value: unknown): Scalar | undefined =>
	field.type === 'boolean' ? readBoolean(value) : readOption(field, value);

/** Returns a short text, trimmed; `undefined` for anything else. */
function wordOf(value: unknown): string | undefined {
	const word = typeof value === 'string' ? trimmed(value) : undefined;
	return word !== undefined && word.length <= MAX_WORD ? word : undefined;
}

/** Returns the text of a JSON object, or of an array if the field's default is one; `undefined` if it is empty. */
function checkJson(field: INodeProperties, value: unknown, timezone: string): string | undefined {
	const text = checkText(field, typeof value === 'object' ? JSON.stringify(value) : value, timezone);
	const isList = field.default === '[]';
	const found = isList ? readArray(text) : readObject(text);
	if (!found) throw invalid(field, isList ? 'must be a JSON array' : 'must be a JSON object', value);
	return Object.keys(found).length === 0 ? undefined : text;
}

/** Returns the fields of a resource mapper as the text of a JSON object, in which empty ones are null. */
function checkMapper(field: INodeProperties, given: unknown, timezone: string): string | undefined {
	// n8n's editor stores the fields as `value`. An expression or an API may provide them alone, or as JSON.
	const isStored = isObject(given) && ('mappingMode' in given || 'value' in given);
	const value = isStored ? given.value : given;
	if (isEmpty(value)) return undefined;
	const found = typeof value === 'string' ? readObject(checkText(field, value, timezone)) : value;
	if (!isObject(found)) throw invalid(field, 'must be a JSON object', value);
	const entries = Object.entries(found).map(([name, entry]) => [name, isEmpty(entry) ? null : entry]);
	return checkJson(field, Object.fromEntries(entries), timezone);
}
