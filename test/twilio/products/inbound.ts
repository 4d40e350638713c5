import type { Account } from '../accounts';
import { rfc2822 } from '../dates';
import type { Inbound } from '../types';
import { addMessage } from './messages';

function receive(account: Account, { from, to, body, externalUserId }: Inbound): string {
	const now = Date.now();
	const user = externalUserId === undefined ? {} : { external_user_id: externalUserId };
	const state = { date_sent: rfc2822(now), direction: 'inbound', status: 'received' };
	const { sid } = addMessage(account, { from, to, body, ...state, ...user }, now);
	account.ledger.effect('message.received', { sid, from, to, body });
	return sid;
}

/** Adds an inbound message. Returns its SID, or `undefined` if it arrives after a delay. */
export function addInbound(account: Account, message: Inbound): string | undefined {
	if (!message.delay) return receive(account, message);
	setTimeout(() => receive(account, message), message.delay).unref();
	return undefined;
}

/** Plays the account's automatic reply to a sent message, if it has one. */
export function scheduleInbound(account: Account, to: string, sender: string): void {
	const { autoReply } = account.settings;
	const reply = autoReply[to] ?? autoReply['*'];
	if (reply) addInbound(account, { from: to, ...reply, to: sender });
}
