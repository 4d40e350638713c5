import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Accounts } from './accounts';
import { mediaHost } from './hosts';
import { send } from './http';

/** A PNG of one transparent pixel: what every medium's binary is, whatever its type says. */
const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const refuse = (response: ServerResponse, status: number, text: string) =>
	send(response, { status, headers: { 'Content-Type': 'text/plain' }, body: text });

/** Where Twilio leads for the bytes of a medium. */
export const mediaUrl = (account: Account, sid: string) => `https://${mediaHost}/${account.sid}/${sid}`;

/** The store of media behind Twilio: it takes no login, and refuses requests that bring one. */
export function serveMedia(request: IncomingMessage, response: ServerResponse, accounts: Accounts): void {
	if (request.headers.authorization !== undefined) return refuse(response, 400, 'Only one auth mechanism is allowed');
	const [, accountSid = '', sid = ''] = request.url!.split('/');
	const media = accounts.get(accountSid)?.stores.media.get(sid);
	if (!media) return refuse(response, 404, 'No such medium');
	send(response, { status: 200, headers: { 'Content-Type': String(media.wire.content_type) }, body: pixel });
}
