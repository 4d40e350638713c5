import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';
import { newRecord } from './record';

const path = '/v1/Content';

export function addContent(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('HX'));
	const wire = { ...newRecord('content', 'FetchContent', { sid, account_sid: account.sid }, time), ...fields };
	return account.stores.content.add({ sid, created: time, wire });
}

export const content: Handlers = reading({
	product: 'content',
	path,
	key: 'contents',
	store: ({ stores }) => stores.content,
});
