import { readFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import axios from 'axios';
import createSdk from 'twilio';
import { LocalTwilioClient, type TestAccount } from './client';
import { products, twilioHost } from './hosts';
import { findOperation, type Schema } from './openapi';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;
let sids: Record<string, string>;

beforeAll(async () => {
	account = await twilio.createAccount();
	const one = async (kind: Parameters<TestAccount['seed']>[0], options = {}) => (await account.seed(kind, options))[0]!;
	const message = await one('message');
	sids = {
		message,
		media: await one('media', { messageSid: message }),
		call: await one('call'),
		recording: await one('recording'),
		number: await one('number'),
		transcript: await one('transcript', { sentences: 1 }),
		verifyService: await one('verifyService'),
		application: await one('application'),
		messagingService: await one('messagingService'),
		content: await one('content'),
		verifyTemplate: await one('verifyTemplate'),
		byocTrunk: await one('byocTrunk'),
		intelligenceService: await one('intelligenceService'),
	};
});

interface Document {
	paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: Schema }> }> }>>;
	components: { schemas: Record<string, Schema> };
}

/** Returns the fields of Twilio's description that a response lacks, down to the records of a list. */
function missingFields(product: keyof typeof products, schema: Schema, value: unknown): string[] {
	const folder = dirname(require.resolve('@twilio/cli-core/package.json'));
	const file = join(folder, `src/services/twilio-api/twilio_${products[product].spec}.json`);
	const { components } = JSON.parse(readFileSync(file, 'utf8')) as Document;
	const walk = (part: Schema, seen: unknown, at: string): string[] => {
		const found = part.$ref ? components.schemas[part.$ref.split('/').at(-1)!]! : part;
		if (Array.isArray(seen)) return found.items ? seen.flatMap((entry) => walk(found.items!, entry, `${at}[]`)) : [];
		if (typeof seen !== 'object' || seen === null || !found.properties) return [];
		return Object.entries(found.properties).flatMap(([name, inner]) =>
			name in seen ? walk(inner, (seen as Record<string, unknown>)[name], `${at}.${name}`) : [`${at}.${name}`],
		);
	};
	return walk(schema, value, '');
}

/** Twilio itself omits these, or returns them with a different type than it describes. */
const deviations = [
	/^\/validation_errors must be array$/,
	/^\/line_type_intelligence\/\w+ must be (string|integer)$/,
	/^\/caller_name\/error_code must be integer$/,
	/^\/(caller_name|sim_swap|call_forwarding|line_type_intelligence|line_status|identity_match|reassigned_number|sms_pumping_risk) must be object$/,
	/\/(sms|voice)_application_sid must (match pattern|NOT have fewer than 34 characters)/,
	/\/(sms_url|sms_fallback_url|status_callback) must match format "uri"/,
	/^\/sentences\/\d+\/(start_time|end_time|confidence) must be string$/,
];

