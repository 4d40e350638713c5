import { optionalAddress } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { verification } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { KIND, locator, sidField } from '../locators';

/** https://www.twilio.com/docs/verify/api/verification-check */
export const check = defineAction({
	resource: 'verification',
	operation: 'check',
	name: 'Check',
	action: 'Check a verification code (uses one of 5 attempts)',
	description:
		'Check the code that a user entered. Changes data: each check uses one of five attempts. A wrong code is a success with "valid": false.',
	builderHint: 'Branch on verification.valid, not on success: a wrong code is a success.',
	fields: [
		locator(KIND.verifyService, {
			displayName: 'Verification Service',
			name: 'serviceSid',
			required: true,
			description: 'Verify service that sent the code',
		}),
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550123',
			description:
				'Phone number in E.164 format, or email address, that the code was sent to. Provide either this or Verification SID.',
		},
		sidField('VE', {
			displayName: 'Verification SID',
			name: 'verificationSid',
			description: 'SID returned when the code was sent. Provide either this or To.',
		}),
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			default: '',
			// n8n does not start a workflow with an empty required field unless the field is hidden. Up to 2.17, n8n
			// matches the pattern with the text "undefined" or "null" if there is no token.
			displayOptions: {
				hide: { '/additionalFields.snaClientToken': [{ _cnd: { regex: '^(?!undefined$|null$)\\s*\\S' } }] },
			},
			placeholder: 'e.g. 012345',
			description:
				'Code that the user entered, 4 to 10 characters. Keep it as text to preserve leading zeros. For Silent Network Auth add SNA Client Token instead.',
		},
		additionalFields([
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				default: '',
				placeholder: 'e.g. $49.99',
				description: 'Amount provided when the code was sent (PSD2)',
			},
			{
				displayName: 'Payee',
				name: 'payee',
				type: 'string',
				default: '',
				placeholder: 'e.g. Example Shop',
				description: 'Payee provided when the code was sent (PSD2)',
			},
			{
				displayName: 'SNA Client Token',
				name: 'snaClientToken',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'Token from the response to the SNA URL, instead of a code (Silent Network Auth)',
			},
		]),
	],
	output: { verification: one(verification) },
	request({ serviceSid, to, verificationSid, code, ...fields }) {
		if ((to === undefined) === (verificationSid === undefined)) {
			throw new InvalidParameterError(
				to === undefined
					? 'Either To or Verification SID is required'
					: 'Provide either To or Verification SID, not both',
			);
		}
		return {
			product: 'verify',
			method: 'POST',
			path: ['Services', serviceSid, 'VerificationCheck'],
			form: {
				To: optionalAddress(to),
				VerificationSid: verificationSid,
				Code: fields.snaClientToken === undefined ? code : undefined,
				...twilioFields(fields),
			},
		};
	},
	uncertainAdvice:
		'The code may have been checked, which uses an attempt and, if it was correct, ends the verification. Look under Verify > Logs in the Twilio Console before you check it again.',
	toOutput: ([found]) => ({ verification: found }),
});
