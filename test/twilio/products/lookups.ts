import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import { badRequest } from '../errors';
import { globalUrl } from '../hosts';
import { examplesOf } from '../openapi';
import { ok, type Context, type Handlers } from '../resource';

const examples = () => examplesOf('lookups', 'FetchPhoneNumber');

/** Returns the names of the data packages, which are null unless requested. */
const packages = () =>
	Object.keys(examples()[0]!).filter((name) => examples().some((example) => isObject(example[name])));

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Line types by the number's last digit. */
const lines = [...Array<string>(5).fill('mobile'), 'landline', 'landline', 'fixedVoip', 'nonFixedVoip', 'tollFree'];

const carriers: Record<string, string> = {
	mobile: 'Local Mobile',
	landline: 'Local Telephone',
	fixedVoip: 'Local Cable',
	nonFixedVoip: 'Local Voice over IP',
	tollFree: 'Local Toll Free',
};

/** Returns a number's line type. Canada's need an approval that the account does not have: 60601. */
function lineType({ country, nationalNumber }: PhoneNumber) {
	const nothing = { mobile_country_code: null, mobile_network_code: null, carrier_name: null, type: null };
	if (country === 'CA') return { ...nothing, error_code: 60601 };
	const type = lines[Number(nationalNumber.at(-1))]!;
	const mobile = type === 'mobile' ? { mobile_country_code: '310', mobile_network_code: '800' } : {};
	return { ...nothing, ...mobile, carrier_name: carriers[type], type, error_code: null };
}

function readFields(text: unknown): string[] {
	const fields = text === undefined || text === '' ? [] : String(text).split(',');
	const unknown = fields.find((field) => field !== 'validation' && !packages().includes(field));
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

/** Made-up numbers are valid if their length is, since many test numbers are in unassigned ranges. */
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
	const show = (name: string) => {
		if (!valid || !fields.includes(name)) return null;
		if (name === 'line_type_intelligence') return lineType(number);
		return examples().find((example) => isObject(example[name]))![name];
	};
	const e164 = number?.number ?? text;
	return ok({
		calling_country_code: valid ? number.countryCallingCode : null,
		country_code: valid ? (number.country ?? 'US') : null,
		phone_number: e164,
		national_format: valid ? number.formatNational() : null,
		valid,
		validation_errors: valid ? null : errors,
		...Object.fromEntries(packages().map((name) => [name, show(name)])),
		url: `${globalUrl('lookups')}/v2/PhoneNumbers/${e164}`,
	});
}

export const lookups: Handlers = { 'lookups GET /v2/PhoneNumbers/{PhoneNumber}': lookup };
