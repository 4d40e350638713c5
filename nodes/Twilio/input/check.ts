import {
	NodeHelpers,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';
import type { Value } from '../transport/request';
import { entriesOf } from './lists';
import { locatedValue } from './locator';
import { invalid, missing } from './refusal';
import { checkValue, isEmpty, readChoice } from './values';

/** What is empty is not in it. */
type Checked = Record<string, Value>;

/** What the checks need to know beside the field. */
interface Scope {
	/** Of dates that have none. */
	timezone: string;
	/** The values at the top, to which display rules refer. */
	root: IDataObject;
}

/**
 * Checks the raw values of one item against the fields of the description and gives them their types.
 * The entries of `additionalFields` and `filters` come beside the others, those of `options` do not.
 * @param top the values at the top of the node, if these are not: the options' display rules refer to them
 * @throws InvalidParameterError that names the field
 */
export function checkParameters(
	fields: INodeProperties[],
	raw: IDataObject,
	timezone: string,
	top?: IDataObject,
): Checked {
	const values = { ...raw, ...choices(fields, raw) };
	return checkFields(fields, values, { timezone, root: top ?? values });
}

/** A dropdown or a switch cannot be empty: where an expression gave nothing for one, its default counts. */
function choices(fields: INodeProperties[], raw: IDataObject): IDataObject {
	const given = fields.filter(({ type, name }) => (type === 'options' || type === 'boolean') && name in raw);
	return Object.fromEntries(
		given.map((field) => {
			const value = isEmpty(raw[field.name]) ? field.default : readChoice(field, raw[field.name]);
			return [field.name, value as IDataObject[string]];
		}),
	);
}

function checkFields(fields: INodeProperties[], values: IDataObject, scope: Scope): Checked {
	const checked: Checked = {};
	for (const field of fields) {
		if (!isShown(field, values, scope)) continue;
		const value = values[field.name];
		if (field.type === 'collection') {
			Object.assign(checked, checkCollection(field, value, scope));
		} else if (field.type === 'fixedCollection') {
			Object.assign(checked, checkFixedCollection(field, value, scope));
		} else {
			const found = checkField(field, value, scope);
			if (found !== undefined) checked[field.name] = found;
		}
	}
	return checked;
}

/** As the editor decides, but for the values that the expressions gave. */
function isShown(field: INodeProperties, values: IDataObject, { root }: Scope): boolean {
	return NodeHelpers.displayParameter(values as INodeParameters, field, null, null, root as INodeParameters);
}

function checkCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (typeof value !== 'object' || Array.isArray(value)) throw invalid(field, 'must be an object', value);
	return checkFields(field.options as INodeProperties[], value as IDataObject, scope);
}

/** Each of its groups lies under its own name. */
function checkFixedCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (typeof value !== 'object' || Array.isArray(value)) throw invalid(field, 'must be an object', value);
	const groups = value as IDataObject;
	const checked: Checked = {};
	for (const { name, values } of field.options as INodePropertyCollection[]) {
		const group = groups[name];
		if (isEmpty(group)) continue;
		if (typeof group !== 'object' || Array.isArray(group)) throw invalid(field, 'must be an object', value);
		Object.assign(checked, checkFields(values, { ...defaultsOf(values), ...(group as IDataObject) }, scope));
	}
	return checked;
}

/** Display rules refer to values that n8n does not store as long as they are the defaults. */
const defaultsOf = (fields: INodeProperties[]): IDataObject =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value as IDataObject[string]]));

function checkField(field: INodeProperties, given: unknown, { timezone }: Scope): Value | undefined {
	const value = field.type === 'resourceLocator' ? locatedValue(field, given) : given;
	const isList = field.type === 'multiOptions' || field.typeOptions?.multipleValues;
	const checked = isList
		? checkList(field, value, timezone)
		: isEmpty(value)
			? undefined
			: checkValue(field, value, timezone);
	if (checked === undefined && field.required) throw missing(field);
	return checked;
}

function checkList(field: INodeProperties, value: unknown, timezone: string): string[] | undefined {
	const all = entriesOf(field, value);
	const entries = all.filter((entry) => !isEmpty(entry));
	// As n8n's editor has it: where a list of texts is required, each of its entries is.
	if (field.required && field.typeOptions?.multipleValues && entries.length < all.length) throw missing(field);
	return entries.length ? entries.map((entry) => String(checkValue(field, entry, timezone))) : undefined;
}
