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
	action: 'Check a verification code',
	description:
		'Check the code that a person gave. Writes: each check uses up one of five attempts. A wrong code is a success with "valid": false.',
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
			description: 'Phone number or email address that the code was sent to. Fill in this or Verification SID.',
		},
		sidField('VE', {
			displayName: 'Verification SID',
			name: 'verificationSid',
			description: 'SID that sending the code returned. Fill in this or To.',
		}),
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 012345',
			description: 'Code that the person gave. Keep it a text, so that zeros at its start stay.',
		},
		additionalFields([
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				default: '',
				placeholder: 'e.g. $49.99',
				description: 'Amount that was given when the code was sent (PSD2)',
			},
			{
				displayName: 'Payee',
				name: 'payee',
				type: 'string',
				default: '',
				placeholder: 'e.g. Example Shop',
				description: 'Payee that was given when the code was sent (PSD2)',
			},
		]),
	],
	output: { verification: one(verification) },
	request({ serviceSid, to, verificationSid, ...fields }) {
		if ((to === undefined) === (verificationSid === undefined)) {
			throw new InvalidParameterError(
				to === undefined
					? 'To and Verification SID are empty: fill in one of them'
					: 'Fill in either To or Verification SID, not both',
			);
		}
		return {
			product: 'verify',
			method: 'POST',
			path: ['Services', serviceSid, 'VerificationCheck'],
			form: { To: optionalAddress(to), VerificationSid: verificationSid, ...twilioFields(fields) },
		};
	},
	uncertainAdvice:
		'The code may have been checked, which uses up an attempt and, if it was right, ends the verification. Look under Verify > Logs in the Twilio Console before you check it again.',
	toOutput: ([found]) => ({ verification: found }),
});
