import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workflow, type INodeProperties, type INodePropertyOptions, type INodeTypeDescription } from 'n8n-workflow';
import { complaintsOf } from '../../support/descriptionSource';
import { loader, NODE_TYPE, nodeTypes } from '../../support/engine';
import { actions, nameOf } from '../../support/selections';

let description: INodeTypeDescription;
let methods: Record<string, Record<string, unknown>>;

beforeAll(async () => {
	await loader.loadAll();
	const { type } = loader.getNode('twilio');
	description = type.description as INodeTypeDescription;
	methods = (type as { methods?: typeof methods }).methods ?? {};
});

interface Field extends INodeProperties {
	/** The names that lead to the field. */
	path: string;
}

/** Returns all fields, including those in collections. */
function fields(properties = description.properties, prefix = ''): Field[] {
	return properties.flatMap((field) => [
		{ ...field, path: prefix + field.name },
		...(field.type === 'collection' ? fields(field.options as INodeProperties[], `${prefix}${field.name}.`) : []),
	]);
}

/** Returns the entries of all dropdowns. */
const choices = (properties?: INodeProperties[]) =>
	fields(properties)
		.filter(({ type, options }) => type !== 'collection' && options)
		.map(({ path, options }) => ({ path, options: options as INodePropertyOptions[] }));

const operations = () =>
	description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map((option) => ({
				...option,
				resource: (displayOptions!.show!.resource as string[])[0]!,
			})),
		);

/** Returns every text that a user reads, with its place. */
function texts(properties?: INodeProperties[]): Array<[place: string, text: string]> {
	const ofFields = fields(properties).flatMap(({ path, displayName, description: told, hint, placeholder, modes }) => [
		[path, displayName],
		[path, told],
		[path, hint],
		[path, placeholder],
		...(modes ?? []).flatMap((mode) => [mode.displayName, mode.hint].map((text) => [path, text])),
	]);
	const ofChoices = choices(properties).flatMap(({ path, options }) =>
		options.flatMap((option) => [option.name, option.description, option.action].map((text) => [path, text])),
	);
	return [...ofFields, ...ofChoices].filter(([, text]) => text) as Array<[string, string]>;
}

test('the node is what saved workflows name', () => {
	expect(description).toMatchObject({
		name: 'twilio',
		displayName: 'Twilio',
		version: 1,
		defaults: { name: 'Twilio' },
		usableAsTool: true,
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'twilioAccountApi', required: true }],
	});
});

test('the subtitle is the chosen action, in other words than the name that n8n gives a new node', () => {
	for (const { resource, value, action } of operations()) {
		const parameters = { resource, operation: value as string };
		const node = {
			id: '1',
			name: action!,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters,
		};
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: nodeTypes() });
		const subtitle = workflow.expression.getSimpleParameterValue(node, description.subtitle, 'internal', {}, undefined);
		expect([resource, value, subtitle]).toEqual([
			resource,
			value,
			expect.stringMatching(/^[A-Z][\w ]+ > [A-Z][\w ]+$/),
		]);
	}
});

test("n8n's linter finds nothing in the description as it is computed", () => {
	expect(complaintsOf(description)).toEqual([]);
});

test.each([
	[
		'an operation without an action',
		'node-param-operation-option-without-action',
		(copy: INodeTypeDescription) =>
			delete (copy.properties.find(({ name }) => name === 'operation')!.options![0] as INodePropertyOptions).action,
	],
	[
		'unsorted options',
		'node-param-options-type-unsorted-items',
		(copy: INodeTypeDescription) => copy.properties[0]!.options!.reverse(),
	],
	[
		'another text for Limit',
		'node-param-description-wrong-for-limit',
		(copy: INodeTypeDescription) => (copy.properties.find(({ name }) => name === 'limit')!.description = 'The limit'),
	],
])("n8n's linter would find %s", (_what, rule, spoil) => {
	const copy = structuredClone(description);
	spoil(copy);
	expect(complaintsOf(copy).join('\n')).toContain(rule);
});

test('the editor loads it quickly: it is no larger than 160 kB, of which 14 kB are for the builder', () => {
	expect(Buffer.byteLength(JSON.stringify(description.builderHint))).toBeLessThanOrEqual(14_000);
	expect(Buffer.byteLength(JSON.stringify(description))).toBeLessThanOrEqual(160_000);
});

