import { loadOptions, mapFields } from '../../../support/editor';
import { newWorld } from '../../../support/world';

test('getTranscripts lists the newest transcripts by service, length and time in the time zone', async () => {
	const { account, credential, sids } = await newWorld();
	const media_start_time = '2026-11-24T12:00:00Z';
	const service_sid = sids.intelligenceService;
	await account.seed('transcript', { fields: { service_sid, media_start_time, duration: 65 } });
	await account.seed('transcript', { fields: { media_start_time, status: 'queued', duration: null } });
	const options = await loadOptions('getTranscripts', { credential, timezone: 'Asia/Tokyo' });
	expect(options.map(({ name }) => name).slice(0, 2)).toEqual([
		expect.stringMatching(/^GA\w{32} · queued · 2026-11-24 21:00$/),
		'Support calls · 1 min 5 s · 2026-11-24 21:00',
	]);
	expect(options.slice(2).map(({ value }) => value)).toEqual([...sids.transcripts].reverse());
	// The services are read once.
	expect((await account.counters()).requests).toBe(2);
});

test('getTranscripts reads page after page, up to 2,000', async () => {
	const { account, credential } = await newWorld();
	await account.seed('transcript', { count: 2500, sentences: 0 });
	const options = await loadOptions('getTranscripts', { credential });
	expect(new Set(options.map(({ value }) => value)).size).toBe(2001);
	expect(options.at(-1)).toMatchObject({ name: expect.stringContaining('Only the newest 2000'), disabled: true });
	expect((await account.counters()).requests).toBe(3);
});

test('getTranscripts leaves out what has no SID', async () => {
	const { account, credential } = await newWorld();
	const body = {
		transcripts: [
			{ sid: null, duration: 5 },
			{ sid: 'GT1', duration: 5 },
		],
		meta: {},
	};
	await account.faults({ times: 1, action: { kind: 'status', status: 200, body } });
	const options = await loadOptions('getTranscripts', { credential, timezone: 'UTC' });
	expect(options.map(({ name, value }) => [name, value])).toEqual([['5 s', 'GT1']]);
});

test('getTranscripts says why it fails', async () => {
	const { credential } = await newWorld();
	await expect(loadOptions('getTranscripts', { credential: { ...credential, authToken: 'wrong' } })).rejects.toThrow(
		/20003/,
	);
});

const templateOf = (contentSid: unknown) => ({
	resource: 'message',
	operation: 'send',
	additionalFields: { contentSid: contentSid as string },
});

test('getTemplateVariables gives the variables of the chosen template as fields', async () => {
	const { account, credential } = await newWorld();
	const [sid] = await account.seed('content', { fields: { variables: { 1: 'Ada', order: '4711' } } });
	const link = `https://console.twilio.com/us1/develop/sms/content-template-builder/template/${sid}`;
	for (const chosen of [
		sid,
		{ __rl: true, mode: 'list', value: sid },
		{ __rl: true, mode: 'id', value: ` ${sid} ` },
		{ __rl: true, mode: 'url', value: link },
	]) {
		const { fields } = await mapFields('getTemplateVariables', { credential, parameters: templateOf(chosen) });
		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
			['1', '1 (if empty: Ada)'],
			['order', 'order (if empty: 4711)'],
		]);
	}
});

test.each(['', ' '])('getTemplateVariables says what to do before a template is chosen ("%s")', async (chosen) => {
	const { credential } = await newWorld();
	const result = await mapFields('getTemplateVariables', { credential, parameters: templateOf(chosen) });
	expect(result).toMatchObject({ fields: [], emptyFieldsNotice: expect.stringContaining('Choose a Content Template') });
});

test.each([
	'={{ $json.template }}',
	{ __rl: true, mode: 'id', value: '={{ $json.template }}' },
	null,
	{ mode: 'list' },
])('getTemplateVariables says what to do for a template that only an expression knows (%j)', async (chosen) => {
	const { account, credential } = await newWorld();
	const result = await mapFields('getTemplateVariables', { credential, parameters: templateOf(chosen) });
	expect(result).toMatchObject({ fields: [], emptyFieldsNotice: expect.stringContaining('use Content Variables') });
	expect((await account.counters()).requests).toBe(0);
});

test('getTemplateVariables says so if a template has none', async () => {
	const { account, credential } = await newWorld();
	const [sid] = await account.seed('content', { fields: { variables: {} } });
	const result = await mapFields('getTemplateVariables', { credential, parameters: templateOf(sid) });
	expect(result.fields).toEqual([]);
	expect(result.emptyFieldsNotice).toContain('no variables');
});

test.each([`HX${'0'.repeat(32)}`, '..', 'HX1/../../x'])(
	'getTemplateVariables fails for the template "%s" without leaving its place',
	async (sid) => {
		const { account, credential } = await newWorld();
		await expect(mapFields('getTemplateVariables', { credential, parameters: templateOf(sid) })).rejects.toThrow();
		for (const { path } of (await account.ledger()).requests) expect(path).toMatch(/^\/v1\/Content\/[^/]+$/);
	},
);
