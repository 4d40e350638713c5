import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Accounts } from './accounts';
import { snaHost } from './hosts';
import { send } from './http';

/** Returns the URL that a phone opens over its carrier's network to prove its number. */
export const snaUrl = (account: Account, sid: string) => `https://${snaHost}/m/id/${account.sid}/${sid}`;

/**
 * Responds like a carrier: https://www.twilio.com/docs/verify/best-practices-for-verify-sna-error-handling.
 * If a verification has a client token, it is added as `ClientToken`; Twilio does not document its place.
 */
export function serveSna(request: IncomingMessage, response: ServerResponse, accounts: Accounts): void {
	const [sid = '', accountSid = ''] = request.url!.split('/').reverse();
	const verification = accounts.get(accountSid)?.stores.verification.get(sid);
	if (verification) verification.sna.opened = true;
	const token = verification?.sna.token;
	const result = verification
		? { ErrorCode: '0', ErrorDescription: 'Success', Carrier: 'VZW', ...(token && { ClientToken: token }) }
		: { ErrorCode: '-10', ErrorDescription: 'Failure' };
	const body = new URLSearchParams(result).toString();
	send(response, { status: 200, headers: { 'Content-Type': 'text/plain' }, body });
}
