import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type * as Actions from '../../nodes/Twilio/actions';
import type * as Options from '../../nodes/Twilio/actions/options';
import type * as Results from '../../nodes/Twilio/execution/itemResult';
import type * as Envelope from '../../nodes/Twilio/output/envelope';
import type * as Failure from '../../nodes/Twilio/errors/twilioApiError';
import type * as Shapes from '../../nodes/Twilio/output/fields';
import { built } from '../support/built';
import { envelopes, runNode } from '../support/engine';
import { sendMessage, verdictOf } from '../support/requests';
import { problemsOf, schemaOf } from '../support/schemas';
import { newWorld } from '../support/world';
import type { Fault } from '../twilio/client';
import { jsonObject } from './arbitraries';

const { actions } = built<typeof Actions>('actions');
const { shaped } = built<typeof Shapes>('output/fields');
const { withDefaults } = built<typeof Options>('actions/options');
const { failure } = built<typeof Results>('execution/itemResult');
const { successEnvelope } = built<typeof Envelope>('output/envelope');
const { TwilioApiError, describe: described } = built<typeof Failure>('errors/twilioApiError');

const account = { sid: `AC${'a'.repeat(32)}`, region: 'us1' } as const;
const context = { account, options: withDefaults({}), resumeUrl: () => 'https://example.com/' };
const params = { recordingSid: `RE${'b'.repeat(32)}`, format: '.wav', channel: 'sms' };

/** Returns all keys of a schema, and those of Twilio's keys that are read to build the output. */
const keysOf = (schema: unknown) => [
	...new Set([...JSON.stringify(schema).matchAll(/"(\w+)":/g)].map(([, key]) => key!)),
	'from',
	'line_type_intelligence',
	'type',
	'code',
	'detail',
	'title',
	'more_info',
];

/** Texts that no value may turn into. Keys and values of the arbitrary JSON do not contain them. */
const BROKEN = /undefined|\[object Object\]|NaN|Infinity/;
const clean = (body: unknown) => !BROKEN.test(JSON.stringify(body));

describe.each(actions.map((action) => [`${action.resource}/${action.operation}`, action] as const))(
	'%s',
	(_name, action) => {
		const body = jsonObject(keysOf(schemaOf(action))).filter(clean);

		test('makes a valid envelope of whatever Twilio responds', () => {
			const property = fc.property(fc.array(body, { minLength: 1, maxLength: 3 }), (found) => {
				const envelope = successEnvelope(
					shaped(action.output, action.toOutput(found as IDataObject[], params, context)),
				);
				expect(problemsOf(action, JSON.parse(JSON.stringify(envelope)))).toEqual([]);
				expect(JSON.stringify(envelope)).not.toMatch(BROKEN);
				expect(({} as IDataObject).polluted).toBeUndefined();
			});
			// The examples once failed.
			fc.assert(property, { numRuns: 200, examples: [[[{ sentences: [null] }]]] });
		});

		test('makes a valid failure of whatever error Twilio returns', () => {
			const property = fc.property(
				body,
				fc.integer({ min: 300, max: 599 }),
				fc.boolean(),
				(found, status, uncertain) => {
					const error = new TwilioApiError(described(status, found as IDataObject, ['Messages']), {
						status,
						body: found as IDataObject,
						uncertain,
					});
					const [item] = failure({ action, forErrorOutput: false }, error).items;
					expect(problemsOf(action, item!.json)).toEqual([]);
					expect(JSON.stringify(item)).not.toMatch(BROKEN);
					const [forErrorOutput] = failure({ action, forErrorOutput: true }, error).items;
					const { code, message } = forErrorOutput!.json.details as IDataObject;
					expect(code === null || Number.isInteger(code)).toBe(true);
					expect(typeof message).toBe('string');
				},
			);
			fc.assert(property, { numRuns: 100 });
		});
	},
);

describe('Any body', () => {
	const COUNT = 120;
	const seed = Number(process.env.FUZZ_SEED ?? 2026);
	/** Responses that once broke something, and a few that look as if they could. */
	const kept = [
		'{"__proto__":{"sid":"x"}}',
		'{"messages":[null]}',
		'{"messages":{}}',
		'{"code":true}',
		'{"code":[20003],"message":{}}',
		'{"sid":{}}',
		'{"sid":null}',
		'"\\ud800"',
		'[',
		'\u0000',
		'{"toString":1,"sid":"SM1"}',
		'[[[['.repeat(1000),
		'{"messages":[],"next_page_uri":5}',
		'{"messages":[],"meta":null,"next_page_uri":"%"}',
	];
	const bodies = [
		...kept,
		...fc.sample(
			fc.oneof(
				fc.json(),
				fc.string({ unit: 'binary' }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
				jsonObject(['sid', 'messages', 'code', 'message', 'status', 'next_page_uri', 'meta']).map((value) =>
					JSON.stringify(value),
				),
				fc.json().map((text) => text.slice(0, -1)),
			),
			{ numRuns: COUNT, seed },
		),
	];

	const fuzz = (method: 'GET' | 'POST', status: number): Fault[] =>
		bodies.map((body) => ({
			times: 1,
			match: { method },
			action: { kind: 'status', status, body, contentType: 'application/json', when: 'after' },
		}));

	test.each([200, 404, 500])('with status %i to a list gives a valid envelope', async (status) => {
		const { account: twilio, credential } = await newWorld();
		await twilio.faults(...fuzz('GET', status));
		const items = bodies.map(() => ({ json: {} }));
		const found = await envelopes({
			credential,
			items,
			parameters: { resource: 'message', operation: 'getAll', options: { maxRetries: 0, maxConcurrency: 1 } },
		});
		expect(found).toHaveLength(bodies.length);
		for (const envelope of found)
			expect(problemsOf({ resource: 'message', operation: 'getAll' }, envelope)).toEqual([]);
	});

	test('to a message that was sent is a success if it has a SID, and uncertain otherwise', async () => {
		const { account: twilio, credential } = await newWorld();
		await twilio.faults(...fuzz('POST', 201));
		const items = bodies.map((_body, index) => ({ json: { index } }));
		const { outputs } = await runNode({
			credential,
			items,
			parameters: sendMessage({ body: '={{ $json.index }}', options: { maxConcurrency: 1 } }),
		});
		const { effects } = await twilio.ledger();
		expect(effects.map(({ body }) => Number(body))).toEqual(items.map(({ json }) => json.index));
		outputs[0]!.forEach(({ json }) => {
			expect(problemsOf({ resource: 'message', operation: 'send' }, json)).toEqual([]);
			expect(verdictOf(json)).not.toBe('failure');
		});
	});
});
