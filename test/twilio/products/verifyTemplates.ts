import type { Account } from '../accounts';
import { examplesOf } from '../openapi';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { listing } from './reading';
import { fromExample } from './record';

export function addVerifyTemplate(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('HJ');
	const [example] = examplesOf('verify', 'ListVerificationTemplate')[0]!.templates as Values[];
	const wire = { ...fromExample('verify', example!, { sid, account_sid: account.sid }, time), ...fields };
	return account.stores.verifyTemplate.add({ sid, created: time, wire });
}

/** Twilio lists templates, but has no endpoint for a single one. */
export const verifyTemplates: Handlers = listing({
	product: 'verify',
	path: '/v2/Templates',
	key: 'templates',
	store: ({ stores }) => stores.verifyTemplate,
});
