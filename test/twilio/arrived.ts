import type { Account, Accounts } from './accounts';
import { viewCall } from './products/calls';
import { viewMessage } from './products/messages';
import type { Effect, EffectKind } from './types';
import type { Values } from './validation';

export interface Arrival {
	time: number;
	kind: 'message' | 'reply' | 'call' | 'code';
	from: string;
	to: string;
	text: string;
	status: string;
}

const kinds: Partial<Record<EffectKind, Arrival['kind']>> = {
	'message.created': 'message',
	'message.received': 'reply',
	'call.created': 'call',
	'verification.sent': 'code',
};

const shown = 100;

/** The resource as it is now; undefined once it is deleted. */
function view({ stores }: Account, sid: string): Values | undefined {
	const message = stores.message.get(sid);
	if (message) return viewMessage(message, Date.now());
	const call = stores.call.get(sid);
	return call ? viewCall(call, Date.now()) : stores.verification.get(sid)?.wire;
}

function describe(account: Account, effect: Effect, kind: Arrival['kind']): Arrival {
	const { time, sid, to = '', body = '', code } = effect;
	const { from, messaging_service_sid, status } = view(account, sid) ?? { status: 'deleted' };
	const sender = String(from ?? messaging_service_sid ?? '');
	return { time, kind, from: sender, to, text: code ?? body, status: String(status) };
}

/** What reached people's phones, of all accounts, the newest first. */
export function arrived(accounts: Accounts): Arrival[] {
	const all = accounts.all().flatMap((account) =>
		account.ledger.effects
			.filter(({ kind }) => kinds[kind])
			.slice(-shown)
			.map((effect) => ({ account, effect })),
	);
	return all
		.sort((a, b) => b.effect.time - a.effect.time)
		.slice(0, shown)
		.map(({ account, effect }) => describe(account, effect, kinds[effect.kind]!));
}
