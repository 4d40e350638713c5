import { riskCheck } from '../fields';
import { KIND, locator } from '../locators';
import { defineFields } from '../params';

/** Optional parameters of a message: https://www.twilio.com/docs/messaging/api/message-resource */
export const MESSAGE_FIELDS = defineFields(
	{
		displayName: 'Address Retention',
		name: 'addressRetention',
		type: 'options',
		options: [
			{ name: 'Obfuscate', value: 'obfuscate', description: 'Redact the number' },
			{ name: 'Retain', value: 'retain', description: 'Keep the number' },
		],
		default: 'retain',
		description:
			"Whether Twilio redacts the recipient's number, instead of what the account's settings say. Requires Message Redaction for the account.",
	},
	locator(KIND.application, {
		displayName: 'Application',
		name: 'applicationSid',
		description: 'TwiML application whose status callback URL Twilio sends the events of this message to',
	}),
	{
		displayName: 'Attempt',
		name: 'attempt',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'Total number of attempts to send this message, including this one, with any provider',
	},
	{
		displayName: 'Content Retention',
		name: 'contentRetention',
		type: 'options',
		options: [
			{ name: 'Discard', value: 'discard', description: 'Redact the text' },
			{ name: 'Retain', value: 'retain', description: 'Keep the text' },
		],
		default: 'retain',
		description:
			"Whether Twilio redacts the text, instead of what the account's settings say. Requires Message Redaction for the account.",
	},
	locator(KIND.content, {
		displayName: 'Content Template',
		name: 'contentSid',
		description:
			"Content template to send instead of a text. WhatsApp requires one later than 24 hours after the recipient's last message.",
		builderHint: { propertyHint: 'Set contentVariables, too, if the template has variables' },
	}),
	{
		displayName: 'Content Variables',
		name: 'contentVariables',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "1": "Ada", "2": "12:30" }',
		description: 'Values for the variables of the content template, as a JSON object',
		builderHint: { propertyHint: 'JSON object, such as {"1":"Ada","2":"12:30"}' },
	},
	{
		displayName: 'Fallback From',
		name: 'fallbackFrom',
		type: 'string',
		default: '',
		placeholder: 'e.g. +14155550100',
		description:
			'SMS sender if the recipient cannot be reached by RCS: a phone number in E.164 format, a short code or a sender name. Requires a messaging service with an RCS sender, and no From.',
	},
	{
		displayName: 'Message Intent',
		name: 'messageIntent',
		type: 'string',
		default: '',
		placeholder: 'e.g. otp',
		description:
			'Use case of the message for Traffic Shaping and the Compliance Toolkit, such as otp, notifications or marketing',
	},
	locator(KIND.messagingService, {
		displayName: 'Messaging Service',
		name: 'messagingServiceSid',
		description: 'Messaging service to send with. Without From, it chooses the sender.',
		builderHint: { propertyHint: 'In place of from, or with a from that is one of its senders' },
	}),
	{
		displayName: 'Persistent Action',
		name: 'persistentAction',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Action' },
		default: [],
		placeholder: 'e.g. geo:37.787890,-122.391664|Office',
		description: 'Rich actions for channels other than SMS and MMS, such as a location for WhatsApp',
	},
	{
		displayName: 'Provide Feedback',
		name: 'provideFeedback',
		type: 'boolean',
		default: false,
		description: 'Whether you will report to Twilio that the recipient acted on the message (Message Feedback)',
	},
	riskCheck("Whether Twilio's SMS pumping protection checks this message"),
	{
		displayName: 'Send as MMS',
		name: 'sendAsMms',
		type: 'boolean',
		default: false,
		description: 'Whether to deliver the message as a single MMS, even without media',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description:
			'When to send the message, as an ISO 8601 date and time: 5 minutes to 35 days from now. Requires a messaging service.',
		builderHint: { propertyHint: 'ISO 8601, 5 minutes to 35 days from now. Requires messagingServiceSid' },
	},
	{
		displayName: 'Shorten URLs',
		name: 'shortenUrls',
		type: 'boolean',
		default: false,
		description: 'Whether to shorten links in the text. Requires a messaging service with Link Shortening.',
	},
	{
		displayName: 'Smart Encoded',
		name: 'smartEncoded',
		type: 'boolean',
		default: false,
		description: 'Whether to replace Unicode characters with similar GSM-7 ones, which take fewer segments',
	},
	{
		displayName: 'Status Callback URL',
		name: 'statusCallback',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/status',
		description: 'URL that Twilio sends each status change of the message to',
	},
	{
		displayName: 'Traffic Type',
		name: 'trafficType',
		type: 'options',
		options: [{ name: 'Free', value: 'free' }],
		default: 'free',
		description: 'Type of traffic that the message belongs to',
	},
	{
		displayName: 'Validity Period (Seconds)',
		name: 'validityPeriod',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 36000, numberPrecision: 0 },
		default: 36000,
		description: "How long the message may wait in Twilio's queue before it fails. Up to 36,000.",
	},
);
