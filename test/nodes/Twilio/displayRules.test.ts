import { NodeHelpers, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers as OldestHelpers } from 'n8n-workflow-oldest';
import { loader } from '../../support/engine';
import { perAction } from '../../support/selections';

let description: INodeTypeDescription;

beforeAll(async () => {
	await loader.loadAll();
	description = loader.getNode('twilio').type.description as INodeTypeDescription;
});

const EMPTY = { __rl: true, mode: 'list', value: '' };
const PAGING = { returnAll: false, limit: 50 };
const SEND = { channel: 'sms', from: EMPTY, to: '', body: '', mediaUrls: [], additionalFields: {}, options: {} };

/** Fields of each selection with their defaults, from top to bottom. */
const FIELDS: Record<string, INodeParameters> = {
	'call/delete': { callSid: EMPTY, options: {} },
	'call/get': { callSid: EMPTY, options: {} },
	'call/getAll': { ...PAGING, filters: {}, options: {} },
	'call/hangUp': { callSid: EMPTY, options: {} },
	'call/make': { from: EMPTY, to: '', instructions: 'text', text: '', additionalFields: {}, options: {} },
	'message/cancel': { messageSid: EMPTY, options: {} },
	'message/delete': { messageSid: EMPTY, options: {} },
	'message/get': { messageSid: EMPTY, options: {} },
	'message/getAll': { ...PAGING, filters: {}, options: {} },
	'message/redact': { messageSid: EMPTY, options: {} },
	'message/send': SEND,
	'message/sendAndWait': {
		channel: 'sms',
		from: EMPTY,
		to: '',
		message: '',
		responseType: 'approval',
		answerBy: 'link',
		additionalFields: {},
		options: {},
	},
	'messageMedia/getAll': { messageSid: EMPTY, ...PAGING, filters: {}, options: {} },
	'phoneNumber/getAll': { ...PAGING, filters: {}, options: {} },
	'phoneNumber/lookup': { phoneNumber: '', additionalFields: {}, options: {} },
	'recording/delete': { recordingSid: EMPTY, options: {} },
	'recording/download': { recordingSid: EMPTY, format: '.wav', additionalFields: {}, options: {} },
	'recording/getAll': { ...PAGING, filters: {}, options: {} },
	'transcript/get': { transcriptSids: [], additionalFields: {}, options: {} },
	'transcript/getAll': { ...PAGING, includeTranscriptText: false, filters: {}, additionalFields: {}, options: {} },
	'verification/check': { serviceSid: EMPTY, to: '', verificationSid: '', code: '', additionalFields: {}, options: {} },
	'verification/send': { serviceSid: EMPTY, to: '', channel: 'sms', additionalFields: {}, options: {} },
	'verificationService/create': { friendlyName: '', additionalFields: {}, options: {} },
};

const selectionOf = (name: string) => {
	const [resource, operation] = name.split('/') as [string, string];
	return { resource, operation };
};

