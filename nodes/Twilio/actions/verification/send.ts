import { optionalAddress } from '../../input/address';
import { verification } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields, recipient, riskCheck } from '../fields';
import { KIND, locator } from '../locators';
import { defineFields } from '../params';

const OPTIONAL = defineFields(
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		placeholder: 'e.g. $49.99',
		description: 'Amount of the payment to confirm. The service must have PSD2 enabled.',
	},
	{
		displayName: 'App Hash',
		name: 'appHash',
		type: 'string',
		default: '',
		placeholder: 'e.g. FA+9qCX9VSu',
		description: 'Hash of your Android app, added to the end of the SMS so that the app can read the code',
	},
	{
		displayName: 'Channel Configuration',
		name: 'channelConfiguration',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "from": "codes@example.com", "from_name": "Example Shop" }',
		description: 'Settings of the channel Email, as a JSON object: "from" and "from_name" are optional',
	},
	{
		displayName: 'Custom Code',
		name: 'customCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 012345',
		description:
			'Your own code to send instead of a random one, 4 to 10 characters. The service must have custom codes enabled.',
	},
	{
		displayName: 'Custom Friendly Name',
		name: 'customFriendlyName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Shop',
		description: "Name to show in the message instead of the service's. Twilio must enable it for the account.",
	},
	{
		displayName: 'Device IP',
		name: 'deviceIp',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7',
		description: "IPv4 or IPv6 address of the recipient's device, for the channel Auto",
	},
	{
		displayName: 'Enable SNA Client Token',
		name: 'enableSnaClientToken',
		type: 'boolean',
		default: true,
		description: 'Whether the check requires the token from the response to the SNA URL (Silent Network Auth)',
	},
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		default: '',
		placeholder: 'e.g. de',
		description: "Language of the message, as a language tag. By default, the language of the number's country.",
	},
	{
		displayName: 'Payee',
		name: 'payee',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Shop',
		description: 'Payee of the payment to confirm. The service must have PSD2 enabled.',
	},
	{
		displayName: 'Rate Limits',
		name: 'rateLimits',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "end_user_ip": "203.0.113.7" }',
		description: "Values for the service's rate limits, as a JSON object with their unique names as keys",
	},
	riskCheck('Whether Fraud Guard checks this SMS'),
	{
		displayName: 'Send Digits',
		name: 'sendDigits',
		type: 'string',
		default: '',
		placeholder: 'e.g. wwww1234#',
		description: 'Digits to send once a call is answered, such as an extension: "w" pauses 0.5 s, "W" 1 s',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "campaign": "spring" }',
		description: 'Tags to store with the message, as a JSON object of up to 10 keys',
	},
	locator(KIND.verifyTemplate, {
		displayName: 'Template',
		name: 'templateSid',
		description: "Template of the SMS or call instead of the service's default template",
	}),
	{
		displayName: 'Template Custom Substitutions',
		name: 'templateCustomSubstitutions',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "name": "Ada" }',
		description: 'Values for the variables of the template, as a JSON object',
	},
	{
		displayName: 'Templates',
		name: 'templates',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. [{ "sid": "HJ0123456789abcdef0123456789abcdef" }]',
		description:
			'Templates in order of preference, as a JSON array of objects with "sid" and, optionally, "substitutions". Used instead of Template.',
	},
);

/** https://www.twilio.com/docs/verify/api/verification#start-new-verification */
export const send = defineAction({
	resource: 'verification',
	operation: 'send',
	name: 'Send',
	action: 'Send a verification code (charges apply)',
	description: 'Send a one-time code to a user by SMS, call, WhatsApp or email. Charges apply.',
	builderHint: 'Twilio makes the code and its text. Check it with verification check and the same serviceSid.',
	fields: [
		locator(KIND.verifyService, {
			displayName: 'Verification Service',
			name: 'serviceSid',
			required: true,
			description: 'Verify service that sends the code',
		}),
		recipient('Recipient: a phone number in E.164 format, or an email address'),
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'options',
			options: [
				{ name: 'Auto', value: 'auto' },
				{ name: 'Call', value: 'call' },
				{ name: 'Email', value: 'email' },
				{
					name: 'Silent Network Auth',
					value: 'sna',
					description: 'No code is sent: the device opens a URL. To see it, turn on Include Raw Response.',
				},
				{ name: 'SMS', value: 'sms' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: 'sms',
			description: 'Channel to send the code on',
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
	content: ['Channel', 'CustomCode'],
	uncertainAdvice:
		'The code may have been sent and was not sent again. Ask the recipient, or look under Verify > Logs in the Twilio Console, before you send another.',
	toOutput: ([found]) => ({ verification: found }),
});
