import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import type * as Actions from '../../../../nodes/Twilio/actions';
import type { Action } from '../../../../nodes/Twilio/actions/action';
import type * as Options from '../../../../nodes/Twilio/actions/options';
import { built } from '../../../support/built';
import { runNode } from '../../../support/engine';
import { newWorld, type World } from '../../../support/world';

const { actions } = built<typeof Actions>('actions');
const { optionsOf } = built<typeof Options>('actions/options');

const SIZE = 1_000_000;
/** Just below the maximum length of a text. */
const ACCEPTED = 99_990;
/**
 * Limit for one run in n8n's engine, in milliseconds of CPU time, so that other work on the machine does not count.
 */
const LONGEST = 1_000;

/** Returns the CPU time used by this process, in milliseconds. */
function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

const filled = (unit: string, end = '') => unit.repeat(SIZE / unit.length) + end;

/** Input that a web form or a file may contain. Each drives a careless pattern or parser to superlinear time. */
const HOSTILE: Record<string, string> = {
	digits: filled('5', 'x'),
	'digits with points': filled('5.', 'x'),
	spaces: filled(' ', 'x').padStart(SIZE + 2, 'x'),
	newlines: filled('\n', 'x').padStart(SIZE + 2, 'x'),
	commas: filled(',', 'x'),
	'plus signs': filled('+'),
	brackets: filled('['),
	'brackets in pairs': filled('[', ']'.repeat(SIZE)),
	braces: filled('{"a":'),
	URLs: filled('https://'),
	'URLs with commas': filled('https://example.com/a, '),
	SIDs: `https://console.twilio.com/${filled(`SM${'0'.repeat(32)}/`)} `,
	'an address of a channel': `whatsapp:${filled('+1 ')}`,
	dates: filled('2027-01-31T'),
	surrogates: filled('\ud83c'),
};

const GIVEN = '={{ $json.given }}';

interface Place {
	field: INodeProperties;
	/** The collection that contains the field. */
	collection?: INodeProperties;
}

/**
 * Returns all parameters of an action that can hold a text from a user or an expression. Fixed collections are left
 * out, because n8n turns any text into one.
 */
const placesOf = (action: Action): Place[] =>
	[...action.fields, { name: 'options', type: 'collection', options: optionsOf(action) } as INodeProperties]
		.flatMap((field) =>
			field.type === 'collection'
				? (field.options as INodeProperties[]).map((entry) => ({ field: entry, collection: field }))
				: [{ field }],
		)
		.filter(({ field }) => field.type !== 'fixedCollection');

/** Returns the shapes in which the value may arrive: plain, by link, as a list entry or as a template variable. */
function shapesOf({ type, typeOptions, modes }: INodeProperties): NodeParameterValueType[] {
	const links = (modes ?? []).map(({ name }) => ({ __rl: true as const, mode: name, value: GIVEN }));
	if (type === 'resourceMapper')
		return [GIVEN, ...[GIVEN, { 1: GIVEN }].map((value) => ({ mappingMode: 'defineBelow', value }))];
	return [GIVEN, ...links, ...(typeOptions?.multipleValues ? [[GIVEN]] : [])];
}

/** Returns a valid value. */
function plain({ type, extractValue, modes }: INodeProperties): NodeParameterValueType {
	const [kind] = /[A-Z]{2}/.exec(JSON.stringify([extractValue, modes?.map(({ validation }) => validation)])) ?? [];
	const value = kind ? `${kind}${'0'.repeat(32)}` : '+15005550101';
	return type === 'multiOptions' ? [value] : value;
}