/** The versions of n8n that the tests run on, and that docs/compatibility.md names as the oldest. */
describe.each<[string, typeof NodeHelpers]>([
	['newest', NodeHelpers],
	['oldest', OldestHelpers as unknown as typeof NodeHelpers],
])('With the display rules of the %s n8n', (_which, helpers) => {
	/** Returns the values as n8n stores them: those of the fields that are shown, completed with defaults. */
	const complete = (values: INodeParameters) =>
		helpers.getNodeParameters(description.properties, values, true, false, { typeVersion: 1 }, description)!;

	/** Returns what the editor shows for these values, in its order, with defaults for missing ones. */
	const shown = (values: INodeParameters) => {
		const { resource, operation, ...own } = complete(values);
		expect([resource, operation]).toEqual([values.resource, values.operation]);
		return own;
	};

	test.each(perAction(FIELDS, 'The table of this test'))('%s shows exactly its own fields', (name, fields) => {
		const own = shown(selectionOf(name));
		// Compared as lists because the order matters.
		expect(Object.entries(own)).toEqual(Object.entries(fields));
	});

	test.each([
		['call', 'make'],
		['message', 'send'],
		['messageMedia', 'getAll'],
		['phoneNumber', 'getAll'],
		['recording', 'download'],
		['transcript', 'get'],
		['verification', 'send'],
		['verificationService', 'create'],
	])('%s begins with %s', (resource, operation) => {
		const values = complete({ resource });
		expect(values.operation).toBe(operation);
	});

	test('a new node sends a message', () => {
		const values = complete({});
		expect(values).toMatchObject({ resource: 'message', operation: 'send' });
	});

	test.each([
		['text', ['text']],
		['url', ['url']],
		['twiml', ['twiml']],
		['applicationSid', ['applicationSid']],
	])('the instructions "%s" show the one parameter of that name', (instructions, names) => {
		const own = Object.keys(shown({ resource: 'call', operation: 'make', instructions }));
		expect(own.filter((name) => ['text', 'url', 'twiml', 'applicationSid'].includes(name))).toEqual(names);
	});

	const additionalFields = (values: INodeParameters) => {
		const collection = description.properties.find(
			({ name, displayOptions }) => name === 'additionalFields' && displayOptions?.show?.operation?.includes('make'),
		)!;
		return (collection.options as INodeProperties[])
			.filter((field) => helpers.displayParameter({}, field, null, description, values))
			.map(({ name }) => name);
	};

	test.each(['url', 'twiml', 'applicationSid'])('voice, language and loop are not offered for "%s"', (instructions) => {
		const spoken = ['voice', 'language', 'loop'];
		const offered = (value: string) => additionalFields({ resource: 'call', operation: 'make', instructions: value });
		expect(offered('text')).toEqual(expect.arrayContaining(spoken));
		expect(offered(instructions).filter((name) => spoken.includes(name))).toEqual([]);
	});

	test('a question by a call has no answer by link or reply, and the fields of a call', () => {
		const byCall = shown({ ...selectionOf('message/sendAndWait'), channel: 'call' });
		expect(Object.keys(byCall)).toEqual(
			Object.keys(FIELDS['message/sendAndWait']!).filter((name) => name !== 'answerBy'),
		);
	});

	/** Returns the required fields that the editor marks as empty. */
	const missing = (parameters: INodeParameters) => {
		const node = { id: '1', name: 'Twilio', type: 'twilio', typeVersion: 1, position: [0, 0] as [number, number] };
		const issues = helpers.getNodeParametersIssues(description.properties, { ...node, parameters }, description);
		return Object.keys(issues?.parameters ?? {});
	};

	test('Code is required, unless SNA Client Token stands in for it', () => {
		const check = {
			...selectionOf('verification/check'),
			serviceSid: { __rl: true, mode: 'id', value: `VA${'0'.repeat(32)}` },
			to: '+1',
		};
		expect(missing({ ...check, code: '', additionalFields: {} })).toEqual(['code']);
		expect(missing({ ...check, code: '={{ $json.code }}', additionalFields: {} })).toEqual([]);
		for (const snaClientToken of ['token', '={{ $json.token }}'])
			expect(missing({ ...check, code: '', additionalFields: { snaClientToken } })).toEqual([]);
		for (const snaClientToken of ['', ' \n', null])
			expect(missing({ ...check, code: '', additionalFields: { snaClientToken } })).toEqual(['code']);
	});

	test('Return All hides Limit', () => {
		const lists = Object.entries(FIELDS).filter(([, fields]) => 'returnAll' in fields);
		expect(lists).toHaveLength(6);
		for (const [name] of lists) expect(shown({ ...selectionOf(name), returnAll: true })).not.toHaveProperty('limit');
	});

	test('the options have the defaults that the action works with', () => {
		const [options] = description.properties.filter(({ name }) => name === 'options');
		const defaults = Object.fromEntries(
			(options!.options as INodeProperties[]).map(({ name, default: value }) => [name, value]),
		);
		expect(defaults).toMatchObject({ timeout: 30, maxConcurrency: 10, maxRetries: 5, includeRaw: false });
	});
});
