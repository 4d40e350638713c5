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

/** The fields of the built description for a selection, each with the collection it lies in. */
function described({ resource, operation }: Selection): Array<{ in?: string; field: INodeProperties }> {
	const { properties } = loader.getNode('twilio').type.description as { properties: INodeProperties[] };
	const own = properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
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

/** The parameters with an expression for the one in question. */
function withExpression(parameters: INodeParameters, row: Row): INodeParameters {
	const expression = row.wrap?.('={{ $json.given }}') ?? '={{ $json.given }}';
	const given = { ...parameters, ...row.given };
	if (!row.in) return { ...given, [row.name]: expression };
	const others = (given[row.in] ?? {}) as INodeParameters;
	return { ...given, [row.in]: { ...others, [row.name]: expression } };
}

// One request after the other, so that the ledger's order is that of the items.
const CALM = { maxConcurrency: 1, maxRetries: 0 };

/** Whether it is the request in question: not one for a part of the record or a file, nor a look for a reply. */
const isMain = (selection: Selection) => (request: RequestEntry) =>
	request.method === (selection.method ?? 'GET') && !/\/Sentences$|\.(wav|mp3)$|\/Media\/\w+$/.test(request.path);

/** Identical reads of one run are one request, except those of lists. */
const sharesReads = ({ method, list }: Selection) => method === undefined && list === undefined;

/** Gives each input to the parameter of an item of its own, in a run of its own where items share requests. */
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
	// Of each item one request is in question: the main one, or one that follows it.
	const isAsked = row.follows ? ({ path }: RequestEntry) => path.endsWith(row.follows!) : isMain(selection);
	return { json, requests: requests.filter(isAsked) };
}

const several = (wire: string | string[]) => (Array.isArray(wire) ? wire : [wire]);

/** What must reach Twilio for a value of the row, if this is the request without it. */
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
		// What is waited for has come at once.
		await world.account.configure({
			outcome: { message: { steps: [['delivered', 0]] }, call: { steps: [['completed', 0]] } },
		});
		await world.account.reset();
		await envelopes({ parameters: parametersOf(selection, world, { options: CALM }), credential: world.credential });
		const request = (await world.account.ledger()).requests.find(isMain(selection));
		base = { path: request!.path, fields: fieldsOf(request!) };
	});

	/** The least request, with what other values of the row's companions make of it. */
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
