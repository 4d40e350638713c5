import type { GenericValue, IDataObject, INodeParameters } from 'n8n-workflow';
import { requestsFor } from './requestsFor';

/** Returns the error for each of these values of `$json.given`. */
async function errorsFor(name: string, parameters: INodeParameters, values: unknown[]) {
	const items = values.map((given): IDataObject => ({ given: given as GenericValue }));
	const { envelopes, sent } = await requestsFor(name, parameters, items);
	expect(sent).toEqual([]);
	return envelopes.map(({ error }) => error);
}

/** n8n requires all four when an expression chooses between them. */
const INSTRUCTIONS = {
	text: 'Hello',
	url: 'https://example.com',
	twiml: '<Response/>',
	applicationSid: `AP${'0'.repeat(32)}`,
};

describe('A choice for which an expression gives nothing', () => {
	test.each(['={{ $json.missing }}', '={{ null }}', '={{ "" }}', '={{ " " }}'])(
		'is its default: Return All given %s keeps Limit',
		async (returnAll) => {
			const { fields } = await requestsFor('message/getAll', { returnAll, limit: 7 });
			expect(fields[0]!.PageSize).toBe('7');
		},
	);

	test('is its default at the top and under Options', async () => {
		const { fields, envelopes } = await requestsFor('verification/send', {
			channel: '={{ $json.missing }}',
			options: { includeRaw: '={{ $json.missing }}', maxRetries: '={{ $json.missing }}' },
		});
		expect(fields[0]!.Channel).toBe('sms');
		expect(envelopes[0]).toMatchObject({ success: true });
		expect(envelopes[0]).not.toHaveProperty('raw');
	});

	test('shows the fields of its default', async () => {
		const { fields } = await requestsFor('call/make', { ...INSTRUCTIONS, instructions: '={{ null }}' });
		expect(fields[0]!.Twiml).toContain('Hello');
	});
});

describe('An option', () => {
	test.each([
		['whatsapp', 'whatsapp'],
		['WhatsApp', 'whatsapp'],
		[' WHATSAPP\n', 'whatsapp'],
		['sms or mms', ''],
		['Facebook Messenger', 'messenger'],
	])('given as "%s" is meant', async (given, channel) => {
		const { fields } = await requestsFor('message/send', { channel: '={{ $json.given }}' }, [{ given }]);
		expect(fields[0]!.To).toBe(`${channel ? `${channel}:` : ''}+15005550101`);
	});

	test('shows its fields, however it is written', async () => {
		const { fields } = await requestsFor('call/make', {
			...INSTRUCTIONS,
			instructions: '={{ "twiml".toUpperCase() }}',
		});
		expect(fields[0]!.Twiml).toBe('<Response/>');
	});

	test('goes by its value before its label', async () => {
		const { fields } = await requestsFor('call/make', {
			additionalFields: { machineDetection: '={{ "detectmessageend" }}', method: '={{ "get" }}' },
		});
		expect(fields[0]).toMatchObject({ MachineDetection: 'DetectMessageEnd', Method: 'GET' });
	});

	test('that is none is refused with those there are', async () => {
		expect(await errorsFor('message/send', { channel: '={{ $json.given }}' }, ['fax', 'sms,rcs', ['sms']])).toEqual([
			'Channel must be one of messenger, rcs, sms, whatsapp, got "fax"',
			'Channel must be one of messenger, rcs, sms, whatsapp, got "sms,rcs"',
			'Channel must be one of messenger, rcs, sms, whatsapp, got a list',
		]);
	});
});

