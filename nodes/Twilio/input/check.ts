import { DateTime } from 'luxon';
import { jsonParse, NodeHelpers, type IDataObject, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import type { Value } from '../transport/request';

/** What is empty is not in it. */
type Checked = Record<string, Value>;

/** What the checks need to know beside the field: the time zone of dates without one. */
interface Scope {
	timezone: string;
	/** The raw values at the top, to which display rules refer. */
	root: IDataObject;
}

/** Half of a character outside of the basic plane: it has no UTF-8 form. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ZONE = /(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Checks the raw values of one item against the fields of the description and gives them their types.
 * The entries of `additionalFields` and `filters` come beside the others, those of `options` do not.
 * @throws InvalidParameter that names the field
 */
export function checkParameters(fields: INodeProperties[], raw: IDataObject, timezone: string): Checked {
	const values = { ...raw, ...choices(fields, raw) };
	return checkFields(fields, values, { timezone, root: withBooleans(values) });
}

/** A dropdown cannot be empty: where an expression gave nothing for one, its default counts. Others depend on its plain value. */
function choices(fields: INodeProperties[], raw: IDataObject): IDataObject {
	const given = fields.filter(({ type, name }) => type === 'options' && name in raw);
	return Object.fromEntries(
		given.map(({ name, default: choice }) => [name, isEmpty(raw[name]) ? (choice as string) : trimmed(raw[name])]),
	);
}

const trimmed = <T>(value: T) => (typeof value === 'string' ? value.trim() : value);

function checkFields(fields: INodeProperties[], values: IDataObject, scope: Scope): Checked {
	const checked: Checked = {};
	const shownBy = withBooleans(values);
	for (const field of fields) {
		if (!isShown(field, shownBy, scope)) continue;
		const value = values[field.name];
		if (field.type === 'collection') {
			Object.assign(checked, checkCollection(field, value, scope));
		} else {
			const found = checkField(field, value, scope);
			if (found !== undefined) checked[field.name] = found;
		}
	}
	return checked;
}

/** An expression may give `"false"` for false. */
const withBooleans = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			value === 'true' || value === 'false' ? value === 'true' : value,
		]),
	);

/** As the editor decides, but for the values that the expressions gave. */
function isShown(field: INodeProperties, values: IDataObject, { root }: Scope): boolean {
	return NodeHelpers.displayParameter(values as INodeParameters, field, null, null, root as INodeParameters);
}

function checkCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (typeof value !== 'object' || Array.isArray(value)) throw refuse(field, 'must be an object', value);
	return checkFields(field.options as INodeProperties[], value as IDataObject, scope);
}

function checkField(field: INodeProperties, given: unknown, scope: Scope): Value | undefined {
	const value =
		field.type === 'resourceLocator' ? located(field, given) : field.type === 'resourceMapper' ? mapped(given) : given;
	const list = field.type === 'multiOptions' || field.typeOptions?.multipleValues;
	const checked = list ? checkList(field, value, scope) : isEmpty(value) ? undefined : checkValue(field, value, scope);
	if (checked === undefined && field.required)
		throw new InvalidParameterError(`${field.displayName} is empty: fill it in`);
	return checked;
}

function checkList(field: INodeProperties, value: unknown, scope: Scope): string[] | undefined {
	const entries = (Array.isArray(value) ? value : split(field, value)).filter((entry) => !isEmpty(entry));
	return entries.length ? entries.map((entry) => String(checkValue(field, entry, scope))) : undefined;
}

/** A text may hold several values: SIDs and options with commas between, addresses by a comma before the next one. */
function split(field: INodeProperties, value: unknown): unknown[] {
	if (typeof value !== 'string') return [value];
	const separator = field.extractValue || field.options ? /[\s,]+/ : /[\s,]+(?=https?:\/\/)/i;
	return value.split(separator);
}

function checkValue(field: INodeProperties, value: unknown, scope: Scope): string | number | boolean {
	switch (field.type) {
		case 'number':
			return checkNumber(field, value);
		case 'boolean':
			if (value === true || value === 'true') return true;
			if (value === false || value === 'false') return false;
			throw refuse(field, 'must be true or false', value);
		case 'options':
		case 'multiOptions':
			return field.options ? checkOption(field, value) : checkText(field, value);
		case 'dateTime':
			return checkDate(field, value, scope);
		case 'json':
		case 'resourceMapper':
			return checkJson(field, value);
		default:
			return checkText(field, value);
	}
}

function checkText(field: INodeProperties, value: unknown): string {
	if (!['string', 'number', 'boolean', 'bigint'].includes(typeof value)) throw refuse(field, 'must be a text', value);
	const text = String(value);
	if (LONE_SURROGATE.test(text))
		throw new InvalidParameterError(
			`${field.displayName} holds half of a character (a lone surrogate), which cannot be sent`,
		);
	if (text.includes('\0'))
		throw new InvalidParameterError(`${field.displayName} holds a NUL character, which cannot be sent`);
	const rule = sidPatternOf(field);
	if (rule === undefined) return text;
	if (!new RegExp(rule).test(text.trim())) {
		const kinds = rule.match(/[A-Z]{2}(?:\|[A-Z]{2})*/)?.[0].replace('|', ' or ');
		throw refuse(field, `must be a SID: ${kinds} followed by 32 hexadecimal digits`, value);
	}
	return text.trim();
}

