import { inspect } from 'node:util';
import type { IBinaryKeyData, IDataObject, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { loader } from '../support/engine';

/** Result of an action. */
export interface Result {
	resource: string;
	operation: string;
	/** The name of the node, and the file of its workflow. */
	where: string;
	envelope: IDataObject;
	binary?: IBinaryKeyData;
}

/** Number of fields shown per record. */
const FIELDS = 7;

/** Fields that are the same everywhere and say little. */
const DULL = /^(account_sid|service_sid|uri|api_version|date_.*|.*_formatted)$/;

export const nameOf = ({ resource, operation }: Pick<Result, 'resource' | 'operation'>) => `${resource}/${operation}`;

/** Returns all actions that the built node offers, such as `message/send`. */
export function actionsOffered(): string[] {
	const { properties } = (loader.getNode('twilio').type as INodeType).description;
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map(
				({ value }) => `${String(displayOptions!.show!.resource![0])}/${String(value)}`,
			),
		)
		.sort();
}

const isRecord = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Cuts a record to its first informative fields, and a list to its first record. */
function shorten(value: unknown): unknown {
	if (Array.isArray(value))
		return value.length > 1 ? [shorten(value[0]), `… ${value.length - 1} more`] : value.map(shorten);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value);
	const shown = entries.filter(([key, field]) => field !== null && !DULL.test(key)).slice(0, FIELDS);
	const short = Object.fromEntries(shown.map(([key, field]) => [key, shorten(field)]));
	return shown.length < entries.length ? { ...short, '…': `${entries.length - shown.length} more` } : short;
}

/** Formats an action's name and its envelope, shortened. */
export function show({ resource, operation, where, envelope, binary = {} }: Result): string {
	const { success, error, ...rest } = envelope;
	const short = { success, error, ...(shorten(rest) as IDataObject) };
	const body = inspect(short, { depth: 6, breakLength: 120, compact: 4, maxStringLength: 200 });
	const files = Object.entries(binary).map(
		([key, { fileName, mimeType, fileSize }]) => `binary data "${key}": ${fileName}, ${mimeType}, ${fileSize}`,
	);
	return `${resource} / ${operation} (${where})\n${[body, ...files].join('\n').replace(/^/gm, '  ')}\n`;
}

/** Returns the last lines: how many of the actions succeeded, and which ones failed or are missing. */
export function summary(results: Result[], wanted: string[]): { lines: string[]; ok: boolean } {
	const failed = results.filter(({ envelope }) => envelope.success !== true);
	const ran = new Set(results.map(nameOf));
	const missing = wanted.filter((action) => !ran.has(action));
	const succeeded = wanted.filter((action) => ran.has(action) && !failed.some((result) => nameOf(result) === action));
	return {
		lines: [
			...failed.map((result) => `FAILED: ${nameOf(result)} (${result.where}): ${String(result.envelope.error)}`),
			...missing.map((action) => `MISSING: ${action} is in no workflow, or was not reached`),
			`${succeeded.length} of ${wanted.length} actions succeeded`,
		],
		ok: failed.length === 0 && missing.length === 0,
	};
}
