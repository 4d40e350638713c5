import type { INodeProperties } from 'n8n-workflow';
import { normalizeAddress } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { lookup as lookupShape } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { sidField } from '../locators';

/** What a data package needs beside the number. */
const detail = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

const OF_PERSON = 'Of the person, for Identity Match';

/** https://www.twilio.com/docs/lookup/v2-api */
export const lookup = defineAction({
	resource: 'phoneNumber',
	operation: 'lookup',
	name: 'Lookup',
	action: 'Look up a phone number',
	description:
		'Find out whether a phone number is valid, its country, line type and carrier. Only reads, but each field may cost money.',
	fields: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550123',
			description: 'Number to look up, in international format or, with a country code, in national format',
		},
		additionalFields([
			detail('Address Country Code', 'addressCountryCode', 'e.g. US', OF_PERSON),
			detail('Address Line 1', 'addressLine1', 'e.g. 101 Spring Street', OF_PERSON),
			detail('Address Line 2', 'addressLine2', 'e.g. 3rd floor', OF_PERSON),
			detail('City', 'city', 'e.g. New York', OF_PERSON),
			detail('Country Code', 'countryCode', 'e.g. US', 'Country of a number in national format, as two letters'),
			detail('Date of Birth', 'dateOfBirth', 'e.g. 19900131', OF_PERSON),
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'multiOptions',
				options: [
					{ name: 'Call Forwarding', value: 'call_forwarding' },
					{ name: 'Caller Name', value: 'caller_name' },
					{ name: 'Identity Match', value: 'identity_match' },
					{ name: 'Line Status', value: 'line_status' },
					{ name: 'Line Type Intelligence', value: 'line_type_intelligence' },
					{ name: 'Phone Number Quality Score', value: 'phone_number_quality_score' },
					{ name: 'Pre-Fill', value: 'pre_fill' },
					{ name: 'Reassigned Number', value: 'reassigned_number' },
					{ name: 'SIM Swap', value: 'sim_swap' },
					{ name: 'SMS Pumping Risk', value: 'sms_pumping_risk' },
					{ name: 'Validation', value: 'validation' },
				],
				default: ['line_type_intelligence'],
				description:
					'What to look up. Validation alone is free. Line type and carrier come with Line Type Intelligence, which is also looked up if nothing is chosen; for the others turn on Include Raw Response.',
			},
			detail('First Name', 'firstName', 'e.g. Ada', OF_PERSON),
			detail('Last Name', 'lastName', 'e.g. Lovelace', OF_PERSON),
			detail(
				'Last Verified Date',
				'lastVerifiedDate',
				'e.g. 20240131',
				'Day on which the number surely belonged to the person, for Reassigned Number',
			),
			detail('National ID', 'nationalId', 'e.g. YZ3456', OF_PERSON),
			detail('Postal Code', 'postalCode', 'e.g. 10012', OF_PERSON),
			detail('State', 'state', 'e.g. NY', OF_PERSON),
			sidField('VE', {
				displayName: 'Verification SID',
				name: 'verificationSid',
				description: 'Of a verification of the number, for Pre-Fill',
			}),
		]),
	],
	output: { lookup: one(lookupShape) },
	request({ phoneNumber, fields = ['line_type_intelligence'], ...details }) {
		const number = normalizeAddress(phoneNumber);
		if (!/\d/.test(number)) throw new InvalidParameterError(`Phone Number must have digits, got "${number}"`);
		return {
			product: 'lookups',
			method: 'GET',
			path: ['PhoneNumbers', number],
			query: { Fields: fields.join(','), ...twilioFields(details) },
		};
	},
	toOutput: ([found]) => ({ lookup: found }),
});
