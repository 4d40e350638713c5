import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';
import { newRecord } from './record';

const path = '/v1/ByocTrunks';

export function addByocTrunk(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('BY');
	const wire = { ...newRecord('voice', 'FetchByocTrunk', { sid, account_sid: account.sid }, time), ...fields };
	return account.stores.byocTrunk.add({ sid, created: time, wire });
}

export const byocTrunks: Handlers = reading({
	product: 'voice',
	path,
	key: 'byoc_trunks',
	store: ({ stores }) => stores.byocTrunk,
});
