import type { Account } from '../accounts';
import { badRequest } from '../errors';
import { created, named, noContent, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { reading } from './reading';
import { newRecord } from './record';

const path = '/v2/Services';

export function addVerifyService(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('VA'));
	const wire: Values = {
		...newRecord('verify', 'FetchService', { sid, account_sid: account.sid }, time),
		// Twilio's defaults where the example has other values.
		code_length: 6,
		dtmf_input_required: true,
		tts_name: null,
		custom_code_enabled: false,
		default_template_sid: null,
		...fields,
	};
	return account.stores.verifyService.add({ sid, created: time, wire });
}

const snake = (name: string) => name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();

/** Returns the record with a form's values applied: `Totp.TimeStep` is `time_step` of `totp`. */
function apply(wire: Values, form: Values): Values {
	const changed = structuredClone(wire);
	for (const [name, value] of Object.entries(form)) {
		const names = name.split('.').map(snake);
		const last = names.pop()!;
		const place = names.reduce((at, part) => (at[part] ??= {}) as Values, changed);
		place[last] = value;
	}
	return changed;
}

/** https://www.twilio.com/docs/verify/api/service#create-a-verification-service */
const ranges: Array<[name: string, least: number, most: number]> = [
	['CodeLength', 4, 10],
	['Totp.TimeStep', 20, 60],
	['Totp.CodeLength', 3, 8],
	['Totp.Skew', 0, 2],
];

function checkRanges(form: Values): void {
	for (const [name, least, most] of ranges) {
		const value = form[name] as number | undefined;
		if (value === undefined || (value >= least && value <= most)) continue;
		throw badRequest(60200, `Invalid parameter '${name}': it must be between ${least} and ${most}`);
	}
}

function create({ account, form, now }: Context) {
	checkRanges(form);
	if (String(form.FriendlyName).length > 30) {
		throw badRequest(60200, `Invalid parameter 'FriendlyName': it is longer than 30 characters`);
	}
	const service = addVerifyService(account, {}, now);
	service.wire = apply(service.wire, form);
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
