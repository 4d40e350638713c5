import type { Account } from '../accounts';
import { dateFilter } from '../dates';
import { notFound } from '../errors';
import { mediaUrl } from '../mediaHost';
import { list } from '../paging';
import { named, noContent, ok, type Context, type Handlers, type Reply, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { newRecord } from './record';

const path = '/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media';

const types: Record<string, string> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	pdf: 'application/pdf',
	mp4: 'video/mp4',
	mp3: 'audio/mpeg',
};

export function addMedia(account: Account, messageSid: string, time: number, url = '', fields: Values = {}): Resource {
	const sid = newSid('ME');
	const extension = /\.(\w+)(?:[?#].*)?$/.exec(url)?.[1]?.toLowerCase() ?? '';
	const wire: Values = {
		...newRecord('api', 'FetchMedia', { sid, account_sid: account.sid, parent_sid: messageSid }, time),
		content_type: types[extension] ?? 'image/png',
		...fields,
	};
	const made = Date.parse(String(wire.date_created));
	return account.stores.media.add({ sid, created: made, wire });
}

const message = (context: Context) => named(context, context.account.stores.message, 'MessageSid');

function find(context: Context): Resource {
	const media = named(context, context.account.stores.media);
	if (media.wire.parent_sid !== message(context).sid) throw notFound(context.path);
	return media;
}

function getAll(context: Context) {
	const { sid } = message(context);
	const inTime = dateFilter(context.query, 'DateCreated');
	return list<Resource>(context, {
		key: 'media_list',
		entries: (after) => context.account.stores.media.newestFirst(after),
		filter: ({ wire, created }) => wire.parent_sid === sid && (!inTime || inTime(created)),
		view: ({ wire }) => wire,
	});
}

function remove(context: Context) {
	const { sid } = find(context);
	context.account.stores.media.delete(sid);
	context.account.ledger.effect('media.deleted', { sid });
	return noContent;
}

/** https://www.twilio.com/docs/messaging/api/media-resource#fetch-a-media-resource */
function binary(context: Context): Reply {
	return { status: 307, location: mediaUrl(context.account, find(context).sid) };
}

export const media: Handlers = {
	[`api GET ${path}.json`]: getAll,
	[`api GET ${path}/{Sid}.json`]: (context) => ok(find(context).wire),
	[`api DELETE ${path}/{Sid}.json`]: remove,
	[`api GET ${path}/{Sid}`]: binary,
};
