import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { listing } from './reading';

export function addVerifyTemplate(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('HJ');
	const wire: Values = {
		sid,
		account_sid: account.sid,
		friendly_name: 'Verify template',
		channels: ['sms'],
		translations: {
			en: {
				is_default_translation: true,
				status: 'approved',
				locale: 'en',
				text: 'Your {{friendly_name}} code is: {{code}}.',
				date_created: iso8601(time),
				date_updated: iso8601(time),
			},
		},
		...fields,
	};
	return account.stores.verifyTemplate.add({ sid, created: time, wire });
}

/** Twilio lists templates, but has no address for one of them. */
export const verifyTemplates: Handlers = listing({
	product: 'verify',
	path: '/v2/Templates',
	key: 'templates',
	store: ({ stores }) => stores.verifyTemplate,
});
