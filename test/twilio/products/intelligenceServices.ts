import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';
import { newRecord } from './record';

const path = '/v2/Services';

export function addIntelligenceService(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('GA');
	const wire = {
		...newRecord('intelligence', 'FetchService', { sid, account_sid: account.sid }, time),
		unique_name: `service-${sid}`,
		...fields,
	};
	return account.stores.intelligenceService.add({ sid, created: time, wire });
}

export const intelligenceServices: Handlers = reading({
	product: 'intelligence',
	path,
	key: 'services',
	store: ({ stores }) => stores.intelligenceService,
});
