import { KIND, locator } from '../locators';
import { defineFields } from '../params';

/** Shows a field for spoken text only: other instructions set their own voice. */
const FOR_TEXT = { hide: { '/instructions': ['applicationSid', 'twiml', 'url'] } };

const SET_IN_APPLICATION = 'Ignored with a TwiML Application: set it there.';

const httpMethod = <const Name extends string>(displayName: string, name: Name, description: string) => ({
	displayName,
	name,
	type: 'options' as const,
	options: [
		{ name: 'GET', value: 'GET' as const },
		{ name: 'POST', value: 'POST' as const },
	],
	default: 'POST',
	description,
});

const text = <const Name extends string>(
	displayName: string,
	name: Name,
	placeholder: `e.g. ${string}`,
	description: string,
) => ({ displayName, name, type: 'string' as const, default: '', placeholder, description });

/**
 * Field for a number of milliseconds.
 * https://www.twilio.com/docs/voice/answering-machine-detection#optional-api-tuning-parameters
 */
const milliseconds = <const Name extends string>(
	displayName: string,
	name: Name,
	[minValue, initial, maxValue]: [number, number, number],
	what: string,
) => ({
	displayName,
	name,
	type: 'number' as const,
	typeOptions: { minValue, maxValue, numberPrecision: 0 },
	default: initial,
	description: `${what} (${minValue} to ${maxValue}, by default ${initial})`,
});

