import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { globalUrl } from '../hosts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';

const path = '/v2/Services';

export function addIntelligenceService(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('GA');
	const wire: Values = {
		account_sid: account.sid,
		auto_redaction: false,
		media_redaction: false,
		auto_transcribe: false,
		data_logging: false,
		date_created: iso8601(time),
		date_updated: iso8601(time),
		friendly_name: 'Intelligence service',
		language_code: 'en-US',
		sid,
		unique_name: `service-${sid}`,
		url: `${globalUrl('intelligence')}${path}/${sid}`,
		webhook_url: '',
		webhook_http_method: 'POST',
		read_only_attached_operator_sids: [],
		version: 1,
		encryption_credential_sid: null,
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
