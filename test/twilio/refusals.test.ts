import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeAll(async () => {
	account = await twilio.createAccount();
});

const message = { To: '+15005550100', From: '+15005550006', Body: 'Hello' };
const call = { To: '+15005550100', From: '+15005550006', Twiml: '<Response/>' };
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

type Case = [what: string, method: string, path: string, code: number, names: string, options?: object];

const verify = 'https://verify.twilio.com/v2/Services';
const unknownSid = '0'.repeat(32);

const refused: Case[] = [
	['an unknown path', 'GET', '~/Messagez.json', 20001, 'Messagez'],
	['an unknown method', 'DELETE', '~/Messages.json', 20004, 'DELETE'],
	['an unknown query field', 'GET', '~/Messages.json', 20001, 'Sender', { query: { Sender: '1' } }],
	['a query field in the wrong case', 'GET', '~/Messages.json', 20001, 'pagesize', { query: { pagesize: '5' } }],
	['an unknown form field', 'POST', '~/Messages.json', 20001, 'Text', { form: { ...message, Text: 'x' } }],
	[
		'an array in brackets',
		'POST',
		'~/Messages.json',
		20001,
		'MediaUrl[]',
		{ form: { ...message, 'MediaUrl[]': 'https://example.com/a' } },
	],
	[
		'a field that inherits from Object',
		'POST',
		'~/Messages.json',
		20001,
		'__proto__',
		{ form: { ...message, ['__proto__']: 'x' } },
	],
	['a field twice', 'POST', '~/Messages.json', 20001, 'Body', { form: { ...message, Body: ['a', 'b'] } }],
	[
		'a boolean in another spelling',
		'POST',
		'~/Messages.json',
		20001,
		'ShortenUrls',
		{ form: { ...message, ShortenUrls: 'True' } },
	],
	['a broken integer', 'POST', '~/Calls.json', 20001, 'Timeout', { form: { ...call, Timeout: '1.5' } }],
	[
		'a value outside an enumeration',
		'POST',
		'~/Messages.json',
		20001,
		'RiskCheck',
		{ form: { ...message, RiskCheck: 'maybe' } },
	],
	[
		'a SID of another kind',
		'POST',
		'~/Messages.json',
		20001,
		'ContentSid',
		{ form: { ...message, ContentSid: `MG${unknownSid}` } },
	],
	['a short SID', 'GET', '~/Messages/SM123.json', 20001, 'Sid'],
	['a path parameter that breaks out', 'GET', '~/Messages/..%2fCalls.json', 20001, 'Sid'],
	['a page that is too large', 'GET', '~/Messages.json', 20007, 'PageSize', { query: { PageSize: '1001' } }],
	['an empty page', 'GET', '~/Messages.json', 20001, 'PageSize', { query: { PageSize: '0' } }],
	['a page without its token', 'GET', '~/Messages.json', 20001, 'PageToken', { query: { Page: '1' } }],
	['an invented token', 'GET', '~/Messages.json', 20001, 'PageToken', { query: { Page: '1', PageToken: 'PA1' } }],
	['a date that is none', 'GET', '~/Messages.json', 20001, 'DateSent>', { query: { 'DateSent>': 'yesterday' } }],
	[
		'a message without recipient',
		'POST',
		'~/Messages.json',
		21604,
		'To',
		{ form: { From: '+15005550006', Body: 'x' } },
	],
	['a message with an empty recipient', 'POST', '~/Messages.json', 21604, 'To', { form: { ...message, To: '' } }],
	['a message to no number', 'POST', '~/Messages.json', 21211, 'To', { form: { ...message, To: 'Ada' } }],
	[
		'a number with spaces around it',
		'POST',
		'~/Messages.json',
		21211,
		'To',
		{ form: { ...message, To: ' +15005550100' } },
	],
	['a message without sender', 'POST', '~/Messages.json', 21603, 'From', { form: { To: '+15005550100', Body: 'x' } }],
	['a message from no sender', 'POST', '~/Messages.json', 21212, 'From', { form: { ...message, From: '+1 500 555' } }],
	['a message without content', 'POST', '~/Messages.json', 21619, 'Body', { form: { ...message, Body: '' } }],
	[
		'a message of 1,601 characters',
		'POST',
		'~/Messages.json',
		21617,
		'Body',
		{ form: { ...message, Body: 'x'.repeat(1601) } },
	],
	[
		'eleven media',
		'POST',
		'~/Messages.json',
		21623,
		'MediaUrl',
		{ form: { ...message, MediaUrl: Array(11).fill('https://example.com/a.png') } },
	],
	[
		'media that is no address',
		'POST',
		'~/Messages.json',
		21620,
		'MediaUrl',
		{ form: { ...message, MediaUrl: 'a.png' } },
	],
	[
		'a callback that is a script',
		'POST',
		'~/Messages.json',
		21609,
		'StatusCallback',
		{ form: { ...message, StatusCallback: 'javascript:alert(1)' } },
	],
	[
		'WhatsApp on one side',
		'POST',
		'~/Messages.json',
		21910,
		'channel',
		{ form: { ...message, To: 'whatsapp:+15005550100' } },
	],
	[
		'variables that are no JSON',
		'POST',
		'~/Messages.json',
		21656,
		'ContentVariables',
		{ form: { ...message, ContentVariables: '{' } },
	],
	[
		'a schedule without its type',
		'POST',
		'~/Messages.json',
		35114,
		'ScheduleType',
		{ form: { ...message, SendAt: inDays(1) } },
	],
	[
		'a schedule without a service',
		'POST',
		'~/Messages.json',
		35118,
		'MessagingServiceSid',
		{ form: { ...message, SendAt: inDays(1), ScheduleType: 'fixed' } },
	],
	[
		'a schedule in the past',
		'POST',
		'~/Messages.json',
		35115,
		'SendAt',
		{ form: { ...message, SendAt: inDays(-1), ScheduleType: 'fixed', MessagingServiceSid: `MG${unknownSid}` } },
	],
	[
		'a schedule too far ahead',
		'POST',
		'~/Messages.json',
		35115,
		'SendAt',
		{ form: { ...message, SendAt: inDays(36), ScheduleType: 'fixed', MessagingServiceSid: `MG${unknownSid}` } },
	],
	[
		'a messaging service of nobody',
		'POST',
		'~/Messages.json',
		21701,
		'Messaging Service',
		{ form: { ...message, MessagingServiceSid: `MG${unknownSid}` } },
	],
	['a call without recipient', 'POST', '~/Calls.json', 21201, 'To', { form: { From: '+15005550006', Twiml: 'x' } }],
	['a call without caller', 'POST', '~/Calls.json', 21213, 'From', { form: { To: '+15005550100', Twiml: 'x' } }],
	[
		'a call without instructions',
		'POST',
		'~/Calls.json',
		21205,
		'Url',
		{ form: { To: '+15005550100', From: '+15005550006' } },
	],
	['a call with a broken address', 'POST', '~/Calls.json', 21205, 'Url', { form: { ...call, Url: 'example' } }],
	[
		'a lookup of an unknown field',
		'GET',
		'https://lookups.twilio.com/v2/PhoneNumbers/+14159929960',
		20001,
		'Fields',
		{ query: { Fields: 'horoscope' } },
	],
	[
		'a country that is none',
		'GET',
		'https://lookups.twilio.com/v2/PhoneNumbers/4159929960',
		20001,
		'CountryCode',
		{ query: { CountryCode: 'usa' } },
	],
	['a verification service without name', 'POST', verify, 60200, 'FriendlyName', { form: { CodeLength: '6' } }],
	['a code that is too long', 'POST', verify, 60200, 'CodeLength', { form: { FriendlyName: 'x', CodeLength: '11' } }],
	[
		'a page of too many sentences',
		'GET',
		`https://intelligence.twilio.com/v2/Transcripts/GT${unknownSid}/Sentences`,
		20007,
		'PageSize',
		{ query: { PageSize: '5001' } },
	],
];

