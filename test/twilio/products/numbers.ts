import type { Account } from '../accounts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { nationalFormat } from './numberFormat';
import { equals, reading } from './reading';
import { newRecord } from './record';

export function addNumber(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('PN');
	const phoneNumber = String(fields.phone_number ?? '+15005550006');
	const wire: Values = {
		...newRecord('api', 'FetchIncomingPhoneNumber', { sid, account_sid: account.sid }, time),
		capabilities: { voice: true, sms: true, mms: true, fax: false },
		friendly_name: nationalFormat(phoneNumber),
		phone_number: phoneNumber,
		origin: 'twilio',
		...fields,
	};
	return account.stores.number.add({ sid, created: time, wire });
}

/** Returns a pattern for part of a number, where `*` stands for any one digit. */
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
