import type { Account } from '../accounts';
import { rfc2822 } from '../dates';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { nationalFormat } from './numberFormat';
import { equals, reading } from './reading';

export function addNumber(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('PN');
	const phoneNumber = String(fields.phone_number ?? '+15005550006');
	const wire: Values = {
		account_sid: account.sid,
		address_sid: null,
		address_requirements: 'none',
		api_version: '2010-04-01',
		beta: false,
		capabilities: { voice: true, sms: true, mms: true, fax: false },
		date_created: rfc2822(time),
		date_updated: rfc2822(time),
		friendly_name: nationalFormat(phoneNumber),
		identity_sid: null,
		phone_number: phoneNumber,
		origin: 'twilio',
		sid,
		sms_application_sid: null,
		sms_fallback_method: 'POST',
		sms_fallback_url: null,
		sms_method: 'POST',
		sms_url: null,
		status_callback: null,
		status_callback_method: 'POST',
		trunk_sid: null,
		uri: `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers/${sid}.json`,
		voice_receive_mode: 'voice',
		voice_application_sid: null,
		voice_caller_id_lookup: false,
		voice_fallback_method: 'POST',
		voice_fallback_url: null,
		voice_method: 'POST',
		voice_url: null,
		emergency_status: 'Inactive',
		emergency_address_sid: null,
		emergency_address_status: 'unregistered',
		bundle_sid: null,
		status: 'in-use',
		type: 'local',
		...fields,
	};
	return account.stores.number.add({ sid, created: time, wire });
}

/** A part of a number; `*` stands for any one digit. */
function numberPattern(text: string): RegExp {
	return new RegExp(
		text
			.replace(/[^\d*+]/g, '')
			.replaceAll('+', '\\+')
			.replaceAll('*', '\\d'),
	);
}

export const numbers: Handlers = reading({
	product: 'api',
	path: '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers',
	key: 'incoming_phone_numbers',
	store: ({ stores }) => stores.number,
	filter: ({ query }) => {
		const same = equals(query, { Beta: 'beta', FriendlyName: 'friendly_name', Origin: 'origin' });
		const pattern = query.PhoneNumber === undefined ? /^/ : numberPattern(String(query.PhoneNumber));
		return (resource) => (!same || same(resource)) && pattern.test(String(resource.wire.phone_number));
	},
});
