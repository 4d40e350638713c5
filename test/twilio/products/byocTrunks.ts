import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { globalUrl } from '../hosts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';

const path = '/v1/ByocTrunks';

export function addByocTrunk(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('BY');
	const wire: Values = {
		account_sid: account.sid,
		sid,
		friendly_name: 'BYOC trunk',
		voice_url: 'https://example.com/voice.xml',
		voice_method: 'POST',
		voice_fallback_url: null,
		voice_fallback_method: null,
		status_callback_url: null,
		status_callback_method: null,
		cnam_lookup_enabled: false,
		connection_policy_sid: null,
		from_domain_sid: null,
		date_created: iso8601(time),
		date_updated: iso8601(time),
		url: `${globalUrl('voice')}${path}/${sid}`,
		...fields,
	};
	return account.stores.byocTrunk.add({ sid, created: time, wire });
}

export const byocTrunks: Handlers = reading({
	product: 'voice',
	path,
	key: 'byoc_trunks',
	store: ({ stores }) => stores.byocTrunk,
});
