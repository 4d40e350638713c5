import { NodeHelpers, type IDataObject, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { isObject } from '../records/read';
import type { Value } from '../transport/request';
import { fieldsOf, groupsOf } from './fieldOptions';
import { entriesOf } from './lists';
import { locatedValue } from './locator';
import { invalid, missing } from './refusal';
import { checkValue, isEmpty, readChoice } from './values';

/** The checked values, without empty ones. */
type Checked = Record<string, Value>;

/** What the checks need to know besides the field. */
interface Scope {
	/** Time zone of dates that have none. */
	timezone: string;
	/** The top-level values, which display rules refer to. */
	root: IDataObject;
}

/**
 * Checks the raw values of one item against the fields of the description and converts them to the fields' types.
 * The entries of `additionalFields` and `filters` are merged with the others; `options` are checked separately.
 * @param top the node's top-level values, if `raw` does not hold them: the options' display rules refer to them
 * @throws InvalidParameterError that names the field
 */
export function checkParameters(
	fields: INodeProperties[],
	raw: IDataObject,
	timezone: string,
	top?: IDataObject,
): Checked {
	const values = withChoices(fields, raw);
	return checkFields(fields, values, { timezone, root: top ?? values });
}

/** Reads dropdowns and switches. They cannot be empty: if an expression returned nothing, the default applies. */
function withChoices(fields: INodeProperties[], raw: IDataObject): IDataObject {
	const values = { ...raw };
	for (const field of fields) {
		const { type, name } = field;
		if ((type !== 'options' && type !== 'boolean') || !(name in raw)) continue;
		values[name] = isEmpty(raw[name]) ? field.default : (readChoice(field, raw[name]) ?? raw[name]);
	}
	return values;
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

/** Decides as the editor does, but with the values that the expressions returned. */
function isShown(field: INodeProperties, values: IDataObject, { root }: Scope): boolean {
	return NodeHelpers.displayParameter(parametersOf(values), field, null, null, parametersOf(root));
}

/** Values are stored by n8n or returned by expressions. n8n's display rules compare them, whatever their type. */
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- n8n types them by what its editor stores
const parametersOf = (values: IDataObject) => values as INodeParameters;

function checkCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (!isObject(value)) throw invalid(field, 'must be an object', value);
	return checkFields(fieldsOf(field), value, scope);
}

/** Checks each group, which n8n stores under the group's name. */
function checkFixedCollection(field: INodeProperties, value: unknown, scope: Scope): Checked {
	if (isEmpty(value)) return {};
	if (!isObject(value)) throw invalid(field, 'must be an object', value);
	const checked: Checked = {};
	for (const { name, values } of groupsOf(field)) {
		const group = value[name];
		if (isEmpty(group)) continue;
		if (!isObject(group)) throw invalid(field, 'must be an object', value);
		const given = { ...defaultsOf(values), ...group };
		Object.assign(checked, checkFields(values, withChoices(values, given), scope));
	}
	return checked;
}

/** Display rules refer to values that n8n does not store while they are the defaults. */
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
	// As in n8n's editor: if a list of texts is required, so is each of its entries.
	if (field.required && field.typeOptions?.multipleValues && entries.length < all.length) throw missing(field);
	return entries.length ? entries.map((entry) => String(checkValue(field, entry, timezone))) : undefined;
}
