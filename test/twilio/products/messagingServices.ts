import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';
import { newRecord } from './record';

const path = '/v1/Services';

export function addMessagingService(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('MG'));
	const wire = { ...newRecord('messaging', 'FetchService', { sid, account_sid: account.sid }, time), ...fields };
	return account.stores.messagingService.add({ sid, created: time, wire });
}

export const messagingServices: Handlers = reading({
	product: 'messaging',
	path,
	key: 'services',
	store: ({ stores }) => stores.messagingService,
});
