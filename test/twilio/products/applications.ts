import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { equals, reading } from './reading';
import { newRecord } from './record';

export function addApplication(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('AP');
	const wire = { ...newRecord('api', 'FetchApplication', { sid, account_sid: account.sid }, time), ...fields };
	return account.stores.application.add({ sid, created: time, wire });
}

export const applications: Handlers = reading({
	product: 'api',
	path: '/2010-04-01/Accounts/{AccountSid}/Applications',
	key: 'applications',
	store: ({ stores }) => stores.application,
	filter: ({ query }) => equals(query, { FriendlyName: 'friendly_name' }),
});