const check = async (method: string, path: string, options: Parameters<typeof request>[3] = {}) => {
	const reply = await request(account, method, path, options);
	const url = new URL(path.replace(/^~/, `https://api.twilio.com/2010-04-01/Accounts/${account.sid}`));
	const { product } = twilioHost(url.host)!;
	const { operation } = findOperation(product, method, url.pathname)!;
	const validate = operation!.response(reply.status);
	if (!validate) throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.data)}`);
	validate(reply.data);
	const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
	expect(errors.filter((error) => !deviations.some((known) => known.test(error)))).toEqual([]);
	expect(
		missingFields(product, JSON.parse(JSON.stringify(validate.schema).replaceAll('doc#/', '#/')), reply.data),
	).toEqual([]);
	return reply.data;
};

const verify = 'https://verify.twilio.com/v2/Services';

test.each([
	['~.json'],
	['~/Messages.json'],
	['~/Messages/{message}.json'],
	['~/Messages/{message}/Media.json'],
	['~/Messages/{message}/Media/{media}.json'],
	['~/Calls.json'],
	['~/Calls/{call}.json'],
	['~/Recordings.json'],
	['~/Recordings/{recording}.json'],
	['~/IncomingPhoneNumbers.json'],
	['~/IncomingPhoneNumbers/{number}.json'],
	['~/Applications.json'],
	['~/Applications/{application}.json'],
	['https://lookups.twilio.com/v2/PhoneNumbers/+14159929960?Fields=line_type_intelligence,caller_name'],
	['https://lookups.twilio.com/v2/PhoneNumbers/+141599299600'],
	['https://intelligence.twilio.com/v2/Transcripts'],
	['https://intelligence.twilio.com/v2/Transcripts/{transcript}'],
	['https://intelligence.twilio.com/v2/Transcripts/{transcript}/Sentences'],
	[verify],
	[`${verify}/{verifyService}`],
	['https://messaging.twilio.com/v1/Services'],
	['https://messaging.twilio.com/v1/Services/{messagingService}'],
	['https://content.twilio.com/v1/Content'],
	['https://content.twilio.com/v1/Content/{content}'],
	['https://verify.twilio.com/v2/Templates'],
	['https://voice.twilio.com/v1/ByocTrunks'],
	['https://voice.twilio.com/v1/ByocTrunks/{byocTrunk}'],
	['https://intelligence.twilio.com/v2/Services'],
	['https://intelligence.twilio.com/v2/Services/{intelligenceService}'],
])('GET %s answers as Twilio describes it, with every field', async (path) => {
	await check(
		'GET',
		path.replace(/\{(\w+)\}/g, (_, kind: string) => sids[kind]!),
	);
});

test('what is created answers as Twilio describes it, with every field', async () => {
	await check('POST', '~/Messages.json', { form: { To: '+15005550100', From: '+15005550006', Body: 'Hi' } });
	await check('POST', '~/Calls.json', { form: { To: '+15005550100', From: '+15005550006', Twiml: '<Response/>' } });
	const service = await check('POST', verify, { form: { FriendlyName: 'Codes', CodeLength: '4' } });
	const to = { To: '+15005550100' };
	await check('POST', `${verify}/${service.sid}/Verifications`, { form: { ...to, Channel: 'sms' } });
	await check('POST', `${verify}/${service.sid}/VerificationCheck`, { form: { ...to, Code: '12345' } });
});

test("Twilio's own SDK can send, fetch, list and delete", async () => {
	const sdk = createSdk(account.sid, account.credentials.authToken);
	const sent = await sdk.messages.create({
		to: '+15005550111',
		from: '+15005550006',
		body: 'By SDK',
		mediaUrl: ['https://example.com/a.png', 'https://example.com/b.jpg'],
	});
	expect((await sdk.messages(sent.sid).fetch()).body).toBe('By SDK');
	const media = await sdk.messages(sent.sid).media.list();
	expect(media.map(({ contentType }) => contentType)).toEqual(['image/jpeg', 'image/png']);
	expect(await sdk.messages.list({ to: '+15005550111', dateSentAfter: new Date('2020-01-01') })).toEqual([]);
	expect(await sdk.messages.list({ to: '+15005550111' })).toHaveLength(1);
	expect(await sdk.calls(sids.call!).remove()).toBe(true);
	await expect(sdk.calls(sids.call!).fetch()).rejects.toMatchObject({ code: 20404 });
	expect((await sdk.lookups.v2.phoneNumbers('+14159929960').fetch()).nationalFormat).toBe('(415) 992-9960');
});

test('without .json the 2010 API answers in XML', async () => {
	await request(account, 'POST', '~/Messages.json', {
		form: { To: '+15005550100', From: '+15005550006', Body: '<b>&' },
	});
	const { data, headers } = await request(account, 'GET', '~/Messages?PageSize=1');
	expect(headers['content-type']).toBe('application/xml');
	expect(data).toContain('<Body>&lt;b&gt;&amp;</Body>');
});

test.each([
	['.wav', '1', 'audio/x-wav', 'RIFF'],
	['.mp3', '1', 'audio/mpeg', '\xff\xfb'],
	['', '1', 'audio/x-wav', 'RIFF'],
])('a recording as "%s" is audio', async (ending, channels, contentType, start) => {
	const path = `~/Recordings/${sids.recording}${ending}`;
	const { data, headers } = await request(account, 'GET', path, {
		query: { RequestedChannels: channels },
		responseType: 'arraybuffer',
	});
	expect(headers['content-type']).toBe(contentType);
	expect((data as Buffer).toString('latin1').startsWith(start)).toBe(true);
});

test('two channels are there only where two were recorded', async () => {
	const [stereo] = await account.seed('recording', { fields: { channels: 2 } });
	const query = { RequestedChannels: '2' };
	const status = async (sid: string) => (await request(account, 'GET', `~/Recordings/${sid}.wav`, { query })).status;
	expect(await status(sids.recording!)).toBe(400);
	expect(await status(stereo!)).toBe(200);
});

test("a medium's binary needs the credentials, and lies where there are none", async () => {
	const path = `~/Messages/${sids.message}/Media/${sids.media}`;
	const { status, headers } = await request(account, 'GET', path);
	expect([status, headers.location]).toEqual([307, `https://mms.twiliocdn.com/${account.sid}/${sids.media}`]);
	expect((await request(account, 'GET', path, { login: [account.sid, 'no'] })).status).toBe(401);
	const bytes = async (auth?: { username: string; password: string }) =>
		await axios.get<Buffer>(String(headers.location), {
			auth,
			responseType: 'arraybuffer',
			validateStatus: () => true,
		});
	const found = await bytes();
	expect([found.status, found.headers['content-type']]).toEqual([200, 'image/png']);
	expect(found.data.toString('latin1')).toContain('PNG');
	expect((await bytes({ username: account.sid, password: 'x' })).status).toBe(400);
});