describe('A text', () => {
	test.each([
		['{{ DateTime.fromISO("2027-01-31T12:30:00", { zone: "Asia/Tokyo" }) }}', '2027-01-31T12:30:00.000+09:00'],
		['{{ new Date("2027-01-31T12:30:00Z") }}', '2027-01-31T13:30:00.000+01:00'],
		['{{ 4711 }}', '4711'],
		['{{ 0.5 }}', '0.5'],
		['{{ true }}', 'true'],
	])('given %s is that text', async (expression, expected) => {
		const { fields } = await requestsFor('message/send', {
			body: `=${expression}`,
			additionalFields: { statusCallback: `=${expression}` },
		});
		expect(fields[0]).toMatchObject({ Body: expected, StatusCallback: expected });
	});

	test('of one line loses the spaces around it, of several lines keeps them', async () => {
		const { fields } = await requestsFor('verification/check', { code: '\t012345 \n' });
		expect(fields[0]!.Code).toBe('012345');
		expect((await requestsFor('message/send', { body: ' Hello \n' })).fields[0]!.Body).toBe(' Hello \n');
	});

	test('loses invisible characters around it as well, unless it is a message', async () => {
		const { fields } = await requestsFor('message/send', {
			to: '\u202a+1 500 555 0101\u202c',
			body: '\u200bHello\u200f',
			additionalFields: { applicationSid: `AP${'0'.repeat(32)}\u200b`, validityPeriod: '={{ "60\u200b" }}' },
		});
		expect(fields[0]).toMatchObject({
			To: '+15005550101',
			Body: '\u200bHello\u200f',
			ApplicationSid: `AP${'0'.repeat(32)}`,
			ValidityPeriod: '60',
		});
	});

	test('with nothing visible is refused, except as content', async () => {
		expect(await errorsFor('message/send', { to: '\u200b' }, [{}])).toEqual([
			'To has only invisible characters: enter it again',
		]);
		expect((await requestsFor('message/send', { body: '\u200b' })).fields[0]!.Body).toBe('\u200b');
	});

	test('of no use is refused', async () => {
		expect(
			await errorsFor('message/send', { body: '={{ $json.given }}' }, [{ a: 1 }, ['a'], 'a\ud83c', 'a\0']),
		).toEqual([
			'Body must be text (e.g. Your order is on its way), got an object',
			'Body must be text (e.g. Your order is on its way), got a list',
			'Body contains an invalid character (lone surrogate)',
			'Body contains an invalid character (NUL)',
		]);
	});
});

describe('A refusal names the field and gives an example', () => {
	const MESSAGE =
		'Message must be "SM" or "MM" followed by 32 hexadecimal digits (e.g. SM0123456789abcdef0123456789abcdef)';

	test.each<[string, string, INodeParameters, unknown, string]>([
		['a missing value', 'message/send', { to: '={{ $json.given }}' }, '', 'To is required (e.g. +14155550123)'],
		['a SID', 'message/get', { messageSid: '={{ $json.given }}' }, 'SM1', `${MESSAGE}, got "SM1"`],
		['a SID of another kind', 'message/get', { messageSid: '={{ $json.given }}' }, 5, `${MESSAGE}, got 5`],
		[
			'a link',
			'message/get',
			{ messageSid: { __rl: true, mode: 'url', value: '={{ $json.given }}' } },
			'https://example.com',
			'Message must be a link to its page in the Twilio Console (e.g. https://console.twilio.com/us1/…), got "https://example.com"',
		],
		[
			'a day',
			'message/getAll',
			{ filters: { dateSent: '={{ $json.given }}' } },
			'soon',
			'Date Sent must be a date, such as 2027-01-31, got "soon"',
		],
		[
			'JSON',
			'message/send',
			{ additionalFields: { contentVariables: '={{ $json.given }}' } },
			'[1]',
			'Content Variables must be a JSON object (e.g. { "1": "Ada", "2": "12:30" }), got "[1]"',
		],
		[
			'a number',
			'verificationService/create',
			{ additionalFields: { codeLength: '={{ $json.given }}' } },
			'x'.repeat(200),
			`Code Length must be a whole number of at least 4 and at most 10, got "${'x'.repeat(80)}…"`,
		],
	])('%s', async (_what, name, parameters, given, error) => {
		expect(await errorsFor(name, parameters, [given])).toEqual([error]);
	});

	test('a password is not shown', async () => {
		const parameters = { additionalFields: { sipAuthPassword: '={{ $json.given }}' } };
		expect(await errorsFor('call/make', parameters, [{ secret: 'swordfish' }, ['swordfish']])).toEqual([
			'SIP Auth Password must be text, got another value',
			'SIP Auth Password must be text, got another value',
		]);
	});
});

