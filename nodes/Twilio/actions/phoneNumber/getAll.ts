import { phoneNumber as phoneNumberShape } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { filters, PAGING } from '../fields';

/** https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export const getAll = defineAction({
	resource: 'phoneNumber',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many phone numbers',
	description: 'List the phone numbers of the account. Read-only.',
	fields: [
		...PAGING,
		filters([
			{
				displayName: 'Beta',
				name: 'beta',
				type: 'boolean',
				default: true,
				description: 'Whether to include phone numbers that are new to Twilio',
			},
			{
				displayName: 'Friendly Name',
				name: 'friendlyName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Support line',
				description: 'Only phone numbers with this friendly name',
			},
			{
				displayName: 'Origin',
				name: 'origin',
				type: 'options',
				options: [
					{ name: 'Hosted', value: 'hosted' },
					{ name: 'Twilio', value: 'twilio' },
				],
				default: 'twilio',
				description: 'Only phone numbers of this origin',
			},
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +1415*',
				description: 'Only phone numbers that contain these digits; "*" is a wildcard for any digit',
			},
		]),
	],
	output: { phone_numbers: many(phoneNumberShape) },
	list: 'incoming_phone_numbers',
	request: (fields) => ({ product: 'api', method: 'GET', path: ['IncomingPhoneNumbers'], query: twilioFields(fields) }),
	toOutput: (found) => ({ phone_numbers: found }),
});
