import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { IDataObject } from 'n8n-workflow';
import type { Selection } from './selections';

type Chosen = Pick<Selection, 'resource' | 'operation'>;

const ajv = new Ajv({ strict: true, allErrors: true });

/** Returns the output schema of an action from the built package, as n8n's editor reads it. */
export function schemaOf({ resource, operation }: Chosen): IDataObject {
	const file = join(__dirname, '../../dist/nodes/Twilio/__schema__/v1.0.0', resource, `${operation}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as IDataObject;
}

/** Makes every field that the schema names required, at all depths. */
function complete(schema: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(schema), (_key, value) =>
		value?.properties && value.type === 'object' ? { ...value, required: Object.keys(value.properties) } : value,
	) as IDataObject;
}

const validators = new Map<string, ReturnType<typeof ajv.compile>>();

/** Returns what is wrong with an envelope: missing fields, fields that the schema does not have, or wrong types. */
export function problemsOf(selection: Chosen, envelope: unknown): string[] {
	const name = `${selection.resource}/${selection.operation}`;
	const validate = validators.get(name) ?? ajv.compile(complete(schemaOf(selection)));
	validators.set(name, validate);
	if (validate(envelope)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** Returns the names of the envelope's fields besides `success` and `error`. */
export const keysOf = (selection: Chosen): string[] =>
	Object.keys(schemaOf(selection).properties as IDataObject).filter((key) => !['success', 'error'].includes(key));