/** What was filled in under the fields of a resource mapper, or nothing. */
function mapped(given: unknown): IDataObject | undefined {
	const values = (given as { value?: IDataObject | null } | null)?.value ?? {};
	const filled = Object.entries(values).filter(([, value]) => !isEmpty(value));
	return filled.length ? Object.fromEntries(filled) : undefined;
}

/** The pattern of the field itself, or the one that n8n's editor checks as well. */
function sidPatternOf(field: INodeProperties): string | undefined {
	if (field.extractValue) return field.extractValue.regex as string;
	const rule = field.modes?.find((mode) => mode.name === 'id')?.validation?.[0] as
		{ properties: { regex: string } } | undefined;
	return rule?.properties.regex;
}

/** The value of a locator: of an object as n8n stores it, or as it is if an expression gave it. */
function located(field: INodeProperties, given: unknown): unknown {
	if (typeof given !== 'object' || given === null || !('value' in given)) return given;
	const { mode, value } = given as IDataObject;
	const link = field.modes?.find((candidate) => candidate.name === mode)?.extractValue;
	if (!link || typeof value !== 'string' || isEmpty(value)) return value;
	const found = new RegExp(link.regex as string).exec(value.trim());
	if (!found) throw refuse(field, "is not a link to such a page in Twilio's console", value);
	return found[1];
}

function checkNumber(field: INodeProperties, value: unknown): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = field.typeOptions ?? {};
	const whole = numberPrecision === 0;
	const number = toNumber(value);
	if (number >= minValue && number <= maxValue && (!whole || Number.isInteger(number))) return number;
	const range = [minValue > -Infinity && `at least ${minValue}`, maxValue < Infinity && `at most ${maxValue}`].filter(
		Boolean,
	);
	throw refuse(
		field,
		`must be a ${whole ? 'whole ' : ''}number${range.length ? ` of ${range.join(' and ')}` : ''}`,
		value,
	);
}

/** NaN for what is no number. */
function toNumber(value: unknown): number {
	if (typeof value === 'string') return NUMBER.test(value.trim()) ? Number(value) : NaN;
	return typeof value === 'number' && Number.isFinite(value) ? value : NaN;
}

function checkOption(field: INodeProperties, value: unknown): string | number {
	const allowed = field.options!.map((option) => (option as { value: string | number }).value);
	const found = allowed.find((option) => sameText(option, value));
	if (found === undefined) throw refuse(field, `must be one of ${allowed.join(', ')}`, value);
	return found;
}

function checkDate(field: INodeProperties, value: unknown, { timezone }: Scope): string {
	const text = typeof value === 'string' ? value.trim() : undefined;
	if (text && DATE.test(text) && DateTime.fromISO(text).isValid) return text;
	const date = toDateTime(value, timezone);
	if (!date?.isValid) throw refuse(field, 'must be a date and time, such as 2027-01-31T12:30:00Z', value);
	const wholeDay = field.typeOptions?.dateOnly && text && !ZONE.test(text) && +date === +date.startOf('day');
	if (wholeDay) return date.toISODate()!;
	return date.toUTC().startOf('second').toISO({ suppressMilliseconds: true })!;
}

function toDateTime(value: unknown, zone: string): DateTime | undefined {
	if (typeof value === 'string') {
		const text = value.trim();
		return [
			DateTime.fromISO(text, { zone }),
			DateTime.fromSQL(text, { zone }),
			DateTime.fromRFC2822(text, { zone }),
		].find((date) => date.isValid);
	}
	if (value instanceof Date) return DateTime.fromJSDate(value);
	const millis = typeof value === 'object' && value !== null ? Number(value.valueOf()) : value;
	return typeof millis === 'number' && Number.isFinite(millis) ? DateTime.fromMillis(millis) : undefined;
}

function checkJson(field: INodeProperties, value: unknown): string {
	const parsed = typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: null }) : value;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
		throw refuse(field, 'must be a JSON object', value);
	return checkText(field, typeof value === 'string' ? value.trim() : JSON.stringify(value));
}

/** An expression may give `"2"` for 2. */
const sameText = (option: string | number, value: unknown) =>
	typeof value !== 'object' && String(option) === `${value as string}`.trim();

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The value is shown, cut short, unless it is a password. */
function refuse(field: INodeProperties, demand: string, value: unknown): InvalidParameterError {
	const shown = field.typeOptions?.password ? 'another value' : show(value);
	return new InvalidParameterError(
		`${field.displayName} ${demand}, got ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`,
	);
}

function show(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
