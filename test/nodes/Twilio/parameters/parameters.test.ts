import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { envelopes, loader } from '../../../support/engine';
import { everySelection, parametersOf, perAction, type Selection } from '../../../support/selections';
import { newWorld, type World } from '../../../support/world';
import type { RequestEntry } from '../../../twilio/client';
import { TIMEZONE } from './kinds';
import type { Row } from './row';
import { TABLE } from './table';

type Fields = Record<string, string[]>;

const rowsOf = new Map(perAction(TABLE, 'test/nodes/Twilio/parameters/table'));

/**
 * Returns the fields of the built description for a selection, each with its collection. A question by call has the
 * fields of Call > Make.
 */
function described({ resource, operation }: Selection): Array<{ in?: string; field: INodeProperties }> {
	const { properties } = loader.getNode('twilio').type.description as { properties: INodeProperties[] };
	const own = properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations, channel } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation) && !channel?.includes('call');
	});
	return own.flatMap((field) =>
		field.type === 'collection'
			? (field.options as INodeProperties[]).map((option) => ({ in: field.name, field: option }))
			: [{ field }],
	);
}

const keyOf = (row: { in?: string; name: string }) => (row.in ? `${row.in}.${row.name}` : row.name);

function fieldsOf({ query, form }: RequestEntry): Fields {
	const fields: Fields = {};
	for (const [name, value] of [...query, ...form]) (fields[name] ??= []).push(value);
	return fields;
}

/** Returns the parameters with an expression for the row's parameter. */
function withExpression(parameters: INodeParameters, row: Row): INodeParameters {
	const expression = row.wrap?.('={{ $json.given }}') ?? '={{ $json.given }}';
	const given = { ...parameters, ...row.given };
	if (!row.in) return { ...given, [row.name]: expression };
	const others = (given[row.in] ?? {}) as INodeParameters;
	return { ...given, [row.in]: { ...others, [row.name]: expression } };
}

// One request at a time, so that the ledger's order is that of the items.
const CALM = { maxConcurrency: 1, maxRetries: 0 };

/** Checks whether this is the main request: not one for a part of the record or a file, nor a check for a reply. */
const isMain = (selection: Selection) => (request: RequestEntry) =>
	request.method === (selection.method ?? 'GET') && !/\/Sentences$|\.(wav|mp3)$|\/Media\/\w+$/.test(request.path);

/** Identical reads in one run share a request, except for lists. */
const sharesReads = ({ method, list }: Selection) => method === undefined && list === undefined;

/** Gives each input to the parameter of a separate item, in a separate run where items share requests. */
async function feed(world: World, selection: Selection, row: Row, inputs: unknown[]) {
	await world.account.reset();
	const parameters = withExpression(parametersOf(selection, world, { options: CALM }), row);
	const items = inputs.map((given) => ({ json: { given } as IDataObject }));
	const json: IDataObject[] = [];
	for (const run of sharesReads(selection) ? items.map((item) => [item]) : [items]) {
		const settings = { timezone: TIMEZONE };
		json.push(...(await envelopes({ parameters, items: run, credential: world.credential, settings })));
	}
	const { requests } = await world.account.ledger();
	// One request per item matters: the main one, or one that follows it.
	const isAsked = row.follows ? ({ path }: RequestEntry) => path.endsWith(row.follows!) : isMain(selection);
	return { json, requests: requests.filter(isAsked) };
}

const several = (wire: string | string[]) => (Array.isArray(wire) ? wire : [wire]);

/** Returns what must reach Twilio for a value of the row, given the request without it. */
function expected(row: Row, base: { path: string; fields: Fields }, wire: string | string[] | undefined) {
	const fields: Record<string, string[] | undefined> = { ...base.fields };
	if (row.wire)
		fields[row.wire] = wire === undefined ? row.otherwise : row.joined ? [several(wire).join(',')] : several(wire);
	if (wire !== undefined) Object.assign(fields, row.implied?.(wire));
	const path = row.path && wire !== undefined ? row.path(String(wire)) : base.path;
	return {
		path: expect.stringMatching(new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)),
		fields: JSON.parse(JSON.stringify(fields)),
	};
}

describe.each(everySelection)('%s', (name, selection) => {
	let world: World;
	let base: { path: string; fields: Fields };
	const rows = rowsOf.get(name)!;

	beforeAll(async () => {
		world = await newWorld();
		await selection.before?.(world);
		// Outcomes that are waited for arrive at once.
		await world.account.configure({
			outcome: { message: { steps: [['delivered', 0]] }, call: { steps: [['completed', 0]] } },
		});
		await world.account.reset();
		await envelopes({ parameters: parametersOf(selection, world, { options: CALM }), credential: world.credential });
		const request = (await world.account.ledger()).requests.find(isMain(selection));
		base = { path: request!.path, fields: fieldsOf(request!) };
	});

	/** Returns the minimal request, adjusted for the other values that the row requires. */
	const baseOf = (row: Row) => {
		if (row.follows) return { path: row.follows, fields: { ...row.base } };
		const fields: Fields = { ...base.fields, ...row.base };
		if (row.given?.instructions) delete fields.Twiml;
		return { ...base, fields };
	};

	test('the table has every field of the description, and no other', () => {
		const fields = described(selection).map(({ in: collection, field }) => keyOf({ in: collection, name: field.name }));
		expect(rows.map(keyOf).sort()).toEqual(fields.sort());
	});

	describe.each(rows.map((row) => [keyOf(row), row] as const))('%s', (_key, row) => {
		const { kind } = row;
		const empty = [null, '', ' \t ', ...(kind.empty ?? [])];

		test('reaches Twilio', async () => {
			const { json, requests } = await feed(
				world,
				selection,
				row,
				kind.sent.map(([given]) => given),
			);
			const errors = json.map(({ error }) => error as string | null);
			expect(errors.filter((error) => error && !error.startsWith('Twilio returned'))).toEqual([]);
			expect(requests.map((request) => ({ path: request.path, fields: fieldsOf(request) }))).toEqual(
				kind.sent.map(([, wire]) => expected(row, baseOf(row), wire)),
			);
		});

		test('is refused with its name before anything is sent', async () => {
			const { field } = described(selection).find(
				({ in: collection, field: { name } }) => keyOf({ in: collection, name }) === keyOf(row),
			)!;
			const inputs = [...kind.refused, ...(row.required ? empty : [])];
			if (inputs.length === 0) return;
			const { json, requests } = await feed(world, selection, row, inputs);
			const label = field.displayName.replace(/ \(Seconds\)$/, '');
			const wrong = json.map(({ success, error }, index) => ({
				given: inputs[index],
				success,
				error: error as string,
			}));
			expect(wrong.filter(({ success, error }) => success !== false || !error.includes(label))).toEqual([]);
			expect(requests).toEqual([]);
		});

		if (!row.required) {
			test('is left out if it is empty', async () => {
				const { requests } = await feed(world, selection, row, empty);
				expect(requests.map((request) => ({ path: request.path, fields: fieldsOf(request) }))).toEqual(
					empty.map(() => expected(row, baseOf(row), undefined)),
				);
			});
		}
	});
});
