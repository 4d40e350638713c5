import type { Account } from '../accounts';
import { rfc2822 } from '../dates';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { equals, reading } from './reading';

export function addApplication(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('AP');
	const wire: Values = {
		account_sid: account.sid,
		api_version: '2010-04-01',
		date_created: rfc2822(time),
		date_updated: rfc2822(time),
		friendly_name: 'TwiML application',
		message_status_callback: null,
		sid,
		sms_fallback_method: 'POST',
		sms_fallback_url: null,
		sms_method: 'POST',
		sms_status_callback: null,
		sms_url: null,
		status_callback: null,
		status_callback_method: 'POST',
		uri: `/2010-04-01/Accounts/${account.sid}/Applications/${sid}.json`,
		voice_caller_id_lookup: false,
		voice_fallback_method: 'POST',
		voice_fallback_url: null,
		voice_method: 'POST',
		voice_url: 'https://example.com/voice.xml',
		public_application_connect_enabled: false,
		...fields,
	};
	return account.stores.application.add({ sid, created: time, wire });
}

export const applications: Handlers = reading({
	product: 'api',
	path: '/2010-04-01/Accounts/{AccountSid}/Applications',
	key: 'applications',
	store: ({ stores }) => stores.application,
	filter: ({ query }) => equals(query, { FriendlyName: 'friendly_name' }),
});
