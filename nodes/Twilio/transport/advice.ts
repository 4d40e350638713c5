/** How to go on after an error, in terms of this node. Codes: https://www.twilio.com/docs/api/errors */
const ADVICE = {
	20003: 'Check the credential: the Auth Token or API key may be wrong, it may belong to another account, or the region may not be its own',
	20009: 'The message or call is not finished yet: try again when it is',
	20404: 'Check the SID, and that it belongs to the account of the credential. A verification that has expired or was used is gone too',
	20429: 'Too many requests: lower Max Concurrency under Options',
	21205: 'Check the URL with the instructions: it must be a full address',
	21210: 'From must be a number of your account or a verified caller ID',
	21211: 'Check To: it must be a valid phone number in international format, such as +14155550123',
	21212: 'Check From: it must be a number, short code or sender name of your account',
	21214: 'Check To: Twilio cannot reach this number',
	21215: 'Allow calls to this country under Voice Geographic Permissions in the Twilio Console',
	21216: 'Calls to this number are blocked: ask Twilio support to lift it',
	21219: 'A trial account calls verified numbers only: verify the number in the Twilio Console',
	21408: 'Allow messages to this country under Messaging Geographic Permissions in the Twilio Console',
	21603: 'Choose a sender in From, or a messaging service under Additional Fields',
	21604: 'Fill in To',
	21606: 'Choose a From that belongs to the account and can send messages on this channel',
	21608: 'A trial account sends to verified numbers only: verify the number in the Twilio Console',
	21610: 'The recipient opted out. Do not try again: only they can opt in, by sending START',
	21612: 'Twilio has no route from this sender to this recipient: choose another From',
	21614: 'To is not a mobile number: it cannot get an SMS',
	21617: 'Shorten the body to 1,600 characters',
	21619: 'Fill in Body, Media URLs or Content Template',
	21620: 'Check Media URLs: each must be a full public address',
	21623: 'Give up to 10 Media URLs',
	21655: 'Check Content Template: it must be a template of this account',
	21656: 'Check Content Variables: keys and values must fit the template',
	21659: 'From is not a number of this account, or of another country or type than needed',
	35111: 'Fill in Send At',
	35114: 'Send At must be a date and time',
	35115: 'Scheduling needs a messaging service under Additional Fields',
	35116: 'Too many scheduled messages: wait until some are sent, or cancel some',
	35117: 'Send At must be at least 5 minutes and at most 35 days ahead',
	35118: 'Scheduling needs a messaging service under Additional Fields',
	60200: 'Check the values: one of them is not what Verify takes',
	60202: 'Five wrong codes were given: send a new one after 10 minutes',
	60203: 'Five codes were sent to this recipient: wait 10 minutes before the next',
	60205: 'This number is a landline: use the channel Call',
	60212: 'Too many requests for this number at the same time: wait a little',
	60410: 'Verify blocks this country or number because of fraud: allow it in the Verify service, or leave it',
	60601: 'Carrier data for Canadian numbers must be allowed by Twilio first',
} as const;

const BY_CODE: Partial<Record<number, string>> = ADVICE;

const BY_STATUS: Partial<Record<number, string>> = {
	401: ADVICE[20003],
	404: ADVICE[20404],
	407: 'The proxy of n8n wants a login',
	429: ADVICE[20429],
};

/** One sentence on how to go on, if there is one. */
export function adviceFor(status: number, code: number | null): string | undefined {
	const advice = code === null ? undefined : BY_CODE[code];
	if (advice !== undefined) return advice;
	return status >= 300 && status < 400 ? 'Redirects are not followed, because the credentials would go along' : BY_STATUS[status];
}
