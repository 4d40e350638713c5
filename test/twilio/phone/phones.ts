import type { Account } from '../accounts';
import { viewCall } from '../products/calls';
import { viewMessage } from '../products/messages';
import type { Effect, EffectKind } from '../types';
import type { LiveCall } from './liveCall';
import { linksIn } from './links';
import { saidIn } from './twiml';
import type { CallView, Entry, PhoneView } from './types';

const KINDS: Partial<Record<EffectKind, Entry['kind']>> = {
	'message.created': 'message',
	'message.received': 'reply',
	'call.created': 'call',
	'verification.sent': 'code',
};

function viewLive(live: LiveCall | undefined, twiml: string): CallView {
	if (!live) return { spoken: saidIn(twiml), keys: '', listening: false, live: false, error: null };
	const { spoken, pressed, listening, error } = live;
	return { spoken, keys: pressed, listening, live: live.live, error: error?.message ?? null };
}

/** Returns the current status. */
function statusOf({ stores }: Account, sid: string): string {
	const now = Date.now();
	const [message, call] = [stores.message.get(sid), stores.call.get(sid)];
	const wire = message ? viewMessage(message, now) : call ? viewCall(call, now) : stores.verification.get(sid)?.wire;
	return String(wire?.status ?? 'deleted');
}

function describe(account: Account, effect: Effect): Entry & { address: string } {
	const { time, sid, from = '', to = '', body = '', code } = effect;
	const kind = KINDS[effect.kind]!;
	const called = kind === 'call';
	const [address, peer] = kind === 'reply' ? [from, to] : [to, from];
	return {
		sid,
		time,
		kind,
		address,
		peer,
		text: called ? '' : (code ?? body),
		links: called ? [] : linksIn(body),
		status: statusOf(account, sid),
		call: called ? viewLive(account.stores.call.get(sid)?.live, body) : null,
	};
}

/** Returns the phones of the accounts' recipients with their entries, limited to the `most` newest overall. */
export function phonesOf(accounts: Account[], most = Infinity): PhoneView[] {
	const shown = accounts
		.flatMap((account) =>
			account.ledger.effects.filter(({ kind }) => KINDS[kind]).map((effect) => ({ account, effect })),
		)
		.sort((a, b) => a.effect.time - b.effect.time)
		.slice(-most);
	const phones = new Map<string, PhoneView>();
	for (const { account, effect } of shown) {
		const { address, ...entry } = describe(account, effect);
		const key = `${account.sid} ${address}`;
		const phone = phones.get(key) ?? { account: account.sid, address, replyTo: null, entries: [] };
		phones.set(key, phone);
		phone.entries.push(entry);
		if (entry.kind === 'message' && entry.peer) phone.replyTo = entry.peer;
	}
	return [...phones.values()];
}
