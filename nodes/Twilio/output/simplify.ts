import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsOf } from '../records/read';
import { shaped, type Shape } from './fields';
import { ESSENTIALS } from './shapes';

/**
 * Converts the fields of an output.
 * @param isSimple whether its records keep only the fields that people read
 */
export function outputFields(output: Shape, source: IDataObject, isSimple = false): IDataObject {
	const fields = shaped(output, source);
	if (!isSimple) return fields;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, simplify(output[name]?.record, value)]),
	);
}

function simplify(record: Shape | undefined, value: IDataObject[string]): IDataObject[string] {
	const names = record && ESSENTIALS.get(record);
	if (!names) return value;
	const essentials = (found: IDataObject) =>
		Object.fromEntries(
			names.map((name) => {
				const [first, second] = typeof name === 'string' ? [name, name] : name;
				const chosen = found[first] === null && found[second] !== null ? second : first;
				return [chosen, found[chosen]];
			}),
		);
	if (Array.isArray(value)) return objectsOf(value).map(essentials);
	return isObject(value) ? essentials(value) : value;
}