test('offers every action once', () => {
	const names = operations().map(({ resource, value }) => nameOf({ resource, operation: value as string }));
	expect(names.sort()).toEqual(actions.map(nameOf).sort());
});

test('lists resources and operations by their labels', () => {
	const sorted = (options: INodePropertyOptions[]) => options.map(({ name }) => name);
	for (const { path, options } of choices())
		expect([path, sorted(options)]).toEqual([path, [...sorted(options)].sort((a, b) => a.localeCompare(b))]);
});

test('lists the entries of collections by their labels', () => {
	for (const { path, type, options } of fields()) {
		if (type !== 'collection') continue;
		const labels = (options as INodeProperties[]).map(({ displayName }) => displayName);
		expect([path, labels]).toEqual([path, [...labels].sort((a, b) => a.localeCompare(b))]);
	}
});

test('has no two fields of one name in a selection or a collection', () => {
	const collections = fields().filter(({ type }) => type === 'collection');
	for (const { path, options } of collections) {
		const names = (options as INodeProperties[]).map(({ name }) => name);
		expect([path, names]).toEqual([path, [...new Set(names)]]);
	}
});

test('tells of every operation what it does and whether it is read-only, changes data, deletes, or is charged', () => {
	const effect: Record<string, RegExp> = {
		...Object.fromEntries(actions.map((action) => [nameOf(action), /Read-only\.$/])),
		'call/delete': /^Permanently delete\b/,
		'message/delete': /^Permanently delete\b/,
		'message/redact': /^Permanently delete\b.*Changes data\.$/,
		'recording/delete': /^Permanently delete\b/,
		'call/hangUp': /Changes data\.$/,
		'message/cancel': /Changes data\.$/,
		'call/make': /Charges apply\.$/,
		'message/send': /Charges apply\.$/,
		'message/sendAndWait': /Charges apply\.$/,
		'verification/send': /Charges apply\.$/,
		'verification/check': /\bChanges data\b/,
		'verificationService/create': /Changes data\.$/,
		'phoneNumber/lookup': /Read-only\. Charges apply for .*\.$/,
	};
	for (const { resource, value, description: told, action, name } of operations()) {
		expect(told).toMatch(effect[nameOf({ resource, operation: value as string })]!);
		expect(action).toMatch(/^[A-Z][a-z]/);
		expect(action!.split(' ').length).toBeGreaterThan(1);
		expect(action).not.toBe(name);
	}
});

test('gives an example in every field that is typed', () => {
	const bare = fields().filter(({ type, typeOptions, placeholder, default: value, path }) => {
		const typed = (type === 'string' && !typeOptions?.password && value !== 'data') || type === 'json';
		return typed && !placeholder?.startsWith('e.g. ') && !path.endsWith('Username');
	});
	expect(bare.map(({ path }) => path)).toEqual([]);
	const modes = fields().flatMap(({ path, modes: all = [] }) =>
		all.filter(({ type, placeholder }) => type === 'string' && !placeholder?.startsWith('e.g. ')).map(() => path),
	);
	expect(modes).toEqual([]);
});

