import type { AdviceByCode } from './advice';

const NAMED_PARAMETER = 'Check the parameter that the message names';
const ACCESS = 'The API key lacks this permission, or the account may not do this. Check both in the Twilio Console';
const OUTDATED = "Twilio no longer offers this API. Update the node's package";
const OUTAGE = 'Twilio had an internal error. See status.twilio.com';

/** Errors of any request: the account, its credentials, and Twilio's API itself. */
export const ACCOUNT: AdviceByCode = {
	10001: 'The account is not active. Check its balance and status in the Twilio Console',
	10002: 'Trial accounts cannot do this. Upgrade the account in the Twilio Console',
	20001: NAMED_PARAMETER,
	20002: 'Check Friendly Name',
	20003:
		'Check the credential: the Auth Token or API key may be wrong or revoked, belong to another account or region, or lack permission, or the account may be suspended',
	20004: OUTDATED,
	20005: 'The account is not active. Check its balance and status in the Twilio Console',
	20006: ACCESS,
	20007: 'Lower Limit, or turn off Return All',
	20008: 'Test credentials can only send messages, make calls and look up numbers',
	20009: {
		default: 'The record is not finished yet. Try again a few minutes after it is',
		Messages: 'The message is still being processed. Try again a few minutes after it reaches its final status',
		Calls: 'The call is still in progress. Try again a few minutes after it ends',
	},
	20010: 'This is disabled for the account. Contact Twilio Support',
	20011: 'Twilio requires TLS 1.2 or later. Update the proxy between n8n and Twilio',
	20012: 'Twilio requires TLS 1.2 with a supported cipher suite. Update the proxy between n8n and Twilio',
	20162: 'Another update of this record is in progress. Try again',
	20403: 'The account is suspended or closed, or the API key lacks permission. Check both in the Twilio Console',
	20404: {
		default: "Check the SID, and that it belongs to the credential's account and region",
		Media: "Check the message's SID, and that it belongs to the credential's account and region",
		PhoneNumbers: 'Check the phone number: it must be in international format, or Country Code must be set',
		Services: "Check the service's SID, and that it belongs to the credential's account",
		Verifications: 'Check the Verify Service, and the locale if one is set',
		VerificationCheck:
			'The verification has expired, was already approved or had too many wrong codes. Send a new code. Otherwise check the Verify Service',
	},
	20409: 'The record is in a state that does not allow this. Try again later',
	20410: OUTDATED,
	20413: 'The request is too large. Shorten its texts',
	20422: NAMED_PARAMETER,
	20423: 'Check the SID: it must have the right prefix and 32 hexadecimal digits',
	20429: 'Too many concurrent requests. Try again later, or lower Max Concurrency under Options',
	20500: OUTAGE,
	20503: OUTAGE,
	20504: OUTAGE,
	21102: 'The account has reached the maximum number of services. Use an existing one, or contact Twilio Support',
	21481: 'Twilio no longer accepts the address of the next page. Run the node again',
	70001: NAMED_PARAMETER,
	70002: NAMED_PARAMETER,
	70004: ACCESS,
	70051: 'The restricted API key lacks this permission. Add it in the Twilio Console',
	70052:
		'The account requires Public Key Client Validation, which n8n does not support. Turn it off in the Twilio Console',
};
