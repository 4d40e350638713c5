import { LocalTwilioClient, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeAll(async () => {
	account = await twilio.createAccount();
});

type Form = Record<string, string>;

const messages = '~/Messages.json';
const calls = '~/Calls.json';
const services = 'https://verify.twilio.com/v2/Services';
const lookup = 'https://lookups.twilio.com/v2/PhoneNumbers/+14159929960';
const message = { To: '+15005550100', From: '+15005550006', Body: 'Hello' };
const byService = { To: '+15005550100', Body: 'Hello', MessagingServiceSid: `MG${'0'.repeat(32)}` };
const call = { To: '+15005550100', From: '+15005550006', Twiml: '<Response/>' };

test.each<[what: string, path: string, form: Form]>([
	[
		'message',
		messages,
		{
			...message,
			ContentRetention: 'retain',
			AddressRetention: 'retain',
			MessageIntent: 'notifications',
			Attempt: '2',
			TrafficType: 'free',
		},
	],
	[
		'call',
		calls,
		{
			...call,
			MachineDetection: 'Enable',
			MachineDetectionSpeechThreshold: '2400',
			MachineDetectionSpeechEndThreshold: '1200',
			MachineDetectionSilenceTimeout: '5000',
			RecordingStatusCallbackMethod: 'GET',
			AsyncAmdStatusCallbackMethod: 'GET',
			CallToken: 'token',
			RecordingConfigurationId: 'configuration',
			ClientNotificationUrl: 'https://example.com/push',
			Passports: 'cGFzc3BvcnQ=',
		},
	],
])('all that Twilio takes today is taken for a %s', async (_what, path, form) => {
	const { status, data } = await request(account, 'POST', path, { form });
	expect([status, data.message]).toEqual([201, undefined]);
});

test('a fallback sender is taken with a messaging service', async () => {
	const [MessagingServiceSid] = await account.seed('messagingService');
	const form = { ...byService, MessagingServiceSid: MessagingServiceSid!, FallbackFrom: '+15005550006' };
	expect((await request(account, 'POST', messages, { form })).status).toBe(201);
});

test('each data package of a lookup is given if it is asked for', async () => {
	const Fields = 'sms_pumping_risk,sim_swap,line_type_intelligence';
	const { data } = await request(account, 'GET', lookup, { query: { Fields, PartnerSubId: 'tenant-1' } });
	expect(data.sms_pumping_risk).toMatchObject({ carrier_risk_category: 'moderate' });
	expect(data.sim_swap).toMatchObject({ last_sim_swap: { swapped_in_period: true } });
	expect(data).toMatchObject({ line_type_intelligence: { type: 'mobile' }, caller_name: null, pre_fill: null });
});

test.each<[what: string, path: string, form: Form, code: number, names: string]>([
	['a fallback beside a sender', messages, { ...message, FallbackFrom: '+15005550006' }, 21664, 'FallbackFrom'],
	[
		'a fallback without a service',
		messages,
		{ To: message.To, Body: 'x', FallbackFrom: '+15005550006' },
		21666,
		'FallbackFrom',
	],
	['a fallback that is no sender of SMS', messages, { ...byService, FallbackFrom: 'rcs:acme' }, 21665, 'FallbackFrom'],
	['another retention of the text', messages, { ...message, ContentRetention: 'maybe' }, 30029, 'ContentRetention'],
	['another retention of the number', messages, { ...message, AddressRetention: 'maybe' }, 30030, 'AddressRetention'],
	['another kind of traffic', messages, { ...message, TrafficType: 'paid' }, 20001, 'TrafficType'],
	[
		'machine detection out of its range',
		calls,
		{ ...call, MachineDetectionSpeechThreshold: '999' },
		21234,
		'MachineDetectionSpeechThreshold',
	],
	['a time step out of its range', services, { FriendlyName: 'x', 'Totp.TimeStep': '61' }, 60200, 'Totp.TimeStep'],
])('%s is refused', async (_what, path, form, code, names) => {
	const { status, data } = await request(account, 'POST', path, { form });
	expect([status, data.code]).toEqual([400, code]);
	expect(data.message).toContain(names);
});