/** Optional parameters of a call: https://www.twilio.com/docs/voice/api/call-resource */
export const CALL_FIELDS = defineFields(
	{
		displayName: 'Async AMD',
		name: 'asyncAmd',
		type: 'boolean',
		default: false,
		description: 'Whether to run answering machine detection in the background, without delaying the call',
	},
	httpMethod(
		'Async AMD Status Callback Method',
		'asyncAmdStatusCallbackMethod',
		'HTTP method for the async AMD status callback URL',
	),
	text(
		'Async AMD Status Callback URL',
		'asyncAmdStatusCallback',
		'e.g. https://example.com/amd',
		'URL that Twilio sends the result of async AMD to: human, machine or fax',
	),
	locator(KIND.byocTrunk, {
		displayName: 'BYOC Trunk',
		name: 'byoc',
		description: 'Trunk of your own carrier to route the call with',
	}),
	text(
		'Call Reason',
		'callReason',
		'e.g. Your appointment tomorrow',
		"Purpose of the call, shown on the recipient's phone (Branded Calls)",
	),
	{
		...text(
			'Call Token',
			'callToken',
			'e.g. {{ $json.body.CallToken }}',
			"Token of an incoming call that is forwarded, to show the original caller's number. Twilio sends it with the incoming call.",
		),
		typeOptions: { password: true },
	},
	text('Caller ID', 'callerId', 'e.g. +14155550100', 'Phone number, SIP address or client to show as the caller'),
	text(
		'Client Notification URL',
		'clientNotificationUrl',
		'e.g. https://example.com/push',
		'URL that Twilio uses to deliver push notifications of the call to a client',
	),
	httpMethod('Fallback Method', 'fallbackMethod', `HTTP method for the fallback URL. ${SET_IN_APPLICATION}`),
	text(
		'Fallback URL',
		'fallbackUrl',
		'e.g. https://example.com/fallback',
		`URL that Twilio requests if the instructions cannot be fetched or run. ${SET_IN_APPLICATION}`,
	),
	{
		...text('Language', 'language', 'e.g. en-GB', 'Language to speak the text in, as a language tag'),
		displayOptions: FOR_TEXT,
	},
	{
		displayName: 'Loop',
		name: 'loop',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 1,
		displayOptions: FOR_TEXT,
		description: 'How many times to speak the text; 0 repeats it until the recipient hangs up',
	},
	{
		displayName: 'Machine Detection',
		name: 'machineDetection',
		type: 'options',
		options: [
			{ name: 'Detect Message End', value: 'DetectMessageEnd', description: 'Wait for the end of the greeting' },
			{ name: 'Enable', value: 'Enable', description: 'Report who answered as soon as it is known' },
		],
		default: 'Enable',
		description: 'Whether to detect if a person or a machine answered. Ignored with Send Digits.',
	},
	milliseconds(
		'Machine Detection Silence Timeout (Milliseconds)',
		'machineDetectionSilenceTimeout',
		[2000, 5000, 10000],
		'Initial silence after which the result is "unknown"',
	),
	milliseconds(
		'Machine Detection Speech End Threshold (Milliseconds)',
		'machineDetectionSpeechEndThreshold',
		[500, 1200, 5000],
		'Silence after speech at which the speech counts as complete',
	),
	milliseconds(
		'Machine Detection Speech Threshold (Milliseconds)',
		'machineDetectionSpeechThreshold',
		[1000, 2400, 6000],
		'Length of speech that separates a human (shorter) from a machine (longer)',
	),
	{
		displayName: 'Machine Detection Timeout (Seconds)',
		name: 'machineDetectionTimeout',
		type: 'number',
		typeOptions: { minValue: 3, maxValue: 59, numberPrecision: 0 },
		default: 30,
		description: 'How long to try to detect a machine. After that the result is "unknown".',
	},
	httpMethod('Method', 'method', 'HTTP method for the URL with the instructions'),
	text(
		'Passports',
		'passports',
		'e.g. eyJhbGciOiJFUzI1NiJ9.eyJhdHRlc3QiOiJBIn0.c2ln',
		'STIR/SHAKEN passports of the call in Base64: up to 5, separated by commas',
	),
	{
		displayName: 'Record',
		name: 'record',
		type: 'boolean',
		default: false,
		description: 'Whether to record the call. Charges apply.',
	},
	{
		displayName: 'Recording Channels',
		name: 'recordingChannels',
		type: 'options',
		options: [
			{ name: 'Dual', value: 'dual', description: 'Each party on its own channel' },
			{ name: 'Mono', value: 'mono', description: 'Both parties on one channel' },
		],
		default: 'mono',
	},
	text(
		'Recording Configuration ID',
		'recordingConfigurationId',
		'e.g. my-configuration',
		'ID of the configuration to create and process the recording with',
	),
	{
		displayName: 'Recording Status Callback Events',
		name: 'recordingStatusCallbackEvent',
		type: 'multiOptions',
		options: [
			{ name: 'Absent', value: 'absent' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'In Progress', value: 'in-progress' },
		],
		default: ['completed'],
		description: 'Events of the recording to send to its status callback URL',
	},
	httpMethod(
		'Recording Status Callback Method',
		'recordingStatusCallbackMethod',
		'HTTP method for the recording status callback URL',
	),
	text(
		'Recording Status Callback URL',
		'recordingStatusCallback',
		'e.g. https://example.com/recording',
		'URL that Twilio sends the events of the recording to',
	),
	{
		displayName: 'Recording Track',
		name: 'recordingTrack',
		type: 'options',
		options: [
			{ name: 'Both', value: 'both' },
			{ name: 'Inbound', value: 'inbound' },
			{ name: 'Outbound', value: 'outbound' },
		],
		default: 'both',
		description: 'Which side to record. A single track is always mono.',
	},
	{
		displayName: 'Ring Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 600, numberPrecision: 0 },
		default: 60,
		description: 'How long the phone rings before the call counts as not answered. Up to 600.',
	},
	text(
		'Send Digits',
		'sendDigits',
		'e.g. wwww1234#',
		'Digits to send once the call is answered (up to 32): "w" pauses 0.5 s, "W" 1 s',
	),
	{
		displayName: 'SIP Auth Password',
		name: 'sipAuthPassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Password to authenticate with at the called SIP address',
	},
	{
		displayName: 'SIP Auth Username',
		name: 'sipAuthUsername',
		type: 'string',
		default: '',
		description: 'Username to authenticate with at the called SIP address',
	},
	{
		displayName: 'Status Callback Events',
		name: 'statusCallbackEvent',
		type: 'multiOptions',
		options: [
			{ name: 'Answered', value: 'answered' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Initiated', value: 'initiated' },
			{ name: 'Ringing', value: 'ringing' },
		],
		default: ['completed'],
		description:
			'Events of the call to send to the status callback URL. Ignored with a TwiML Application: set them there.',
	},
	httpMethod(
		'Status Callback Method',
		'statusCallbackMethod',
		`HTTP method for the status callback URL. ${SET_IN_APPLICATION}`,
	),
	text(
		'Status Callback URL',
		'statusCallback',
		'e.g. https://example.com/status',
		`URL that Twilio sends the events of the call to. ${SET_IN_APPLICATION}`,
	),
	{
		displayName: 'Time Limit (Seconds)',
		name: 'timeLimit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 14400,
		description: 'How long the call may last before Twilio ends it',
	},
	{
		displayName: 'Trim',
		name: 'trim',
		type: 'options',
		options: [
			{ name: 'Do Not Trim', value: 'do-not-trim' },
			{ name: 'Trim Silence', value: 'trim-silence' },
		],
		default: 'trim-silence',
		description: 'Whether to trim silence at the start and end of the recording',
	},
	{ ...text('Voice', 'voice', 'e.g. Polly.Amy', 'Voice to speak the text with'), displayOptions: FOR_TEXT },
);