describe('Template Variables', () => {
	const parameters = (value: INodeParameters, additionalFields: INodeParameters = {}): INodeParameters => ({
		channel: 'whatsapp',
		body: '',
		additionalFields: { contentSid: `HX${'0'.repeat(32)}`, ...additionalFields },
		templateVariables: { mappingMode: 'defineBelow', value },
	});

	test.each(['{}', ' { } ', '', '={{ {} }}'])('are not hidden by Content Variables "%s"', async (contentVariables) => {
		const { fields } = await requestsFor('message/send', parameters({ 1: 'Ada' }, { contentVariables }));
		expect(fields[0]!.ContentVariables).toBe('{"1":"Ada"}');
	});

	test('are hidden by Content Variables with a value', async () => {
		const more = { contentVariables: '{"1":"Grace"}' };
		const { fields } = await requestsFor('message/send', parameters({ 1: 'Ada' }, more));
		expect(fields[0]!.ContentVariables).toBe('{"1":"Grace"}');
	});

	test.each<[string, GenericValue]>([
		['JSON in place of the fields', { mappingMode: 'defineBelow', value: '{"1":"Ada"}' }],
		['an expression in place of the fields', { mappingMode: 'defineBelow', value: '={{ { 1: "Ada" } }}' }],
		['an expression that gives JSON', { mappingMode: 'defineBelow', value: '={{ JSON.stringify({ 1: "Ada" }) }}' }],
		['the fields alone', { 1: 'Ada' }],
		['JSON alone', '{"1":"Ada"}'],
	])('may be %s', async (_what, templateVariables) => {
		const given = { ...parameters({}), templateVariables } as INodeParameters;
		expect((await requestsFor('message/send', given)).fields[0]!.ContentVariables).toBe('{"1":"Ada"}');
	});

	test.each(['Ada', ['Ada'], 7])('are refused if they are %p', async (value) => {
		for (const templateVariables of [value, { mappingMode: 'defineBelow', value }]) {
			const given = { ...parameters({}), templateVariables } as INodeParameters;
			expect(await errorsFor('message/send', given, [{}])).toEqual([
				expect.stringMatching(/^Template Variables must be a JSON object, got /),
			]);
		}
	});

	test('may be a zero-width space, since Twilio refuses empty ones', async () => {
		const { fields } = await requestsFor('message/send', parameters({ 1: '\u200b' }));
		expect(fields[0]!.ContentVariables).toBe('{"1":"\u200b"}');
	});

	test('that are empty are left out', async () => {
		const { fields } = await requestsFor('message/send', parameters({ 1: null, 2: ' ', 3: 0 }));
		expect(fields[0]!.ContentVariables).toBe('{"3":0}');
		expect((await requestsFor('message/send', parameters({ 1: '' }))).fields[0]).not.toHaveProperty('ContentVariables');
	});

	test('that are empty are told, since the recipient reads the example values of the template', async () => {
		const hintsFor = async (value: INodeParameters, more?: INodeParameters) =>
			(
				await requestsFor('message/send', ({ sids }) => ({
					...parameters(value, { contentSid: sids.content, ...more }),
				}))
			).hints;
		expect(await hintsFor({ 1: 'Ada', 2: '', order: null })).toEqual([
			"Template Variables without a value: 2, order. Twilio sends the template's example values for them.",
		]);
		// The editor shows hints as HTML.
		expect(await hintsFor({ '<img src=x>': '' })).toEqual([expect.stringContaining('value: &lt;img src=x>.')]);
		expect(await hintsFor({ 1: 'Ada' })).toEqual([]);
		expect(await hintsFor({ 1: '' }, { contentVariables: '{"1":"Ada"}' })).toEqual([]);
	});
});

describe('An object that cannot be converted is refused with the name of its field', () => {
	const OBJECTS: object[] = [{ valueOf: false }, { toString: false }, { toString: false, valueOf: false }];

	test.each<[string, string, INodeParameters]>([
		['messageMedia/getAll', 'Date Created must be a date', { filters: { dateCreated: '={{ $json.given }}' } }],
		['message/getAll', 'Date Sent After must be a date and time', { filters: { dateSentAfter: '={{ $json.given }}' } }],
		['message/send', 'Body must be text', { body: '={{ $json.given }}' }],
		['message/getAll', 'Limit must be a whole number', { limit: '={{ $json.given }}' }],
		['message/getAll', 'Return All must be true or false', { returnAll: '={{ $json.given }}' }],
		['phoneNumber/getAll', 'Beta must be', { filters: { beta: '={{ $json.given }}' } }],
	])('%s: %s', async (name, error, parameters) => {
		const errors = await errorsFor(name, parameters, OBJECTS);
		expect(errors).toEqual(OBJECTS.map(() => expect.stringMatching(new RegExp(`^${error}.*, got an object$`))));
	});
});
