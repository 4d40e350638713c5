/** Advice for an error that means different things for different resources, by Twilio's name of the resource. */
type AdviceByResource = { default: string } & Record<string, string>;

/**
 * What an error of Twilio means and what to do about it, in terms of this node: one or two sentences without the last
 * period. Codes of failed requests and of messages that were not delivered: https://www.twilio.com/docs/api/errors
 */
export const ADVICE: Record<number, string | AdviceByResource> = {
	10001: 'The account is not active. Check its balance and status in the Twilio Console',
	10002: 'Trial accounts cannot do this. Upgrade the account in the Twilio Console',
	10004:
		'Too many concurrent calls. Wait until some end, lower Max Concurrency under Options, or complete the Primary Customer Profile in the Twilio Console',
	16109: 'The recording is encrypted. Choose the format WAV, and decrypt it with your private key',
	16113: 'The recording has one channel. Remove Channels',
	20001: 'Check the parameter that the message names',
	20003:
		'Check the credential: the Auth Token or API key may be wrong or revoked, belong to another account or region, or lack permission, or the account may be suspended',
	20005: 'The account is not active. Check its balance and status in the Twilio Console',
	20007: 'Lower the page size',
	20008: 'Test credentials can only send messages, make calls and look up numbers',
	20009: {
		default: 'The record is not finished yet. Try again a few minutes after it is',
		Messages: 'The message is still being processed. Try again a few minutes after it reaches its final status',
		Calls: 'The call is still in progress. Try again a few minutes after it ends',
	},
	20403: 'The account is suspended or closed. Check its status in the Twilio Console',
	20404: {
		default: "Check the SID, and that it belongs to the credential's account and region",
		Media: "Check the message's SID, and that it belongs to the credential's account and region",
		PhoneNumbers: 'Check the phone number: it must be in international format, or Country Code must be set',
		Services: "Check the service's SID, and that it belongs to the credential's account",
		Verifications: 'Check the Verify Service, and the locale if one is set',
		VerificationCheck:
			'The verification has expired, was already approved or had too many wrong codes. Send a new code. Otherwise check the Verify Service',
	},
	20409: 'The record was changed at the same time. Try again',
	20429: 'Too many concurrent requests. Try again later, or lower Max Concurrency under Options',
	21201: 'To is required',
	21205: 'Check the URL with the instructions: it must be a full address',
	21210: 'From must be a number of your account or a verified caller ID',
	21211: 'Check To: it must be a valid phone number in international format, such as +14155550123',
	21212: {
		default:
			'Check From: it must be a number in international format, a short code, a sender name of up to 11 letters and digits, or an approved sender of the channel',
		Calls: 'Check From: it must be a number of your account in international format, or a verified caller ID',
	},
	21213: 'From is required',
	21214: 'Check To: Twilio cannot reach this number',
	21215: 'Allow calls to this country under Voice Geographic Permissions in the Twilio Console',
	21216:
		'Twilio blocks this call. For a +1 number create a Primary Customer Profile in the Twilio Console, otherwise contact Twilio Support',
	21217: 'Check To: it must be a valid phone number in international format, such as +14155550123',
	21218: 'Check TwiML App: it must be one of this account',
	21219: 'Trial accounts call verified numbers only. Verify the number in the Twilio Console',
	21220: 'The call has ended or is not in progress',
	21265: 'Check To: Twilio cannot send to a short code',
	21266: 'Choose another To or From: a number cannot send to itself',
	21268: 'Choose another To: premium and information service numbers cannot receive messages',
	21401: 'Choose another From: this number cannot send SMS',
	21408:
		'Check the country code of To, and allow messages to this country under Messaging Geographic Permissions in the Twilio Console',
	21601: 'Choose another From: this number cannot send SMS or MMS',
	21602: 'Body, Media URLs or Content Template is required',
	21603: 'From is required, or a messaging service under Additional Fields',
	21604: 'To is required',
	21605: 'Shorten the body to 1,600 characters',
	21606: 'Choose a From that belongs to the account and can send messages on this channel',
	21608:
		'Trial accounts, and accounts without an approved compliance profile, send to verified numbers only. Verify the number in the Twilio Console',
	21609: 'Check Status Callback: it must be a full public address',
	21610: 'The recipient opted out. Do not try again: only they can opt in, by sending START',
	21611: "The sender's queue is full. Send more slowly, or use a messaging service with more senders",
	21612: 'Twilio has no route from this sender to this recipient. Choose another From',
	21614: 'Check To: it is a landline, or not a valid mobile number',
	21617: 'Shorten the body to 1,600 characters',
	21619: 'Body, Media URLs or Content Template is required',
	21620: 'Check Media URLs: each must be a full public address',
	21623: 'Provide at most 10 Media URLs',
	21635: 'Choose another To: this is a landline, which cannot receive SMS',
	21655: 'Check Content Template: it must be a template of this account',
	21656:
		'Check Content Variables: each variable of the template needs a value, not empty and without line breaks or tabs',
	21657: "Choose another From: this sender name is not supported in the recipient's country",
	21659: 'Check From: it must be a Twilio number in international format. A short code must be of the country of To',
	21660: "Choose a From that belongs to the credential's account, or the credential of the account that owns it",
	21661: 'Choose another From: this number cannot send SMS',
	21664: "Choose a sender whose messaging region is the credential's, or a credential for the sender's region",
	21665: "Choose a sender whose messaging region is the credential's, or a credential for the sender's region",
	21666: "Choose a sender whose messaging region is the credential's, or a credential for the sender's region",
	21667: "Choose a sender whose messaging region is the credential's, or a credential for the sender's region",
	21668: 'IE1 does not support +1 numbers. Choose a number of another country, or use a credential for US1',
	21669: "The sender and the messaging service belong to different regions. Choose them in the credential's region",
	21670: 'Media is not available in IE1. Remove Media URLs, or use a credential for US1',
	21671: 'Content templates are not available in IE1. Remove Content Template, or use a credential for US1',
	21701: 'Check Messaging Service under Additional Fields: it must be one of this account',
	21703: 'Add a sender to the messaging service in the Twilio Console',
	21704: 'Add a sender to the messaging service in the Twilio Console',
	21705: 'Check Messaging Service under Additional Fields: it must be one of this account',
	30001: "The sender's queue is full. Send more slowly",
	30002: 'The account is suspended. Check its status in the Twilio Console',
	30003: 'The phone cannot be reached: it may be off or out of coverage. Try again later',
	30004: 'The recipient or their carrier blocks messages',
	30005: 'The number is unknown or no longer in use',
	30006: 'The number is a landline, or its carrier cannot be reached',
	30007: 'The carrier or Twilio filtered the message as unwanted. Check the text against the messaging policy',
	30008: 'The carrier gave no reason. Try again later',
	30011: 'This number cannot receive MMS. Remove Media URLs',
	30012: 'The validity period is too short. Raise it under Additional Fields',
	30017: "The carrier's network is congested. Try again later",
	30018: 'The carrier requires the sender to be registered',
	30019: 'The media is larger than the carrier allows',
	30022: 'The rate limit of the A2P 10DLC campaign is exceeded. Send more slowly',
	30023: 'The daily limit of the A2P 10DLC brand is reached. Try again tomorrow',
	30024: 'The sender is not set up at the carrier. Contact Twilio Support',
	30027: "T-Mobile's daily limit for the A2P 10DLC brand is reached. Try again tomorrow",
	30032: 'The toll-free number is not verified. Verify it in the Twilio Console',
	30033: 'The A2P 10DLC campaign is suspended',
	30034: 'The number is not registered for A2P 10DLC. Register it in the Twilio Console',
	30036: 'The validity period ended before the message could be sent',
	30046: 'The device cannot be reached by RCS. Choose SMS or MMS with a messaging service to fall back',
	30700:
		"The credential's region does not support everything that was requested. Remove it, or use a credential for US1",
	35111: 'Send At is required',
	35114: 'Send At must be at least 5 minutes and at most 35 days ahead',
	35115: 'Send At must be at least 5 minutes and at most 35 days ahead',
	35116: 'Check Send At, and the messaging service under Additional Fields',
	35117: 'Check Send At, and the messaging service under Additional Fields',
	35118: 'Scheduling requires a messaging service under Additional Fields',
	35125: 'Too many scheduled messages. Wait until some are sent, or cancel some',
	60200: {
		default: 'Check the field that the message names',
		Verifications: 'Check To, and that the account may use the channel',
		VerificationCheck: 'Check To and Code: the code has 4 to 10 characters',
		Services: 'Check the field that the message names: Friendly Name has at most 30 characters',
	},
	60202: 'Five wrong codes were entered. Send a new code after 10 minutes',
	60203: 'Five codes were sent to this recipient. Wait 10 minutes before the next',
	60204: 'Twilio must enable this for the account. Remove it, or contact Twilio Support',
	60205: 'This number is a landline. Use the channel Call',
	60212: 'Too many concurrent requests for this number. Try again later',
	60217: 'The Verify service has no email integration. Add one in the Twilio Console, or use another channel',
	60221: 'Provide either To or Verification SID',
	60223: 'Choose another channel, or enable this one in the Verify service',
	60238:
		'Twilio blocks verifications to this destination, or reviews the upgrade of the account. Contact Twilio Support if this lasts longer than 72 hours',
	60410: 'Verify Fraud Guard blocks numbers with this prefix. Try again after 12 hours, or use another channel',
	60412: 'Verify blocked this as a fraudulent signup. Add the number to the Verify Safelist, or disable Risk Check',
	60601: "Lookups of Canadian numbers require approval. Twilio's help center explains how to apply",
	60605: 'Allow this country under Geo Permissions of Verify in the Twilio Console',
	60606: 'Remove this data package, or contact Twilio to enable it for the account',
	60614: 'Look up this number with a credential for IE1',
	60617: 'Identity Match requires the fields of the person under Additional Fields',
	60619: "The credential's region does not have this data package",
	63003: 'The recipient does not exist on this channel',
	63007: 'Choose a From that is an approved sender of this channel in the account',
	63014: 'The recipient blocked the sender or opted out',
	63016: 'WhatsApp delivers free-form text only within 24 hours after the recipient wrote. Use a Content Template',
	63017: 'The rate limit of the channel is exceeded. Send more slowly',
	63018: 'The rate limit of the channel is exceeded. Send more slowly',
	63024: 'The recipient cannot be reached on this channel',
	63031: 'Choose another To or From: a sender cannot send to itself',
	63036: 'The recipient cannot be reached by RCS',
	63038: "The account's daily message limit is reached. Try again tomorrow, or contact Twilio to raise it",
	70051: 'The restricted API key lacks this permission. Add it in the Twilio Console',
	572005: 'The recipient was added but not verified yet. Complete the verification in the Twilio Console',
};

