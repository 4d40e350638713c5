import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { globalUrl } from '../hosts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';

const path = '/v1/Services';

export function addMessagingService(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('MG');
	const url = `${globalUrl('messaging')}${path}/${sid}`;
	const wire: Values = {
		sid,
		account_sid: account.sid,
		friendly_name: 'Messaging service',
		date_created: iso8601(time),
		date_updated: iso8601(time),
		inbound_request_url: null,
		inbound_method: 'POST',
		fallback_url: null,
		fallback_method: 'POST',
		status_callback: null,
		sticky_sender: true,
		mms_converter: true,
		smart_encoding: true,
		scan_message_content: 'inherit',
		fallback_to_long_code: true,
		area_code_geomatch: true,
		synchronous_validation: false,
		validity_period: 14400,
		url,
		links: { phone_numbers: `${url}/PhoneNumbers`, alpha_senders: `${url}/AlphaSenders` },
		usecase: 'notifications',
		us_app_to_person_registered: false,
		use_inbound_webhook_on_number: false,
		...fields,
	};
	return account.stores.messagingService.add({ sid, created: time, wire });
}

export const messagingServices: Handlers = reading({
	product: 'messaging',
	path,
	key: 'services',
	store: ({ stores }) => stores.messagingService,
});
