import type { IDataObject } from 'n8n-workflow';
import { adviceForCode } from '../../errors/errorCodes';
import { quoted, seeAlso, sentences } from '../../errors/twilioApiError';
import { textOf } from '../../records/read';
import type { Action } from '../action';

/**
 * Statuses that end the wait. A scheduled message is not waited for.
 * https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
 */
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

/** Channels that confirm delivery. Elsewhere, such as for SIM cards (`sim:`), `sent` is final. */
const WITH_RECEIPT = /^(?:\+|\d|whatsapp:|rcs:|messenger:)/;

/** Final status of a sent message. */
export const messageStatus: NonNullable<Action['finalStatus']> = {
	listKey: 'messages',
	isFinal: ({ status, to }) => FINAL.includes(textOf(status)) || (status === 'sent' && !WITH_RECEIPT.test(textOf(to))),
	failureReason({ status, error_code, error_message }: IDataObject) {
		if (status !== 'undelivered' && status !== 'failed') return undefined;
		const code = Number(error_code) || null;
		const what = `The message was ${status === 'failed' ? 'not sent' : 'not delivered'}`;
		const reason = (code !== null && adviceForCode(code, 'Messages')) || quoted(textOf(error_message));
		const message = sentences(
			code === null ? what : `${what} (error ${code})`,
			reason || 'Twilio gives no reason',
			seeAlso(code),
		);
		return { code, message };
	},
};

/** Final status of a question. Canceling a message is what its sender wants, but a canceled question gets no reply. */
export const questionStatus: NonNullable<Action['finalStatus']> = {
	...messageStatus,
	failureReason: (record) =>
		record.status === 'canceled'
			? { code: null, message: 'The message was canceled before it was sent.' }
			: messageStatus.failureReason(record),
};
