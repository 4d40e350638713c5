import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import { badRequest } from '../errors';
import { globalUrl } from '../hosts';
import { ok, type Context, type Handlers } from '../resource';

const parts = [
	'caller_name',
	'sim_swap',
	'call_forwarding',
	'line_type_intelligence',
	'line_status',
	'identity_match',
	'reassigned_number',
	'sms_pumping_risk',
	'phone_number_quality_score',
	'pre_fill',
];

/** By the number's last digit. */
const lines = [...Array<string>(5).fill('mobile'), 'landline', 'landline', 'fixedVoip', 'nonFixedVoip', 'tollFree'];

const carriers: Record<string, string> = {
	mobile: 'Local Mobile',
	landline: 'Local Telephone',
	fixedVoip: 'Local Cable',
	nonFixedVoip: 'Local Voice over IP',
	tollFree: 'Local Toll Free',
};

/** Canada's line types need an approval that the account does not have: 60601. */
function lineType({ country, nationalNumber }: PhoneNumber) {
	const nothing = { mobile_country_code: null, mobile_network_code: null, carrier_name: null, type: null };
	if (country === 'CA') return { ...nothing, error_code: 60601 };
	const type = lines[Number(nationalNumber.at(-1))]!;
	const mobile = type === 'mobile' ? { mobile_country_code: '310', mobile_network_code: '800' } : {};
	return { ...nothing, ...mobile, carrier_name: carriers[type], type, error_code: null };
}

const callerName = { caller_name: 'Ada Example', caller_type: 'CONSUMER', error_code: null };

function readFields(text: unknown): string[] {
	const fields = text === undefined || text === '' ? [] : String(text).split(',');
	const unknown = fields.find((field) => field !== 'validation' && !parts.includes(field));
	if (unknown === undefined) return fields;
	throw badRequest(20001, `Invalid parameter 'Fields' in the query: there is no '${unknown}'`);
}

function problems(text: string, country: CountryCode, number: PhoneNumber | undefined): string[] {
	const length = validatePhoneNumberLength(text, country);
	const names: Record<string, string> = {
		NOT_A_NUMBER: 'NOT_A_NUMBER',
		INVALID_COUNTRY: 'INVALID_COUNTRY_CODE',
		TOO_SHORT: 'TOO_SHORT',
		TOO_LONG: 'TOO_LONG',
		INVALID_LENGTH: 'INVALID_LENGTH',
	};
	if (length) return [names[length]!];
	return number?.isValid() ? [] : ['INVALID_BUT_POSSIBLE'];
}

/** A made-up number passes if its length does: many test numbers lie in ranges that nobody has. */
const fictional = /^\+1500555\d{4}$/;

function lookup({ params, query }: Context) {
	const text = params.PhoneNumber!;
	const fields = readFields(query.Fields);
	const country = String(query.CountryCode ?? 'US');
	if (!isSupportedCountry(country)) {
		throw badRequest(20001, `Invalid parameter 'CountryCode' in the query: ${country}`);
	}
	const number = parsePhoneNumberFromString(text, country);
	const errors = fictional.test(text) ? [] : problems(text, country, number);
	const valid = errors.length === 0 && number !== undefined;
	const asked = (name: string) => valid && fields.includes(name);
	const e164 = number?.number ?? text;
	return ok({
		calling_country_code: valid ? number.countryCallingCode : null,
		country_code: valid ? (number.country ?? 'US') : null,
		phone_number: e164,
		national_format: valid ? number.formatNational() : null,
		valid,
		validation_errors: valid ? null : errors,
		...Object.fromEntries(parts.map((part) => [part, null])),
		caller_name: asked('caller_name') ? callerName : null,
		line_type_intelligence: asked('line_type_intelligence') ? lineType(number!) : null,
		url: `${globalUrl('lookups')}/v2/PhoneNumbers/${e164}`,
	});
}

export const lookups: Handlers = { 'lookups GET /v2/PhoneNumbers/{PhoneNumber}': lookup };
