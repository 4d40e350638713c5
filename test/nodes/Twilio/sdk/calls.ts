import twilio from 'twilio';
import { ACTIVE_CALL } from '../../../support/world';
import { byId, SEEM_DONE, type Case, type Cases } from './case';

const FROM = '+15005550006';
const TO = '+15005550101';
const URL = 'https://example.com/twiml';
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

const SETTINGS = {
	method: 'GET',
	fallbackUrl: 'https://example.com/fallback',
	fallbackMethod: 'GET',
	statusCallback: 'https://example.com/status',
	statusCallbackEvent: ['initiated', 'completed'],
	statusCallbackMethod: 'GET',
	timeout: 20,
	record: true,
	recordingChannels: 'dual',
	recordingTrack: 'inbound',
	recordingStatusCallback: 'https://example.com/recording',
	recordingStatusCallbackEvent: ['in-progress', 'completed'],
	trim: 'do-not-trim',
	sendDigits: 'ww12#',
	machineDetection: 'DetectMessageEnd',
	machineDetectionTimeout: 15,
	asyncAmdStatusCallback: 'https://example.com/amd',
	callerId: '+15005550007',
	callReason: 'Your appointment',
	timeLimit: 600,
	sipAuthUsername: 'ada',
	sipAuthPassword: 'open sesame',
	byoc: `BY${'0'.repeat(32)}`,
	machineDetectionSpeechThreshold: 1000,
	machineDetectionSpeechEndThreshold: 500,
	machineDetectionSilenceTimeout: 10_000,
	recordingStatusCallbackMethod: 'GET',
	asyncAmdStatusCallbackMethod: 'GET',
	callToken: 'token',
	clientNotificationUrl: 'https://example.com/push',
	recordingConfigurationId: 'my-configuration',
	passports: 'eyJhbGciOiJFUzI1NiJ9,eyJhdHRlc3QiOiJBIn0',
};

const spoken = (text: string, settings: { voice?: string; language?: string; loop?: number } = {}) => {
	const response = new twilio.twiml.VoiceResponse();
	response.say(settings as never, text);
	return response.toString();
};

/** A call that speaks a text, compared with the SDK's TwiML builder. */
const speaking = (
	name: string,
	text: string,
	settings: Parameters<typeof spoken>[1],
	sdkWrites = spoken(text, settings),
): Case => ({
	name,
	resource: 'call',
	operation: 'make',
	parameters: { from: byId(FROM), to: TO, text, additionalFields: settings ?? {} },
	sdk: ({ calls }) => calls.create({ from: FROM, to: TO, twiml: sdkWrites }),
	deviations: [
		[
			`form Twiml: node ${sdkWrites
				.replace(XML, '')
				.replaceAll(/>[^<]*/g, (text) => text.replaceAll("'", '&apos;').replaceAll('"', '&quot;'))}, SDK ${sdkWrites}`,
			'the XML declaration is optional and would take 38 of the 4,000 characters; quotes in text are written as entities, which means the same',
		],
	],
});

export const calls: Cases = ({ sids }) => [
	speaking('speaking a text', 'Hello', {}),
	speaking('speaking markup by a voice', `</Say><Dial>+15005550199</Dial><Say> "A" & 'B'`, {
		voice: 'Polly.Amy',
		language: 'en-GB',
		loop: 2,
	}),
	{
		name: 'by URL with all settings',
		resource: 'call',
		operation: 'make',
		parameters: {
			from: byId(FROM),
			to: TO,
			instructions: 'url',
			url: URL,
			additionalFields: { ...SETTINGS, asyncAmd: true },
		},
		// The SDK takes this one boolean as a string, as in Twilio's OpenAPI.
		sdk: ({ calls }) => calls.create({ from: FROM, to: TO, url: URL, ...SETTINGS, asyncAmd: 'true' }),
	},
	{
		name: 'by TwiML',
		resource: 'call',
		operation: 'make',
		parameters: {
			from: byId(FROM),
			to: 'sip:ada@example.com',
			instructions: 'twiml',
			twiml: '<Response><Hangup/></Response>',
		},
		sdk: ({ calls }) =>
			calls.create({ from: FROM, to: 'sip:ada@example.com', twiml: '<Response><Hangup/></Response>' }),
	},
	{
		name: 'by application',
		resource: 'call',
		operation: 'make',
		parameters: {
			from: byId(FROM),
			to: 'client:ada',
			instructions: 'applicationSid',
			applicationSid: byId(sids.application),
		},
		sdk: ({ calls }) => calls.create({ from: FROM, to: 'client:ada', applicationSid: sids.application }),
	},
	{
		resource: 'call',
		operation: 'get',
		parameters: { callSid: byId(sids.call) },
		sdk: ({ calls }) => calls(sids.call).fetch(),
	},
	{
		resource: 'call',
		operation: 'hangUp',
		parameters: { callSid: byId(ACTIVE_CALL) },
		sdk: ({ calls }) => calls(ACTIVE_CALL).update({ status: 'completed' }),
	},
	{
		resource: 'call',
		operation: 'delete',
		parameters: { callSid: byId(sids.call) },
		sdk: ({ calls }) => calls(sids.call).remove(),
		faults: SEEM_DONE,
	},
	{
		name: 'with all filters',
		resource: 'call',
		operation: 'getAll',
		parameters: {
			limit: 7,
			filters: {
				to: TO,
				from: FROM,
				status: 'no-answer',
				parentCallSid: byId(sids.call),
				startTime: '2026-01-31',
				startTimeBefore: '2026-02-01T00:00:00Z',
				startTimeAfter: '2026-01-01T00:00:00Z',
				endTime: '2026-01-30',
				endTimeBefore: '2026-02-02T00:00:00Z',
				endTimeAfter: '2026-01-02T00:00:00Z',
			},
		},
		sdk: ({ calls }) =>
			calls.list({
				limit: 7,
				to: TO,
				from: FROM,
				status: 'no-answer',
				parentCallSid: sids.call,
				startTime: '2026-01-31' as never,
				startTimeBefore: new Date('2026-02-01T00:00:00Z'),
				startTimeAfter: new Date('2026-01-01T00:00:00Z'),
				endTime: '2026-01-30' as never,
				endTimeBefore: new Date('2026-02-02T00:00:00Z'),
				endTimeAfter: new Date('2026-01-02T00:00:00Z'),
			}),
	},
];
