import { NodeHelpers, type IDataObject, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { isObject } from '../records/read';
import type { Value } from '../transport/request';
import { fieldsOf, groupsOf } from './fieldOptions';
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
			const value = raw[field.name];
			return [field.name, isEmpty(value) ? field.default : (readChoice(field, value) ?? value)];
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
	return NodeHelpers.displayParameter(parametersOf(values), field, null, null, parametersOf(root));
}

/** Values are what n8n stores or what its expressions gave: its rules compare them, whatever they are. */
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- n8n types them by what its editor stores
const parametersOf = (values: IDataObject) => values as INodeParameters;

function checkCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (!isObject(value)) throw invalid(field, 'must be an object', value);
	return checkFields(fieldsOf(field), value, scope);
}

/** Each of its groups lies under its own name. */
function checkFixedCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (!isObject(value)) throw invalid(field, 'must be an object', value);
	const checked: Checked = {};
	for (const { name, values } of groupsOf(field)) {
		const group = value[name];
		if (isEmpty(group)) continue;
		if (!isObject(group)) throw invalid(field, 'must be an object', value);
		Object.assign(checked, checkFields(values, { ...defaultsOf(values), ...group }, scope));
	}
	return checked;
}

/** Display rules refer to values that n8n does not store as long as they are the defaults. */
const defaultsOf = (fields: INodeProperties[]): IDataObject =>
	Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));

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
