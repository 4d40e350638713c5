import { onChannel } from '../../input/address';
import { verificationService } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { KIND, locator } from '../locators';

/** https://www.twilio.com/docs/verify/api/service#create-a-verification-service */
export const create = defineAction({
	resource: 'verificationService',
	operation: 'create',
	name: 'Create',
	action: 'Create a verification service',
	description: 'Create a Verify service, which sends and checks one-time codes. Changes data.',
	fields: [
		{
			displayName: 'Friendly Name',
			name: 'friendlyName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Example Shop',
			description: 'Name of the service, up to 32 characters. Recipients see it in the message.',
		},
		additionalFields([
			{
				displayName: 'Code Length',
				name: 'codeLength',
				type: 'number',
				typeOptions: { minValue: 4, maxValue: 10, numberPrecision: 0 },
				default: 6,
				description: 'Number of digits of the code, 4 to 10',
			},
			{
				displayName: 'Custom Code Enabled',
				name: 'customCodeEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether to allow your own codes instead of random ones',
			},
			locator(KIND.verifyTemplate, {
				displayName: 'Default Template',
				name: 'defaultTemplateSid',
				description: 'Template of each SMS, unless another one is chosen when a code is sent',
			}),
			{
				displayName: 'Do Not Share Warning Enabled',
				name: 'doNotShareWarningEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether to add a warning not to share the code to the end of each SMS',
			},
			{
				displayName: 'DTMF Input Required',
				name: 'dtmfInputRequired',
				type: 'boolean',
				default: true,
				description: 'Whether the recipient of a call must press a key before the code is spoken',
			},
			{
				displayName: 'Lookup Enabled',
				name: 'lookupEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether to look up the phone number with each verification. Charges apply.',
			},
			{
				displayName: 'PSD2 Enabled',
				name: 'psd2Enabled',
				type: 'boolean',
				default: false,
				description: 'Whether amount and payee are required with each verification',
			},
			{
				displayName: 'Skip SMS to Landlines',
				name: 'skipSmsToLandlines',
				type: 'boolean',
				default: false,
				description: 'Whether to skip sending SMS to landlines. Requires Lookup Enabled.',
			},
			{
				displayName: 'TTS Name',
				name: 'ttsName',
				type: 'string',
				default: '',
				placeholder: 'e.g. the name that Twilio gave you',
				description: 'Alternative text-to-speech service for calls',
			},
			{
				displayName: 'Verify Event Subscription Enabled',
				name: 'verifyEventSubscriptionEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether to send events of the verifications to the sinks of Event Streams',
			},
			{
				displayName: 'WhatsApp From',
				name: 'whatsappFrom',
				type: 'string',
				default: '',
				placeholder: 'e.g. whatsapp:+14155550100',
				description: 'WhatsApp sender of the codes. It must belong to the WhatsApp Messaging Service.',
			},
			locator(KIND.messagingService, {
				displayName: 'WhatsApp Messaging Service',
				name: 'whatsappMsgServiceSid',
				description: 'Messaging service with the WhatsApp sender of the codes. Required for the channel WhatsApp.',
			}),
		]),
	],
	output: { service: one(verificationService) },
	request: ({ whatsappFrom, whatsappMsgServiceSid, ...fields }) => ({
		product: 'verify',
		method: 'POST',
		path: ['Services'],
		form: {
			...twilioFields(fields),
			'Whatsapp.MsgServiceSid': whatsappMsgServiceSid,
			'Whatsapp.From': onChannel('whatsapp', whatsappFrom),
		},
	}),
	uncertainAdvice:
		'The service may have been created and was not created again. Look under Verify > Services in the Twilio Console before you create it again.',
	toOutput: ([found]) => ({ service: found }),
});
