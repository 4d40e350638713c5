import type { AdviceByCode } from './advice';

const SUPPORT = 'Remove this data package, or contact Twilio Support to enable it for the account';
const TRY_LATER = 'The data provider had an error. Try again later';
const NO_DATA = 'There is no data for this number. Remove this data package';
const REGION = "The credential's region does not have this data package. Use a credential for another region";

/** Errors of lookups and their data packages. */
export const LOOKUP: AdviceByCode = {
	21421: 'Check the phone number: it must be in international format, or Country Code must be set',
	60001: SUPPORT,
	60002: 'The device did not respond in time. Try again',
	60003: NO_DATA,
	60004: SUPPORT,
	60005: 'The carrier had an error. Try again later',
	60006: 'Check the phone number: its carrier says that it is not valid',
	60007: 'The verification at the carrier failed. Use another channel',
	60008: 'This carrier requires registration. Complete it in the Twilio Console, or contact Twilio Support',
	60600: NO_DATA,
	60601: "Lookups of Canadian numbers require approval. Twilio's help center explains how to apply",
	60606: SUPPORT,
	60607: 'This data package does not cover the country of the number. Remove it',
	60608: TRY_LATER,
	60609: SUPPORT,
	60610: NO_DATA,
	60611: 'The quota of this data package is used up. Contact Twilio Support to raise it',
	60612: 'This data package is for mobile numbers only. Remove it',
	60613: TRY_LATER,
	60614: 'Look up this number with a credential for IE1',
	60616: 'Too many lookups with this data package. Look up more slowly',
	60617: 'Identity Match requires the fields of the person under Additional Fields',
	60618: 'Check the fields under Additional Fields: one is too long or malformed',
	60619: REGION,
	60620: NO_DATA,
	60621: TRY_LATER,
	60622: 'Test credentials look up the magic numbers of Lookup only. Use one of them',
	60623: 'Check Verification SID: Verify does not know it',
	60624: 'Trial accounts have a lower limit of lookups. Try again later, or upgrade the account',
	60625: 'The number is no longer in use. Check it',
	60626: 'Too many lookups of this number. Look up each number once',
	60699: 'Lookup is disabled for the account. Contact Twilio Support',
};