/** Returns the parameters with the value in its place, and with whatever is needed to show and read it. */
function parametersFor({ resource, operation, fields }: Action, { field, collection }: Place, value: unknown) {
	const rules = Object.entries({ ...collection?.displayOptions?.show, ...field.displayOptions?.show });
	const needed = fields.filter(({ required }) => required).map((entry) => [entry.name, plain(entry)]);
	const shown = rules.map(([name, values]) => [name.replace(/^\//, ''), (values as unknown[])[0]]);
	return {
		resource,
		operation,
		...Object.fromEntries([...needed, ...shown]),
		...(collection ? { [collection.name]: { [field.name]: value } } : { [field.name]: value }),
	} as INodeParameters;
}

const cases = actions.flatMap((action) =>
	placesOf(action).map((place): [string, Action, Place] => [
		[action.resource, action.operation, place.collection?.name, place.field.name].filter(Boolean).join('/'),
		action,
		place,
	]),
);

let world: World;

beforeAll(async () => {
	world = await newWorld();
	// Loads n8n's engine and compiles its code before time is measured.
	await runNode({ parameters: { resource: 'message', operation: 'getAll' }, credential: world.credential });
});

/** Returns the hostile texts, created anew for each field: an engine may cache what it found in a text. */
const items = () => Object.values(HOSTILE).map((given) => ({ json: { given } }));

describe.each(cases)('%s', (_name, action, place) => {
	test(`refuses texts of ${SIZE} characters at once, by its name`, async () => {
		await world.account.reset();
		for (const shape of shapesOf(place.field)) {
			const parameters = parametersFor(action, place, shape);
			const start = processorTime();
			const { outputs } = await runNode({ parameters, items: items(), credential: world.credential });
			const took = processorTime() - start;
			const errors = outputs[0]!.map(({ json }) => String(json.error));
			const label = place.field.displayName.replace(/ \(Seconds\)$/, '');
			expect(errors).toEqual(Object.keys(HOSTILE).map(() => expect.stringContaining(label)));
			expect(Math.max(...errors.map(({ length }) => length))).toBeLessThan(500);
			expect(took).toBeLessThan(LONGEST);
		}
		expect((await world.account.counters()).requests).toBe(0);
	});
});

const isList = ({ type, typeOptions }: INodeProperties) => type === 'multiOptions' || typeOptions?.multipleValues;

/** Lists of a web form, each longer in all than any of their entries. */
const LISTS: unknown[][] = [
	...Object.values(HOSTILE).map((text) => Array<string>(10).fill(text.slice(0, ACCEPTED))),
	...['initiated', 'https://a', 'x', null, 1].map((entry) => Array<unknown>(SIZE / 5).fill(entry)),
];

describe.each(cases.filter(([, , { field }]) => isList(field)))('%s', (_name, action, place) => {
	test('refuses long lists at once, by its name', async () => {
		const parameters = parametersFor(action, place, GIVEN);
		const given = LISTS.map((list) => ({ json: { given: list } }));
		const start = processorTime();
		const { outputs } = await runNode({ parameters, items: given, credential: world.credential });
		expect(processorTime() - start).toBeLessThan(LONGEST);
		const errors = outputs[0]!.map(({ json }) => json.error);
		expect(errors).toEqual(LISTS.map(() => expect.stringContaining(place.field.displayName)));
	});

	test(`reads texts of ${ACCEPTED} characters at once`, async () => {
		const parameters = parametersFor(action, place, GIVEN);
		const given = Object.values(HOSTILE).map((text) => ({ json: { given: text.slice(0, ACCEPTED) } }));
		const start = processorTime();
		await runNode({ parameters, items: given, credential: world.credential });
		expect(processorTime() - start).toBeLessThan(LONGEST);
	});
});

test('errors stay short, however long the value is', async () => {
	const wrong = { ...world.credential, region: 'x'.repeat(SIZE) };
	const reading = { resource: 'message', operation: 'get', messageSid: `SM${'0'.repeat(32)}` };
	const lookup = { resource: 'phoneNumber', operation: 'lookup', phoneNumber: 'x'.repeat(ACCEPTED) };
	for (const [parameters, credential] of [
		[reading, wrong],
		[lookup, world.credential],
	] as const) {
		const { outputs } = await runNode({ parameters, credential });
		expect(String(outputs[0]![0]!.json.error)).toMatch(/^[^x]{1,80}x{80}…"$/);
	}
});

const XML: Record<string, [body: string, told: string]> = {
	'an error at its start': [
		`<?xml version='1.0'?><TwilioResponse><RestException><Code>20404</Code><Message>Not &quot;here&quot;${filled(' <Code>')}</Message>`,
		'Not "here"',
	],
	'many errors without a code': [filled('<RestException>'), '404'],
	'many codes without an error': [filled('<Code>1</Code>'), '404'],
	'a code without an end': [`<RestException><Code>${filled('1')}`, '404'],
	'many codes': [`<RestException>${filled('<Code>1</Code> ')}`, 'error 1 '],
};

test.each(Object.entries(XML))('an XML response of 3 MB with %s is read at once', async (_what, [body, told]) => {
	const { account, credential, sids } = await newWorld();
	await account.faults({
		match: { method: 'GET' },
		action: { kind: 'status', status: 404, body: body.padEnd(3 * SIZE), contentType: 'application/xml' },
	});
	const parameters = { resource: 'call', operation: 'get', callSid: sids.call };
	// On a busy machine the same work sometimes takes more CPU time, so the best of three counts.
	let took = Infinity;
	for (let tries = 0; tries < 3 && took >= LONGEST; tries++) {
		const start = processorTime();
		const { outputs } = await runNode({ parameters, credential });
		took = processorTime() - start;
		expect(outputs[0]![0]!.json).toMatchObject({ success: false, error: expect.stringContaining(told) });
	}
	expect(took).toBeLessThan(LONGEST);
});
