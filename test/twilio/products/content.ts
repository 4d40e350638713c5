import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { globalUrl } from '../hosts';
import type { Handlers, Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';

const path = '/v1/Content';

export function addContent(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('HX'));
	const url = `${globalUrl('content')}${path}/${sid}`;
	const wire: Values = {
		date_created: iso8601(time),
		date_updated: iso8601(time),
		sid,
		account_sid: account.sid,
		friendly_name: 'content_template',
		language: 'en',
		variables: {},
		types: { 'twilio/text': { body: 'Hello from the local Twilio.' } },
		url,
		links: {
			approval_create: `${url}/ApprovalRequests/whatsapp`,
			approval_fetch: `${url}/ApprovalRequests`,
		},
		...fields,
	};
	return account.stores.content.add({ sid, created: time, wire });
}

export const content: Handlers = reading({
	product: 'content',
	path,
	key: 'contents',
	store: ({ stores }) => stores.content,
});
