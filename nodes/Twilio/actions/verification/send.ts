import { optionalAddress } from '../../input/address';
import { verification } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields, riskCheck } from '../fields';
import { KIND, locator } from '../locators';
import { defineFields } from '../params';

const OPTIONAL = defineFields(
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		placeholder: 'e.g. $49.99',
		description: 'Amount of the payment that is confirmed (PSD2)',
	},
	{
		displayName: 'App Hash',
		name: 'appHash',
		type: 'string',
		default: '',
		placeholder: 'e.g. FA+9qCX9VSu',
		description: 'Hash of your Android app, put at the end of the SMS so that the app can read the code',
	},
	{
		displayName: 'Custom Code',
		name: 'customCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 012345',
		description: 'Code to send instead of a random one, 4 to 10 characters. The service must allow it.',
	},
	{
		displayName: 'Custom Friendly Name',
		name: 'customFriendlyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Shop',
		description: "Name in the message instead of the service's. Twilio must allow it for the account.",
	},
	{
		displayName: 'Device IP',
		name: 'deviceIp',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7',
		description: "IP address of the recipient's device, for the channel Auto",
	},
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		default: '',
		placeholder: 'e.g. de',
		description: 'Language of the message. Empty means the one of the country of the number.',
	},
	{
		displayName: 'Payee',
		name: 'payee',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Shop',
		description: 'Who receives the payment that is confirmed (PSD2)',
	},
	{
		displayName: 'Rate Limits',
		name: 'rateLimits',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "end_user_ip": "203.0.113.7" }',
		description: "Values for the service's rate limits, as JSON with their unique names as keys",
	},
	riskCheck("Whether Twilio's protection against fraud checks this SMS"),
	{
		displayName: 'Send Digits',
		name: 'sendDigits',
		type: 'string',
		default: '',
		placeholder: 'e.g. wwww1234#',
		description: 'Keys to press once a call is answered, such as an extension',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "campaign": "spring" }',
		description: 'Tags that Twilio keeps with the message, as JSON',
	},
	locator(KIND.verifyTemplate, {
		displayName: 'Template',
		name: 'templateSid',
		description: "Template of the SMS or call instead of the service's default",
	}),
	{
		displayName: 'Template Custom Substitutions',
		name: 'templateCustomSubstitutions',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "name": "Ada" }',
		description: 'Values for the variables of the template, as JSON',
	},
);

/** https://www.twilio.com/docs/verify/api/verification#start-new-verification */
export const send = defineAction({
	resource: 'verification',
	operation: 'send',
	name: 'Send',
	action: 'Send a verification code',
	description: 'Send a one-time code to a person by SMS, call, WhatsApp or email. Costs money.',
	fields: [
		locator(KIND.verifyService, {
			displayName: 'Verification Service',
			name: 'serviceSid',
			required: true,
			description: 'Verify service that sends the code',
		}),
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550123',
			description: 'Phone number in international format, or email address',
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			options: [
				{ name: 'Auto', value: 'auto' },
				{ name: 'Call', value: 'call' },
				{ name: 'Email', value: 'email' },
				{ name: 'SMS', value: 'sms' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: 'sms',
			description: 'How the code travels',
		},
		additionalFields(OPTIONAL),
	],
	output: { verification: one(verification) },
	request: ({ serviceSid, to, ...fields }) => ({
		product: 'verify',
		method: 'POST',
		path: ['Services', serviceSid, 'Verifications'],
		form: { To: optionalAddress(to), ...twilioFields(fields) },
	}),
	uncertainAdvice:
		'The code may have been sent and was not sent again. Ask the recipient, or look under Verify > Logs in the Twilio Console, before you send another.',
	toOutput: ([found]) => ({ verification: found }),
});
