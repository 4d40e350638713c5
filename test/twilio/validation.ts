import type { ErrorObject } from 'ajv';
import { badRequest, TwilioError } from './errors';
import type { Fields, Operation, Schema } from './openapi';
import type { Pair } from './types';

/** Typed values by Twilio's field names. */
export type Values = Record<string, unknown>;

/** Codes that Twilio uses for a missing field instead of the general 20001, by the end of the operation's path. */
const missingCodes: Record<string, Record<string, number>> = {
	'/Messages.json': { To: 21604 },
	'/Calls.json': { To: 21201, From: 21213 },
	'/Verifications': { To: 60200, Channel: 60200 },
	'/v2/Services': { FriendlyName: 60200 },
};

const invalidCodes: Record<string, number> = {
	StatusCallback: 21609,
	ContentRetention: 30029,
	AddressRetention: 30030,
	MediaUrl: 21620,
	Url: 21205,
	FriendlyName: 60200,
	CodeLength: 60200,
};

function typed(schema: Schema, text: string): unknown {
	if (schema.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
	if (schema.type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
	if (schema.type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
	return text;
}

function collect(fields: Fields, pairs: Pair[], place: string): Values {
	const values: Values = {};
	for (const [name, text] of pairs) {
		const schema = Object.hasOwn(fields.properties, name) ? fields.properties[name] : undefined;
		if (!schema) throw badRequest(20001, `Unknown parameter '${name}' in the ${place}`);
		if (schema.type === 'array') {
			const list = (values[name] ??= []) as unknown[];
			list.push(typed(schema.items ?? {}, text));
		} else if (Object.hasOwn(values, name)) {
			throw badRequest(20001, `Parameter '${name}' was given more than once in the ${place}`);
		} else {
			values[name] = typed(schema, text);
		}
	}
	return values;
}

function refusal(id: string, error: ErrorObject, fields: Fields, place: string): TwilioError {
	if (error.keyword === 'required') {
		const name = String(error.params.missingProperty);
		const end = Object.keys(missingCodes).find((path) => id.endsWith(path));
		const code = missingCodes[end ?? '']?.[name] ?? 20001;
		return badRequest(code, `A '${name}' is required in the ${place}`);
	}
	const name = (error.instancePath.split('/')[1] ?? '').replaceAll('~1', '/');
	if (name === 'PageSize' && error.keyword === 'maximum') {
		const most = fields.properties.PageSize?.maximum;
		return badRequest(20007, `Page size must not be greater than ${most}: 'PageSize'`);
	}
	const code = id.includes(' GET ') ? 20001 : (invalidCodes[name] ?? 20001);
	return badRequest(code, `Invalid parameter '${name}' in the ${place}: ${error.message}`);
}

function read(id: string, fields: Fields, pairs: Pair[], place: string): Values {
	const values = collect(fields, pairs, place);
	if (fields.validate(values)) return values;
	throw refusal(id, fields.validate.errors![0]!, fields, place);
}

export interface RawRequest {
	params: Record<string, string>;
	query: Pair[];
	form: Pair[];
	contentType: string | undefined;
	hasBody: boolean;
}

/** Checks a request against Twilio's description of the operation, and returns its fields as typed values. */
export function validate(operation: Operation, request: RawRequest): { query: Values; form: Values } {
	const { id } = operation;
	read(id, operation.path, Object.entries(request.params), 'path');
	const query = read(id, operation.query, request.query, 'query');
	if (request.hasBody) {
		if (!operation.form) throw badRequest(20001, 'This request takes no body');
		if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.contentType ?? '')) {
			throw new TwilioError(415, 20001, `Content-Type '${request.contentType}' is not supported`);
		}
	}
	// An empty recipient or name counts as missing, as it does at Twilio.
	const pairs = request.form.filter(([name, text]) => text !== '' || !requiredNames.has(name));
	const form = operation.form ? read(id, operation.form, pairs, 'form') : {};
	return { query, form };
}

const requiredNames = new Set(['To', 'From', 'Channel', 'FriendlyName']);
