import { randomInt, randomUUID } from 'node:crypto';
import { iso8601 } from '../dates';
import { badRequest, notFound, TwilioError } from '../errors';
import { examplesOf } from '../openapi';
import { created, named, ok, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import { snaUrl } from '../snaHost';
import type { Values } from '../validation';
import { fromExample } from './record';
import { checkVerification } from './verificationRules';

export interface Verification extends Resource {
	code: string;
	/** Wrong codes so far. */
	failures: number;
	/** For silent network authentication: whether the phone has opened its URL, and the token it was given there. */
	sna: { opened: boolean; token?: string };
}

const path = '/v2/Services/{ServiceSid}';
const lifetime = 10 * 60_000;
const mostSends = 5;
const mostChecks = 5;

const service = (context: Context) => named(context, context.account.stores.verifyService, 'ServiceSid');

const isOpen = ({ wire, created: time }: Verification, now: number) =>
	wire.status === 'pending' && now < time + lifetime;

/** Finds the open verification of a recipient, or the one with this SID. */
function findOpen({ account, now }: Context, serviceSid: string, to: unknown, sid?: unknown) {
	const { verification } = account.stores;
	if (sid !== undefined) {
		const found = verification.get(String(sid));
		return found?.wire.service_sid === serviceSid && isOpen(found, now) ? found : undefined;
	}
	for (const entry of verification.newestFirst()) {
		if (entry.wire.service_sid !== serviceSid || entry.wire.to !== to) continue;
		return isOpen(entry, now) ? entry : undefined;
	}
	return undefined;
}

const channelOf = ({ Channel }: Values) => (Channel === 'auto' ? 'sms' : Channel);

function newVerification({ account, form, now }: Context, { sid: serviceSid, wire: settings }: Resource) {
	const sid = newSid('VE');
	const length = Number(settings.code_length);
	const code = String(form.CustomCode ?? String(randomInt(10 ** length)).padStart(length, '0'));
	const channel = channelOf(form);
	const examples = examplesOf('verify', 'CreateVerification');
	const example = examples.find((one) => one.channel === channel) ?? examples[0]!;
	const wire: Values = {
		...fromExample('verify', example, { sid, service_sid: serviceSid, account_sid: account.sid }, now),
		to: form.To,
		amount: form.Amount ?? null,
		payee: form.Payee ?? null,
		send_code_attempts: [],
	};
	return account.stores.verification.add({ sid, created: now, wire, code, failures: 0, sna: { opened: false } });
}

function send(context: Context) {
	const { account, form, now } = context;
	const owner = service(context);
	checkVerification(form, owner.wire);
	const verification = findOpen(context, owner.sid, form.To) ?? newVerification(context, owner);
	const { wire, sid } = verification;
	const channel = channelOf(form);
	const silent = channel === 'sna';
	const attempts = wire.send_code_attempts as unknown[];
	if (attempts.length >= mostSends) throw new TwilioError(429, 60203, 'Max send attempts reached');
	const attempt = { time: iso8601(now), channel, attempt_sid: newSid('VL') };
	const sna = silent ? { url: snaUrl(account, sid) } : null;
	const send_code_attempts = [...attempts, attempt];
	verification.wire = { ...wire, channel, sna, date_updated: iso8601(now), send_code_attempts };
	verification.sna = { opened: false, token: silent && form.EnableSnaClientToken ? randomUUID() : undefined };
	account.ledger.effect('verification.sent', {
		sid,
		to: String(form.To),
		code: silent ? undefined : verification.code,
	});
	return created(verification.wire);
}

/** Returns a check's response, which has fewer fields than the verification itself. */
function viewCheck({ wire, sna }: Verification): Values {
	const names = Object.keys(examplesOf('verify', 'CreateVerificationCheck')[0]!);
	const [last] = (wire.send_code_attempts as Array<{ attempt_sid: string }>).slice(-1);
	// The result is pending, or the token does not match: https://www.twilio.com/docs/api/errors/60519 and 60007
	const code = sna.opened ? 60007 : 60519;
	const failed = wire.channel === 'sna' && !wire.valid;
	const sna_attempts_error_codes = failed ? [{ attempt_sid: last?.attempt_sid, code }] : [];
	return { ...Object.fromEntries(names.map((name) => [name, wire[name]])), sna_attempts_error_codes };
}

/** Whether the code is right or, with silent network authentication, the phone has proved its number. */
const isProved = ({ wire, code, sna }: Verification, { Code, SnaClientToken }: Values) =>
	wire.channel === 'sna' ? sna.opened && SnaClientToken === sna.token : Code === code;

function check(context: Context) {
	const { account, form, now, path: requested } = context;
	const owner = service(context);
	if (form.To === undefined && form.VerificationSid === undefined) {
		throw badRequest(60200, `Missing required parameter 'To' or 'VerificationSid'`);
	}
	const code = String(form.Code ?? '');
	const verification = findOpen(context, owner.sid, form.To, form.VerificationSid);
	if (verification?.wire.channel !== 'sna' && !/^\w{4,10}$/.test(code)) {
		throw badRequest(60200, `Invalid parameter 'Code': ${code}`);
	}
	if (!verification) throw notFound(requested);
	const { sid, wire } = verification;
	if (form.To !== undefined && form.To !== wire.to) throw notFound(requested);
	if (verification.failures >= mostChecks) throw new TwilioError(429, 60202, 'Max check attempts reached');
	account.ledger.effect('verification.checked', { sid, to: String(wire.to), code });
	const right = isProved(verification, form) && sameTransaction(form, wire);
	if (!right) verification.failures++;
	const state = right ? { status: 'approved', valid: true } : {};
	verification.wire = { ...wire, ...state, date_updated: iso8601(now) };
	return ok(viewCheck(verification));
}

/** Whether the amount and payee are those of the code, for services with PSD2. */
const sameTransaction = ({ Amount = null, Payee = null }: Values, { amount, payee }: Values) =>
	amount === Amount && payee === Payee;

function find(context: Context): Verification {
	const found = named(context, context.account.stores.verification);
	if (found.wire.service_sid !== service(context).sid) throw notFound(context.path);
	return found;
}

function change(context: Context) {
	const verification = find(context);
	if (!isOpen(verification, context.now)) throw notFound(context.path);
	const status = context.form.Status;
	verification.wire = { ...verification.wire, status, valid: status === 'approved' };
	return ok(verification.wire);
}

export const verifications: Handlers = {
	[`verify POST ${path}/Verifications`]: send,
	[`verify POST ${path}/VerificationCheck`]: check,
	[`verify GET ${path}/Verifications/{Sid}`]: (context) => ok(find(context).wire),
	[`verify POST ${path}/Verifications/{Sid}`]: change,
};
