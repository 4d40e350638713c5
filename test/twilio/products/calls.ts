import type { Account } from '../accounts';
import { dateFilter, rfc2822 } from '../dates';
import { badRequest, TwilioError } from '../errors';
import { reached, startProgress, stateAt, type Progress } from '../outcomes';
import { list } from '../paging';
import type { LiveCall } from '../phone/liveCall';
import { takeCall } from '../phone/person';
import { created, named, noContent, ok, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { nationalFormat } from './numberFormat';
import { newRecord } from './record';

export interface Call extends Resource {
	progress?: Progress;
	/** Set if a phone takes the call. */
	live?: LiveCall;
}

const path = '/2010-04-01/Accounts/{AccountSid}/Calls';
export function addCall(account: Account, fields: Values, time: number): Call {
	const sid = String(fields.sid ?? newSid('CA'));
	const wire: Values = {
		...newRecord('api', 'CreateCall', { sid, account_sid: account.sid }, time),
		// The example is an inbound call that has ended.
		direction: 'outbound-api',
		status: 'queued',
		start_time: null,
		end_time: null,
		duration: null,
		price: null,
		phone_number_sid: null,
		forwarded_from: null,
		from_formatted: null,
		to_formatted: null,
		...fields,
	};
	wire.to_formatted ??= nationalFormat(String(wire.to));
	wire.from_formatted ??= nationalFormat(String(wire.from));
	return account.stores.call.add({ sid, created: time, wire });
}

const finalStates = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

/** Returns the call as Twilio would show it now. */
export function viewCall({ wire, progress, live }: Call, now: number): Values {
	const state = progress && stateAt(progress, now);
	if (!state) return wire;
	const answered = reached(progress, ['in-progress'], now);
	const ended = reached(progress, finalStates, now);
	const start = answered ?? ended;
	const seconds = ended !== null && answered !== null ? Math.ceil((ended - answered) / 1000) : 0;
	return {
		...wire,
		status: state.status,
		date_updated: rfc2822(state.since),
		start_time: start && rfc2822(start),
		end_time: ended && rfc2822(ended),
		duration: ended === null ? null : String(seconds),
		price: seconds > 0 ? '-0.01400' : null,
		answered_by: live?.answeredBy ?? null,
	};
}

const find = (context: Context) => named(context, context.account.stores.call);

/**
 * Ranges in milliseconds, except for the timeout, which is in seconds.
 * https://www.twilio.com/docs/voice/answering-machine-detection#optional-api-tuning-parameters
 */
const detection: Array<[name: string, least: number, most: number]> = [
	['MachineDetectionTimeout', 3, 59],
	['MachineDetectionSpeechThreshold', 1000, 6000],
	['MachineDetectionSpeechEndThreshold', 500, 5000],
	['MachineDetectionSilenceTimeout', 2000, 10_000],
];

function checkDetection(form: Values): void {
	for (const [name, least, most] of detection) {
		const value = form[name] as number | undefined;
		if (value === undefined || (value >= least && value <= most)) continue;
		throw badRequest(21234, `Invalid Machine Detection configuration value: '${name}' must be ${least} to ${most}`);
	}
}

const isEndpoint = (text: string) => /^(\+[1-9]\d{6,14}|\d{3,8}|client:\S+|sips?:[^\s@]+@\S+)$/.test(text);

function make({ account, form, now }: Context) {
	const { To, From, Url, Twiml, ApplicationSid } = form;
	if (!isEndpoint(String(To)))
		throw badRequest(21217, `Phone number does not appear to be valid ('To'): ${String(To)}`);
	if (!isEndpoint(String(From))) throw badRequest(21212, `Invalid 'From' Phone Number: ${String(From)}`);
	if (Url === undefined && Twiml === undefined && ApplicationSid === undefined) {
		throw badRequest(21205, `Url parameter is required ('Url', 'Twiml' or 'ApplicationSid')`);
	}
	if (ApplicationSid && !account.stores.application.get(String(ApplicationSid))) {
		throw badRequest(21218, `Invalid 'ApplicationSid': ${String(ApplicationSid)}`);
	}
	// With a Url, Twilio silently ignores Twiml.
	const twiml = Url === undefined ? (Twiml as string | undefined) : undefined;
	if (twiml !== undefined && twiml.length > 4000) {
		throw badRequest(21221, `The 'Twiml' parameter is longer than 4000 characters`);
	}
	checkDetection(form);
	const to = String(To);
	const call = addCall(account, { to, from: From }, now);
	if (!takeCall(account, call, form)) call.progress = startProgress(account.settings.outcome, 'call', to, now);
	account.ledger.effect('call.created', { sid: call.sid, from: String(From), to, body: twiml });
	return created(viewCall(call, now));
}

function change(context: Context) {
	const { account, form, now } = context;
	const call = find(context);
	const current = viewCall(call, now);
	if (finalStates.includes(String(current.status))) {
		throw badRequest(21220, 'Call is not in-progress. Cannot redirect.');
	}
	// Canceling does not affect a call in progress.
	// https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
	const hangsUp = form.Status === 'completed' || (form.Status === 'canceled' && current.status !== 'in-progress');
	if (hangsUp && call.live) call.live.end(form.Status as 'canceled' | 'completed');
	else if (hangsUp) {
		const start = current.start_time ?? rfc2822(now);
		const duration = String(Math.ceil((now - Date.parse(String(start))) / 1000));
		call.wire = { ...current, status: form.Status, start_time: start, end_time: rfc2822(now), duration };
		call.wire.date_updated = rfc2822(now);
		call.progress = undefined;
	}
	if (hangsUp) account.ledger.effect('call.ended', { sid: call.sid, to: String(current.to) });
	else if (!form.Status) account.ledger.effect('call.updated', { sid: call.sid });
	return ok(viewCall(call, Date.now()));
}

function remove(context: Context) {
	const call = find(context);
	if (!finalStates.includes(String(viewCall(call, context.now).status))) {
		throw new TwilioError(409, 20009, 'Cannot delete call because it is still in progress.');
	}
	context.account.stores.call.delete(call.sid);
	context.account.ledger.effect('call.deleted', { sid: call.sid });
	return noContent;
}

const toTime = (value: unknown) => (value ? Date.parse(String(value)) : null);

function getAll(context: Context) {
	const { account, query, now } = context;
	const started = dateFilter(query, 'StartTime');
	const ended = dateFilter(query, 'EndTime');
	const equal = [
		['to', query.To],
		['from', query.From],
		['parent_call_sid', query.ParentCallSid],
		['status', query.Status],
	].filter(([, wanted]) => wanted !== undefined) as Array<[string, string]>;
	const passes = (call: Call) => {
		const seen = viewCall(call, now);
		return (
			equal.every(([name, wanted]) => seen[name] === wanted) &&
			(!started || started(toTime(seen.start_time))) &&
			(!ended || ended(toTime(seen.end_time)))
		);
	};
	return list<Call>(context, {
		key: 'calls',
		entries: (after) => account.stores.call.newestFirst(after),
		filter: equal.length > 0 || started || ended ? passes : undefined,
		view: (call) => viewCall(call, now),
	});
}

export const calls: Handlers = {
	[`api POST ${path}.json`]: make,
	[`api GET ${path}.json`]: getAll,
	[`api GET ${path}/{Sid}.json`]: (context) => ok(viewCall(find(context), context.now)),
	[`api POST ${path}/{Sid}.json`]: change,
	[`api DELETE ${path}/{Sid}.json`]: remove,
};
