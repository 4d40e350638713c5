import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../action';

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const FINAL = [
	'delivered',
	'read',
	'undelivered',
	'failed',
	'canceled',
	'received',
	'partially_delivered',
	'scheduled',
];

/** The channels that confirm the delivery. Elsewhere, as for SIM cards (`sim:`), `sent` is the last status. */
const WITH_RECEIPT = /^(?:\+|\d|whatsapp:|rcs:|messenger:)/;

/** Why a message was not delivered: https://www.twilio.com/docs/messaging/guides/debugging-common-issues */
const REASON: Partial<Record<number, string>> = {
	30001: "the sender's queue is full: send more slowly",
	30002: 'the account is suspended',
	30003: 'the phone cannot be reached: it may be switched off or out of reach',
	30004: 'the recipient, or their carrier, blocks messages',
	30005: 'the number is unknown or no longer in use',
	30006: 'the number is a landline, or its carrier cannot be reached',
	30007: 'the carrier or Twilio filtered the message as unwanted',
	30008: 'the carrier gave no reason',
	30009: 'a part of the message is missing',
	30010: 'the message costs more than the price limit',
	30011: 'this number cannot receive MMS',
	30012: 'the validity period is too short',
	30017: "the carrier's network is congested: try later",
	30018: 'the carrier requires a registered sender',
	30019: 'the media are larger than the carrier allows',
	30022: 'the rate limit of the A2P 10DLC campaign is exceeded: send more slowly',
	30023: 'the daily limit of the A2P 10DLC brand is reached',
	30024: 'the sender is not set up at the carrier',
	30027: 'the daily limit of T-Mobile for the brand is reached',
	30032: 'the toll-free number is not verified',
	30033: 'the A2P 10DLC campaign is suspended',
	30034: 'the number is not registered for A2P 10DLC',
	30036: 'the validity period ended before the message could be sent',
	63003: 'the recipient does not exist on this channel',
	63014: 'the recipient blocked the sender or opted out',
	63016: 'WhatsApp delivers free text only within 24 hours after the recipient wrote: use a Content Template',
	63018: 'the rate limit of the channel is exceeded: send more slowly',
	63024: 'the recipient cannot be reached on this channel',
	63036: 'the recipient cannot be reached by RCS',
};

/** How a sent message ends. */
export const messageStatus: NonNullable<Action['finalStatus']> = {
	listKey: 'messages',
	isFinal: ({ status, to }) =>
		FINAL.includes(status as string) || (status === 'sent' && !WITH_RECEIPT.test(to as string)),
	failureReason({ status, error_code, error_message }: IDataObject) {
		if (status !== 'undelivered' && status !== 'failed') return undefined;
		const code = Number(error_code) || null;
		const reason = (code !== null && REASON[code]) || (error_message as string | null) || 'Twilio gives no reason';
		const link = code === null ? '' : ` (error ${code}, see https://www.twilio.com/docs/errors/${code})`;
		return {
			code,
			message: `The message was ${status === 'failed' ? 'not sent' : 'not delivered'}: ${reason}${link}.`,
		};
	},
};
