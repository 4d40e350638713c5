/** How to go on after an error, in terms of this node. Codes: https://www.twilio.com/docs/api/errors */
const ADVICE = {
	10001: 'The account is not active: check its balance and status in the Twilio Console',
	16109: 'The recording is encrypted: choose the format WAV, and decrypt it with your private key',
	16113: 'The recording has one channel: leave out Channels',
	20003:
		'Check the credential: the Auth Token or API key may be wrong or revoked, of another account or region, or without the right to do this, or the account may be suspended',
	20005: 'The account is not active: check its balance and status in the Twilio Console',
	20008: 'Test credentials can only send messages and make calls',
	20009: 'The message or call is not finished yet: try again some minutes after it is',
	20403: 'The account is suspended or closed: see the Twilio Console',
	20404:
		'Check the SID, and that it belongs to the account of the credential. A verification that has expired or was used is gone too. For a new one check the locale',
	20429: 'Too many requests: try again a little later, and lower Max Concurrency under Options',
	21205: 'Check the URL with the instructions: it must be a full address',
	21210: 'From must be a number of your account or a verified caller ID',
	21211: 'Check To: it must be a valid phone number in international format, such as +14155550123',
	21212:
		'Check From: it must be a number in international format, a short code, a sender name of up to 11 letters and digits, or an approved sender of the channel',
	21214: 'Check To: Twilio cannot reach this number',
	21215: 'Allow calls to this country under Voice Geographic Permissions in the Twilio Console',
	21216:
		'Twilio blocks this call: for a +1 number create a primary customer profile in the Twilio Console, else ask Twilio support',
	21219: 'A trial account calls verified numbers only: verify the number in the Twilio Console',
	21265: 'Check To: Twilio cannot send to a short code',
	21266: 'Choose another To or From: a number cannot write to itself',
	21268: 'Choose another To: numbers of premium and information services get no messages',
	21408:
		'Check the country code of To, and allow messages to this country under Messaging Geographic Permissions in the Twilio Console',
	21603: 'Choose a sender in From, or a messaging service under Additional Fields',
	21604: 'Fill in To',
	21606: 'Choose a From that belongs to the account and can send messages on this channel',
	21608:
		'A trial account, or one without an approved compliance profile, sends to verified numbers only: verify the number in the Twilio Console',
	21610: 'The recipient opted out. Do not try again: only they can opt in, by sending START',
	21611: 'The queue of this sender is full: wait until Twilio has sent what is in it, or choose another From',
	21612: 'Twilio has no route from this sender to this recipient: choose another From',
	21614: 'Check To: it is a landline, or not a valid mobile number',
	21617: 'Shorten the body to 1,600 characters',
	21619: 'Fill in Body, Media URLs or Content Template',
	21620: 'Check Media URLs: each must be a full public address',
	21623: 'Give up to 10 Media URLs',
	21635: 'Choose another To: this is a landline, which cannot get an SMS',
	21655: 'Check Content Template: it must be a template of this account',
	21656:
		'Check Content Variables: each variable of the template needs a value, not empty and without line breaks or tabs',
	21659: 'Check From: it must be a number of Twilio in international format. A short code must be of the country of To',
	21660: 'Choose a From that belongs to the account of the credential, or the credential of the account that owns it',
	21661: 'Choose another From: this number cannot send SMS',
	21670: 'The region IE1 sends no media: leave out Media URLs, or choose a credential of US1',
	21671: 'The region IE1 sends no templates: leave out Content Template, or choose a credential of US1',
	21701: 'Check Messaging Service under Additional Fields: it must be one of this account',
	21705: 'Check Messaging Service under Additional Fields: it must be one of this account',
	30700:
		'The region of the credential does not have all that was asked for: leave it out, or choose a credential of US1',
	35111: 'Fill in Send At',
	35114: 'Send At must be at least 5 minutes and at most 35 days ahead',
	35115: 'Send At must be at least 5 minutes and at most 35 days ahead',
	35116: 'Check Send At, and the messaging service under Additional Fields',
	35117: 'Check Send At, and the messaging service under Additional Fields',
	35118: 'Scheduling needs a messaging service under Additional Fields',
	35125: 'Too many scheduled messages: wait until some are sent, or cancel some',
	60200:
		'Check the field that is named: To and Code as Verify takes them, a service name of up to 30 characters, a channel that the account may use',
	60202: 'Five wrong codes were given: send a new one after 10 minutes',
	60203: 'Five codes were sent to this recipient: wait 10 minutes before the next',
	60204: 'Twilio must allow this for the account: leave it out, or ask Twilio',
	60205: 'This number is a landline: use the channel Call',
	60212: 'Too many requests for this number at the same time: wait a little',
	60223: 'Choose another Channel, or switch this one on in the Verify service',
	60410:
		'Verify blocks numbers that begin like this because of fraud: try again after 12 hours, or use another channel',
	60601: 'Data on Canadian numbers must be allowed first: the help pages of Twilio tell how to apply',
	60605: 'Allow this country under Geo permissions of Verify in the Twilio Console',
	60606: 'Leave out this data package, or ask Twilio to allow it for the account',
	60614: 'Look up this number with a credential of the region IE1',
	60617: 'Fill in what this data package needs under Additional Fields',
	60619: 'The region of the credential does not have this data package',
	63007: 'Choose a From that is an approved sender of this channel in the account',
	63017: 'The sender reached its rate limit: try again a little later, or choose another From',
	63031: 'Choose another To or From: a sender cannot write to itself',
	63038:
		'The account sent as many messages as it may send in a day: wait until the next day, or ask Twilio to raise the limit',
	70051: 'The restricted API key lacks this permission: add it in the Twilio Console',
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
	return status >= 300 && status < 400
		? 'Redirects are not followed, because the credentials would go along'
		: BY_STATUS[status];
}
