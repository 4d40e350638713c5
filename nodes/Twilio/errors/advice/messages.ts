import { TRIAL_NUMBER, TRIAL_RECIPIENT, type AdviceByCode } from './advice';

const BODY_LENGTH = 'Shorten the body to 1,600 characters';
const CONTENT_REQUIRED = 'Body, Media URLs or Content Template is required';
const NO_SMS = 'Choose another From: this number cannot send SMS';
const SERVICE = 'Check Messaging Service under Additional Fields: it must be one of this account';
const NO_SENDER = 'Add a sender to the messaging service in the Twilio Console';
const SAME_CHANNEL = 'From and To must be on the same channel. Check Channel';
const SEND_AT = 'Send At must be at least 5 minutes and at most 35 days ahead';
const VALIDITY = 'Check Validity Period under Additional Fields: 1 to 36,000 seconds';

/** Errors of requests that send, cancel or redact a message. Later errors of a message are in `delivery.ts`. */
export const MESSAGES: AdviceByCode = {
	21265: 'Check To: Twilio cannot send to a short code',
	21266: 'Choose another To or From: a number cannot send to itself',
	21267: 'Trial accounts cannot send from a sender name. Choose a phone number as From, or upgrade the account',
	21268: 'Choose another To: premium and information service numbers cannot receive messages',
	21401: NO_SMS,
	21408:
		'Check the country code of To, and allow messages to this country under Messaging Geographic Permissions in the Twilio Console. Twilio does not serve Iran, Syria and Cuba',
	21601: 'Choose another From: this number cannot send SMS or MMS',
	21602: CONTENT_REQUIRED,
	21603: 'From is required, or a messaging service under Additional Fields',
	21604: 'To is required',
	21606: 'Choose a From that belongs to the account and can send messages on this channel',
	21607: 'Trial accounts send from their trial number only. Choose it as From, or upgrade the account',
	21608:
		'Trial accounts, and accounts without an approved compliance profile, send to verified numbers only. Verify the number in the Twilio Console',
	21609: 'Check Status Callback URL: it must be a full public address',
	21610: 'The recipient opted out. Do not try again: only they can opt in, by sending START',
	21611: "The sender's queue is full. Send more slowly, or use a messaging service with more senders",
	21612: 'Twilio has no route from this sender to this recipient. Choose another From',
	21614: 'Check To: it is a landline, or not a valid mobile number',
	21616: 'Enter From in international format: it matches several numbers of the account',
	21617: BODY_LENGTH,
	21618: 'Twilio cannot send this body. Change it',
	21619: CONTENT_REQUIRED,
	21620: 'Check Media URLs: each must be a full public address',
	21621: 'Choose another From: this number cannot send MMS',
	21622: 'MMS is not enabled for the account. Remove Media URLs, or contact Twilio Support',
	21623: 'Provide at most 10 Media URLs',
	21624: VALIDITY,
	21635: 'Choose another To: this is a landline, which cannot receive SMS',
	21653: 'Provide only one recipient in To',
	21654: 'Content Variables require a Content Template',
	21655: 'Check Content Template: it must be a template of this account',
	21656:
		'Check Content Variables: each variable of the template needs a value, not empty and without line breaks or tabs',
	21657: "Choose another From: this sender name is not supported in the recipient's country",
	21658: 'Shorten the parameter that the message names',
	21659: 'Check From: it must be a Twilio number in international format. A short code must be of the country of To',
	21660: "Choose a From that belongs to the credential's account, or the credential of the account that owns it",
	21661: NO_SMS,
	21662: 'IE1 cannot send from this From to this To. Choose another From, or use a credential for US1',
	21663:
		'From is configured for messages in another region. Use a credential for that region, or move the number in Twilio',
	21664: 'Remove From: with Fallback From the messaging service chooses the RCS sender. Or remove Fallback From',
	21665:
		"Check Fallback From: it must be a phone number in E.164 format, short code or sender name of the credential's account",
	21666: 'Fallback From requires a messaging service under Additional Fields',
	21667: 'Add an RCS sender to the messaging service in the Twilio Console, or remove Fallback From',
	21668: 'IE1 does not support +1 numbers. Choose a number of another country, or use a credential for US1',
	21669: 'The number and the messaging service belong to different regions. Use both in the same region',
	21670: 'Media is not available in IE1. Remove Media URLs, or use a credential for US1',
	21671: 'Content templates are not available in IE1. Remove Content Template, or use a credential for US1',
	21701: SERVICE,
	21702: 'The messaging service cannot send messages. Check it in the Twilio Console',
	21703: NO_SENDER,
	21704: NO_SENDER,
	21705: SERVICE,
	21711: 'Choose a From that belongs to the messaging service, or remove one of the two',
	21730: 'Twilio is under maintenance. Try again later',
	21910: SAME_CHANNEL,
	30029:
		'Message Redaction is not set up for the account. Set it up in the Twilio Console, or remove Content Retention',
	30030:
		'Message Redaction is not set up for the account. Set it up in the Twilio Console, or remove Address Retention',
	30045: VALIDITY,
	30400: 'Twilio did not accept this change of the message. Cancel it before you redact it',
	30404: "Check the SID, and that it belongs to the credential's account and region",
	30409: 'The message is not scheduled anymore: it was sent, or canceled before. Get it to see its status',
	30700:
		'The region does not support the advanced fields of this message. Remove them under Additional Fields, or use a credential for US1',
	35111: 'Send At is required',
	35114: SEND_AT,
	35115: SEND_AT,
	35117: SEND_AT,
	35118: 'Scheduling requires a messaging service under Additional Fields',
	35125: 'Too many scheduled messages. Wait until some are sent, or cancel some',
	35126: 'This channel does not support scheduled messages. Remove Send At',
	216602: 'Choose a Content Template that this channel supports',
	572002: TRIAL_NUMBER,
	572005: TRIAL_RECIPIENT,
};
