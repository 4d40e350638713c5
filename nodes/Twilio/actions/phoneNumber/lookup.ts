import { normalizeAddress } from '../../address';
import { InvalidParameter } from '../../invalidParameter';
import { lookup as lookupShape } from '../../resources';
import { one } from '../../shape';
import type { Action } from '../action';
import { additionalFields } from '../fields';

/** https://www.twilio.com/docs/lookup/v2-api */
export const lookup: Action = {
	resource: 'phoneNumber',
	operation: 'lookup',
	name: 'Lookup',
	action: 'Look up a phone number',
	description: 'Find out whether a phone number is valid, its country, line type and carrier. Only reads, but each field may cost money.',
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
			{
				displayName: 'Country Code',
				name: 'countryCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. US',
				description: 'Country of a number in national format, as two letters',
			},
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
				description: 'What to look up. Line type and carrier come with Line Type Intelligence; for the others turn on Include Raw Response.',
			},
		]),
	],
	output: { lookup: one(lookupShape) },
	request({ phoneNumber, countryCode, fields = ['line_type_intelligence'] }) {
		const number = normalizeAddress(String(phoneNumber));
		if (!/\d/.test(number)) throw new InvalidParameter(`Phone Number must have digits, got "${number}"`);
		return {
			product: 'lookups',
			method: 'GET',
			path: ['PhoneNumbers', number],
			query: { Fields: (fields as string[]).join(','), CountryCode: countryCode },
		};
	},
	answer: ([found]) => ({ lookup: found }),
};
