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
	description: 'Create a Verify service, which sends and checks one-time codes. Writes.',
	fields: [
		{
			displayName: 'Friendly Name',
			name: 'friendlyName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Example Shop',
			description: 'Name of the service, up to 30 characters. Recipients see it in the message.',
		},
		additionalFields([
			{
				displayName: 'Code Length',
				name: 'codeLength',
				type: 'number',
				typeOptions: { minValue: 4, maxValue: 10, numberPrecision: 0 },
				default: 6,
				description: 'Number of digits of the code',
			},
			{
				displayName: 'Custom Code Enabled',
				name: 'customCodeEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether codes of your own may be sent',
			},
			locator(KIND.verifyTemplate, {
				displayName: 'Default Template',
				name: 'defaultTemplateSid',
				description: 'Template of the SMS',
			}),
			{
				displayName: 'Do Not Share Warning Enabled',
				name: 'doNotShareWarningEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether the SMS ends with a warning not to share the code',
			},
			{
				displayName: 'DTMF Input Required',
				name: 'dtmfInputRequired',
				type: 'boolean',
				default: true,
				description: 'Whether a called person must press a key before the code is spoken',
			},
			{
				displayName: 'Lookup Enabled',
				name: 'lookupEnabled',
				type: 'boolean',
				default: false,
				description: 'Whether each verification looks up the phone number as well',
			},
			{
				displayName: 'PSD2 Enabled',
				name: 'psd2Enabled',
				type: 'boolean',
				default: false,
				description: 'Whether amount and payee are part of the verification',
			},
			{
				displayName: 'Skip SMS to Landlines',
				name: 'skipSmsToLandlines',
				type: 'boolean',
				default: false,
				description: 'Whether no SMS is sent to landlines. Needs Lookup Enabled.',
			},
			{
				displayName: 'TTS Name',
				name: 'ttsName',
				type: 'string',
				default: '',
				placeholder: 'e.g. the name that Twilio gave you',
				description: 'Alternative text-to-speech service for calls',
			},
		]),
	],
	output: { service: one(verificationService) },
	request: (fields) => ({ product: 'verify', method: 'POST', path: ['Services'], form: twilioFields(fields) }),
	uncertainAdvice:
		'The service may have been created and was not created again. Look under Verify > Services in the Twilio Console before you create it again.',
	toOutput: ([found]) => ({ service: found }),
});