const BY_STATUS: Partial<Record<number, number | string>> = {
	401: 20003,
	404: 20404,
	407: "n8n's proxy requires authentication",
	429: 20429,
};

/** Redirects are not followed: n8n's helper would take the credentials along. */
const REDIRECT = 'Redirects are not followed, because they could expose the credentials';

/**
 * What to do about an error code.
 * @param resource Twilio's name of the resource that the request was for, such as `Messages`
 */
export function adviceForCode(code: number, resource: string): string | undefined {
	const advice = ADVICE[code];
	return typeof advice === 'object' ? (advice[resource] ?? advice.default) : advice;
}

/** What to do about an error response, if that is known. */
export function adviceFor(status: number, code: number | null, path: readonly unknown[]): string | undefined {
	const resource = resourceOf(path);
	const advice = code === null ? undefined : adviceForCode(code, resource);
	if (advice !== undefined) return advice;
	if (status >= 300 && status < 400) return REDIRECT;
	const known = BY_STATUS[status];
	return typeof known === 'number' ? adviceForCode(known, resource) : known;
}

/** The resource of a path in which names and SIDs take turns: that of `Services/{sid}/Verifications` is `Verifications`. */
function resourceOf(path: readonly unknown[]): string {
	const name = path.at(path.length % 2 ? -1 : -2);
	return typeof name === 'string' ? name : '';
}
