import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { badRequest } from '../errors';
import { globalUrl } from '../hosts';
import { created, named, noContent, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';

const path = '/v2/Services';

const links = {
	verification_checks: 'VerificationCheck',
	verifications: 'Verifications',
	rate_limits: 'RateLimits',
	messaging_configurations: 'MessagingConfigurations',
	entities: 'Entities',
	webhooks: 'Webhooks',
	access_tokens: 'AccessTokens',
};

export function addVerifyService(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('VA'));
	const url = `${globalUrl('verify')}${path}/${sid}`;
	const wire: Values = {
		sid,
		account_sid: account.sid,
		friendly_name: 'Verify service',
		code_length: 6,
		lookup_enabled: false,
		psd2_enabled: false,
		skip_sms_to_landlines: false,
		dtmf_input_required: true,
		tts_name: null,
		do_not_share_warning_enabled: false,
		custom_code_enabled: false,
		push: { include_date: false, apn_credential_sid: null, fcm_credential_sid: null },
		totp: { issuer: null, time_step: 30, code_length: 6, skew: 1 },
		default_template_sid: null,
		whatsapp: { msg_service_sid: null, from: null },
		passkeys: null,
		verify_event_subscription_enabled: false,
		date_created: iso8601(time),
		date_updated: iso8601(time),
		url,
		links: Object.fromEntries(Object.entries(links).map(([name, part]) => [name, `${url}/${part}`])),
		...fields,
	};
	return account.stores.verifyService.add({ sid, created: time, wire });
}

/** The form's names that stand in the answer, under the same name in snake case. */
const kept = [
	'FriendlyName',
	'CodeLength',
	'LookupEnabled',
	'SkipSmsToLandlines',
	'DtmfInputRequired',
	'TtsName',
	'Psd2Enabled',
	'DoNotShareWarningEnabled',
	'CustomCodeEnabled',
	'DefaultTemplateSid',
	'VerifyEventSubscriptionEnabled',
];

const snake = (name: string) => name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();

function create({ account, form, now }: Context) {
	const length = form.CodeLength as number | undefined;
	if (length !== undefined && (length < 4 || length > 10)) {
		throw badRequest(60200, `Invalid parameter 'CodeLength': it must be between 4 and 10`);
	}
	if (String(form.FriendlyName).length > 30) {
		throw badRequest(60200, `Invalid parameter 'FriendlyName': it is longer than 30 characters`);
	}
	const given = kept.filter((name) => form[name] !== undefined);
	const fields = Object.fromEntries(given.map((name) => [snake(name), form[name]]));
	const service = addVerifyService(account, fields, now);
	account.ledger.effect('service.created', { sid: service.sid, body: String(form.FriendlyName) });
	return created(service.wire);
}

function remove(context: Context) {
	const { stores, ledger } = context.account;
	const { sid } = named(context, stores.verifyService);
	stores.verifyService.delete(sid);
	ledger.effect('service.deleted', { sid });
	return noContent;
}

export const verifyServices: Handlers = {
	...reading({ product: 'verify', path, key: 'services', store: ({ stores }) => stores.verifyService }),
	[`verify POST ${path}`]: create,
	[`verify DELETE ${path}/{Sid}`]: remove,
};
