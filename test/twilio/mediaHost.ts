import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, Accounts } from './accounts';
import { mediaHost, oldMediaHost } from './hosts';
import { send } from './http';

/** A PNG of one transparent pixel, served for every media file regardless of its content type. */
const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const refuse = (response: ServerResponse, status: number, text: string) =>
	send(response, { status, headers: { 'Content-Type': 'text/plain' }, body: text });

/** Returns the URL that Twilio redirects to for a media file. */
export const mediaUrl = (account: Account, sid: string) => `https://${mediaHost}/${account.sid}/${sid}`;

/** Returns the URL of a media file from years ago: https://github.com/codeforamerica/vita-min/pull/563 */
const oldUrl = (path: string) => `https://${oldMediaHost}/media.twiliocdn.com${path}`;

/** Serves the media hosts behind Twilio, which take no login and refuse requests that carry one. */
export function serveMedia(request: IncomingMessage, response: ServerResponse, accounts: Accounts): void {
	if (request.headers.authorization !== undefined) return refuse(response, 400, 'Only one auth mechanism is allowed');
	const moved = /^\/moved(\/.*)/.exec(request.url!)?.[1];
	if (moved !== undefined) return send(response, { status: 307, headers: { Location: oldUrl(moved) }, body: '' });
	const [sid = '', accountSid = ''] = request.url!.split('/').reverse();
	const media = accounts.get(accountSid)?.stores.media.get(sid);
	if (!media) return refuse(response, 404, 'No such medium');
	send(response, {
		status: 200,
		headers: { 'Content-Type': String(media.wire.content_type ?? 'image/png') },
		body: pixel,
	});
}
