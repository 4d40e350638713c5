import { TRIAL_NUMBER, TRIAL_RECIPIENT, type AdviceByCode } from './advice';

const TO = 'Check To: it must be a valid phone number in international format, such as +14155550123';
const CALLER = 'From must be a number of your account or a verified caller ID';
const APPLICATION = 'Check Application: it must be a TwiML application of this account';
const GEO = 'Allow calls to this country under Voice Geographic Permissions in the Twilio Console';
const SIP_HEADERS = 'The SIP address in To has a header that SIP does not allow. Change or remove it';

/** Errors of calls and recordings. `21210` to `21217` also occur for messages. */
export const CALLS: AdviceByCode = {
	10004:
		'Too many concurrent calls. Wait until some end, lower Max Concurrency under Options, or complete the Primary Customer Profile in the Twilio Console',
	10005: 'Calls are disabled for the account. Contact Twilio Support',
	11100: 'Check the URLs of the call: each must be a full public address',
	16109: 'The recording is encrypted. Choose the format WAV, and decrypt it with your private key',
	16113: 'The recording has one channel. Remove Channels',
	21201: 'To is required',
	21202: 'Choose another To: premium numbers cannot be called',
	21203: GEO,
	21204: 'The call was already started. Get it to see its status',
	21205: 'Check the URL with the instructions: it must be a full address',
	21206: 'Check Send Digits: up to 32 of 0-9, A-D, #, * and w',
	21208: 'Check Ring Timeout: at most 600 seconds',
	21209: 'Check the HTTP methods under Additional Fields: each must be GET or POST',
	21210: CALLER,
	21211: TO,
	21212: {
		default:
			'Check From: it must be a number in international format, a short code, a sender name of up to 11 letters and digits, or an approved sender of the channel',
		Calls: 'Check From: it must be a number of your account in international format, or a verified caller ID',
	},
	21213: 'From is required',
	21214: 'Check To: Twilio cannot reach this number',
	21215: GEO,
	21216:
		'Twilio blocks this call. For a +1 number create a Primary Customer Profile in the Twilio Console, otherwise contact Twilio Support',
	21217: TO,
	21218: APPLICATION,
	21219: 'Trial accounts call verified numbers only. Verify the number in the Twilio Console',
	21220: 'The call has ended or is not in progress. Get it to see its status',
	21221: 'Shorten SIP Auth Username to fewer than 256 characters',
	21222: 'Remove characters from SIP Auth Username that SIP does not allow',
	21223: 'Shorten SIP Auth Password to fewer than 256 characters',
	21224: 'Remove characters from SIP Auth Password that SIP does not allow',
	21225: 'SIP Auth Username requires SIP Auth Password',
	21226: 'SIP calls are not enabled for the account. Contact Twilio Support',
	21227: 'Shorten the headers of the SIP address in To to fewer than 1,024 characters',
	21228: SIP_HEADERS,
	21229: SIP_HEADERS,
	21234: 'Check the machine detection fields under Additional Fields',
	21264: CALLER,
	21300: 'Check BYOC Trunk: it must be one of this account',
	21420: APPLICATION,
	21626: 'Check the events under Additional Fields',
	37000: 'The recipient has not allowed calls on WhatsApp. Ask for permission first',
	37001: "Use a credential for US1: WhatsApp calls are not available in the credential's region",
	37002: 'Calls are not enabled for this WhatsApp sender. Enable them in the Twilio Console, or choose another From',
	37003: 'A call to this recipient is already in progress. Wait until it ends',
	37004: 'The rate limit of WhatsApp calls is exceeded. Call less often',
	37006: 'The limit of WhatsApp calls to this recipient is reached. Try again after 24 hours',
	37007: 'WhatsApp does not allow businesses to call this country. Choose another channel',
	37008: 'Check From: it must be a WhatsApp sender of the account',
	37009: 'The WhatsApp sender has no voice application. Set one in the Twilio Console',
	573002: TRIAL_NUMBER,
	573005: TRIAL_RECIPIENT,
};
