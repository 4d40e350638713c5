import type { INodeProperties } from 'n8n-workflow';
import { normalizeAddress } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { shortened } from '../../errors/shortened';
import { lookup as lookupShape } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { sidField } from '../locators';

/** Parameters that a data package needs besides the number. */
const detail = (displayName: string, name: string, placeholder: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

const toMatch = (what: string) => `${what} to match (Identity Match)`;

/** https://www.twilio.com/docs/lookup/v2-api */
export const lookup = defineAction({
	resource: 'phoneNumber',
	operation: 'lookup',
	name: 'Look Up',
	action: 'Look up a phone number (charges may apply)',
	description:
		'Check whether a phone number is valid, and get its country, line type and carrier. Read-only. Charges apply for most data packages.',
	fields: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550123',
			description: 'Phone number to look up, in E.164 format or, with Country Code, in national format',
		},
		additionalFields([
			detail('Address Country Code', 'addressCountryCode', 'e.g. US', toMatch('Country, as two letters,')),
			detail('Address Line 1', 'addressLine1', 'e.g. 101 Spring Street', toMatch('First address line')),
			detail('Address Line 2', 'addressLine2', 'e.g. 3rd floor', toMatch('Second address line')),
			detail('City', 'city', 'e.g. New York', toMatch('City')),
			detail(
				'Country Code',
				'countryCode',
				'e.g. US',
				'Country of a number in national format, as two letters (ISO 3166-1 alpha-2)',
			),
			{
				displayName: 'Data Packages',
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
					'What to look up. Validation is free. Line Type Intelligence, the default, gives line type and carrier. For the results of the others, turn on Include Raw Response.',
			},
			detail('Date of Birth', 'dateOfBirth', 'e.g. 19900131', toMatch('Date of birth, as YYYYMMDD,')),
			detail('First Name', 'firstName', 'e.g. Ada', toMatch('First name')),
			detail('Last Name', 'lastName', 'e.g. Lovelace', toMatch('Last name')),
			detail(
				'Last Verified Date',
				'lastVerifiedDate',
				'e.g. 20240131',
				'Date, as YYYYMMDD, on which the number still belonged to the user (Reassigned Number)',
			),
			detail('National ID', 'nationalId', 'e.g. YZ3456', toMatch('National ID, such as an SSN or passport number,')),
			detail(
				'Partner Sub ID',
				'partnerSubId',
				'e.g. tenant-42',
				'ID of your own tenant, subaccount or sender, which improves the risk analysis (SMS Pumping Risk)',
			),
			detail('Postal Code', 'postalCode', 'e.g. 10012', toMatch('Postal code')),
			detail('State', 'state', 'e.g. NY', toMatch('State or province')),
			sidField('VE', {
				displayName: 'Verification SID',
				name: 'verificationSid',
				description: 'Verification of the number (Pre-Fill)',
			}),
		]),
	],
	output: { lookup: one(lookupShape) },
	request({ phoneNumber, fields = ['line_type_intelligence'], ...details }) {
		const number = normalizeAddress(phoneNumber);
		if (!/\d/.test(number))
			throw new InvalidParameterError(`Phone Number must have digits, got "${shortened(number)}"`);
		return {
			product: 'lookups',
			method: 'GET',
			path: ['PhoneNumbers', number],
			query: { Fields: fields.join(','), ...twilioFields(details) },
		};
	},
	toOutput: ([found]) => ({ lookup: found }),
});