test.each(refused)(
	'%s is refused with 400 and the name of what is wrong',
	async (_what, method, path, code, names, options = {}) => {
		const { status, data } = await request(account, method, path, options);
		expect([status, data.code, data.status]).toEqual([400, code, 400]);
		expect(data.message).toContain(names);
		expect(data.more_info).toBe(`https://www.twilio.com/docs/errors/${code}`);
	},
);

test('a refused request leaves nothing behind', async () => {
	const { effects } = await account.ledger();
	expect(effects).toEqual([]);
});

test('a form of another content type is refused', async () => {
	const headers = { 'Content-Type': 'application/json' };
	const { status } = await request(account, 'POST', '~/Messages.json', { form: message, headers });
	expect(status).toBe(415);
});

test.each([
	['GET', `~/Messages/SM${unknownSid}.json`],
	['DELETE', `~/Messages/SM${unknownSid}.json`],
	['GET', `~/Messages/SM${unknownSid}/Media.json`],
	['GET', `~/Calls/CA${unknownSid}.json`],
	['GET', `~/Recordings/RE${unknownSid}.json`],
	['GET', `https://intelligence.twilio.com/v2/Transcripts/GT${unknownSid}`],
	['GET', `${verify}/VA${unknownSid}`],
])('%s %s of something that is not there is 404', async (method, path) => {
	const { status, data } = await request(account, method, path);
	expect([status, data.code]).toEqual([404, 20404]);
	expect(data.message).toMatch(/^The requested resource \/.* was not found$/);
});

test('an error of a path without .json is XML', async () => {
	const { status, headers, data } = await request(account, 'GET', `~/Recordings/RE${unknownSid}.wav`);
	expect([status, headers['content-type']]).toEqual([404, 'application/xml']);
	expect(String(data)).toMatch(
		/<RestException><Code>20404<\/Code><Message>The requested resource \/.* was not found<\/Message>/,
	);
});

test.each(['message', 'call'] as const)('a %s that is not finished cannot be deleted', async (kind) => {
	const sid = (await account.seed(kind, { fields: { status: 'queued' } }))[0];
	const path = kind === 'message' ? 'Messages' : 'Calls';
	const { status, data } = await request(account, 'DELETE', `~/${path}/${sid}.json`);
	expect([status, data.code]).toEqual([409, 20009]);
});