test('begins what booleans do with "Whether"', () => {
	const wrong = fields().filter(({ type, description: told }) => type === 'boolean' && !told?.startsWith('Whether '));
	expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('ends several sentences with a period, and one sentence without', () => {
	const wrong = texts().filter(([, text]) => {
		const sentences = text.replace(/e\.g\.|<[^<>]*>/g, '').split(/[.!?]\s+(?=[A-Z])/).length;
		return /\s/.test(text) && sentences > 1 !== /[.!?]$/.test(text);
	});
	expect(wrong).toEqual([]);
});

test('writes abbreviations in capitals', () => {
	const spelled =
		/\b(sid|Sid|sids|url|Url|urls|id|Id|ids|json|Json|sms|Sms|mms|Mms|twiml|Twiml|http|ip|Ip|utc|Api|api|Twiml)\b/;
	// Examples and links are not prose.
	const wrong = texts().filter(
		([, text]) => !text.startsWith('e.g. ') && spelled.test(text.replace(/https?:\S+|"[^"]*"|`[^`]*`|<[^<>]*>/g, '')),
	);
	expect(wrong).toEqual([]);
});

test('says nothing twice: a description tells more than the label', () => {
	const wrong = fields().filter(
		({ displayName, description: told }) =>
			told !== undefined && told.replace(/\.$/, '').toLowerCase() === displayName.toLowerCase(),
	);
	expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('explains every field but the two dropdowns, the collections and what its choices explain', () => {
	const bare = fields().filter(({ description: told, hint, type, name, options }) => {
		const explained =
			told ?? hint ?? (options as INodePropertyOptions[] | undefined)?.every((option) => option.description);
		return !explained && type !== 'collection' && !['resource', 'operation'].includes(name);
	});
	expect(bare.map(({ path }) => path)).toEqual([]);
});

test('every method that a field names is there', () => {
	const named = fields().flatMap(({ modes = [], typeOptions }) => [
		...modes.map(({ typeOptions: own }) => own?.searchListMethod && `listSearch.${own.searchListMethod}`),
		typeOptions?.loadOptionsMethod && `loadOptions.${typeOptions.loadOptionsMethod}`,
		typeOptions?.resourceMapper?.resourceMapperMethod &&
			`resourceMapping.${typeOptions.resourceMapper.resourceMapperMethod}`,
	]);
	const there = Object.entries(methods).flatMap(([kind, all]) => Object.keys(all).map((name) => `${kind}.${name}`));
	// Checked in both directions: none is missing and none is left over.
	expect(there.sort()).toEqual([...new Set(named.filter(Boolean))].sort());
	expect(there.length).toBeGreaterThan(8);
});

test("every locator can be searched, and takes what n8n's editor stores", () => {
	for (const { modes, default: value } of fields().filter(({ type }) => type === 'resourceLocator')) {
		expect(modes!.map(({ name }) => name)).toEqual(expect.arrayContaining(['list', 'id']));
		expect(modes!.find(({ name }) => name === 'list')).toMatchObject({ typeOptions: { searchable: true } });
		expect(value).toEqual({ mode: 'list', value: '' });
	}
});

test('senders can be picked, or given by number, by name, or by the ID of a messaging service', () => {
	const senders = fields().filter(({ name, type }) => name === 'from' && type === 'resourceLocator');
	expect(senders).toHaveLength(4);
	for (const { modes } of senders)
		expect(modes!.map(({ name, displayName }) => [name, displayName])).toEqual([
			['list', 'From List'],
			['number', 'By Number or Sender'],
			['id', 'By ID'],
		]);
});

test('what a sender is required for is said before the run', () => {
	const optional = fields().filter(({ name, type, required }) => name === 'from' && type !== 'string' && !required);
	expect(optional).toHaveLength(2);
	for (const { hint } of optional) expect(hint).toMatch(/^Required, unless .* Messaging Service/);
});

/** Words that do not belong in the texts of an action, by the action's name. */
const FOREIGN: Array<[actions: RegExp, words: RegExp]> = [
	[/^(message|messageMedia)\/(?!sendAndWait)/, /\b(calls?(?! per Execution)|ring\w*|recordings?)\b/i],
	[/^(call|recording)\//, /\b(messages?(?! end)|deliver(y|ed))\b/i],
];

test('the texts of shared fields fit each action', () => {
	const wrong = actions.flatMap(({ resource, operation }) => {
		const own = description.properties.filter(
			({ displayOptions: { show } = {} }) => show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const name = nameOf({ resource, operation });
		const words = FOREIGN.flatMap(([where, foreign]) => (where.test(name) ? [foreign] : []));
		return texts(own).filter(([, text]) => words.some((foreign) => foreign.test(text)));
	});
	expect(wrong).toEqual([]);
});

test('has a page for search engines and the palette of nodes', () => {
	const codex = JSON.parse(readFileSync(join(__dirname, '../../../dist/nodes/Twilio/Twilio.node.json'), 'utf8'));
	expect(codex).toMatchObject({
		node: 'n8n-nodes-twilio.twilio',
		categories: expect.arrayContaining(['Communication']),
	});
});
