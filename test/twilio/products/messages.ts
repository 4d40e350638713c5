import type { Account } from '../accounts';
import { dateFilter, rfc2822 } from '../dates';
import { badRequest, TwilioError } from '../errors';
import { reached, startProgress, stateAt, type Progress } from '../outcomes';
import { list } from '../paging';
import { previewLinks } from '../phone/links';
import { created, named, noContent, ok, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { scheduleInbound } from './inbound';
import { addMedia } from './media';
import { checkMessage } from './messageRules';
import { newRecord } from './record';
import { segments } from './segments';

export interface Message extends Resource {
	progress?: Progress;
	/** When it was sent, or null if it has not been sent. */
	sent: number | null;
	/** The number that a messaging service sends it from. */
	sender?: string;
	/** Number of segments of the whole text, which may not be stored. */
	segments?: number;
}

const path = '/2010-04-01/Accounts/{AccountSid}/Messages';

/** Meanings from https://www.twilio.com/docs/api/errors */
const deliveryErrors: Record<number, string> = {
	30003: 'Unreachable destination handset',
	30004: 'Message blocked',
	30005: 'Unknown destination handset',
	30006: 'Landline or unreachable carrier',
	30007: 'Message filtered',
	30008: 'Unknown error',
};

export function addMessage(account: Account, fields: Values, time: number, mms = false): Message {
	const sid = String(fields.sid ?? newSid(mms ? 'MM' : 'SM'));
	const wire: Values = {
		...newRecord('api', 'CreateMessage', { sid, account_sid: account.sid }, time),
		// The example was sent at once, by a service.
		body: '',
		from: null,
		to: null,
		date_sent: null,
		messaging_service_sid: null,
		price_unit: 'USD',
		...fields,
	};
	const sent = typeof wire.date_sent === 'string' ? Date.parse(wire.date_sent) : null;
	return account.stores.message.add({ sid, created: time, wire, sent });
}

const sentStates = ['sent', 'delivered', 'undelivered', 'read'];
const badStates = ['undelivered', 'failed'];

/** Returns the message as Twilio would show it now. */
export function viewMessage({ wire, progress, sender, segments }: Message, now: number): Values {
	const state = progress && stateAt(progress, now);
	if (!state) return wire;
	const sent = reached(progress, sentStates, now);
	const bad = badStates.includes(state.status);
	const code = bad ? (progress.error_code ?? 30008) : null;
	return {
		...wire,
		from: sent === null ? wire.from : (wire.from ?? sender),
		num_segments: sent === null ? wire.num_segments : String(segments),
		status: state.status,
		date_updated: rfc2822(state.since),
		date_sent: sent === null ? null : rfc2822(sent),
		price: sent === null || bad ? null : '-0.00750',
		error_code: code,
		error_message: code && (deliveryErrors[code] ?? 'Unknown error'),
	};
}

const sentAt = ({ progress, sent }: Message, now: number) => (progress ? reached(progress, sentStates, now) : sent);

const find = (context: Context) => named(context, context.account.stores.message);

const firstNumber = ({ stores }: Account) => stores.number.newestFirst().next().value?.wire.phone_number;

/** Returns what Twilio stores of a message. https://www.twilio.com/docs/messaging/guides/privacy-message-redaction */
const stored = ({ To, ContentRetention, AddressRetention }: Values, body: string): Values => ({
	body: ContentRetention === 'discard' ? '' : body,
	to: AddressRetention === 'obfuscate' ? String(To).replace(/\d{4}$/, 'XXXX') : To,
});

function accept({ account, form, now }: Context) {
	checkMessage(form, account.credentials.region, now);
	const media = (form.MediaUrl ?? []) as string[];
	const service = form.MessagingServiceSid ?? null;
	if (service && !account.stores.messagingService.get(String(service))) {
		throw badRequest(21701, `The Messaging Service ${String(service)} does not exist`);
	}
	const to = String(form.To);
	const body = text(account, form);
	const message = addMessage(
		account,
		{
			...stored(form, body),
			// The service picks the sender later.
			from: service ? null : form.From,
			messaging_service_sid: service,
			num_segments: service ? '0' : String(segments(body)),
			num_media: String(media.length),
			status: form.SendAt ? 'scheduled' : service ? 'accepted' : 'queued',
		},
		now,
		media.length > 0,
	);
	media.forEach((url) => addMedia(account, message.sid, now, url));
	message.segments = segments(body);
	message.sender = String(form.From ?? firstNumber(account));
	if (!form.SendAt) message.progress = startProgress(account.settings.outcome, 'message', to, now);
	account.ledger.effect('message.created', { sid: message.sid, from: message.sender, to, body });
	if (!form.SendAt) previewLinks(account, message.sid, body);
	scheduleInbound(account, to, message.sender);
	return created(viewMessage(message, now));
}

/**
 * Lists a refused message as failed, as Twilio has done since 2024:
 * https://support.twilio.com/hc/en-us/articles/21923437804315
 */
function keepRefused({ account, form, now }: Context, { code, message }: TwilioError): void {
	const { To: to, From: from = null, MessagingServiceSid: messaging_service_sid = null, Body: body = '' } = form;
	const failure = { status: 'failed', error_code: code, error_message: message };
	addMessage(account, { to, from, messaging_service_sid, body, ...failure }, now);
}

function send(context: Context) {
	try {
		return accept(context);
	} catch (error) {
		const kept = context.account.settings.keepRefused && error instanceof TwilioError && error.status === 400;
		if (kept) keepRefused(context, error);
		throw error;
	}
}

/** Returns the text of a new message: its body, or that of its template. */
function text({ stores }: Account, { ContentSid, ContentVariables, Body = '' }: Values): string {
	if (ContentSid === undefined) return String(Body);
	const template = stores.content.get(String(ContentSid));
	if (!template) throw badRequest(21655, `The ContentSid ${String(ContentSid)} is invalid`);
	return fill(template, ContentVariables);
}

/** Fills in the variables of a content template's text. */
function fill(template: Resource, given: unknown): string {
	const defaults = template.wire.variables as Record<string, string>;
	const values = { ...defaults, ...(JSON.parse(String(given ?? '{}')) as object) } as Values;
	const [type] = Object.values(template.wire.types as Record<string, { body?: string }>);
	return (type?.body ?? '').replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function change(context: Context) {
	const { account, form, now } = context;
	const message = find(context);
	// https://www.twilio.com/docs/api/errors/30400
	if ((form.Status === undefined) === (form.Body === undefined) || (form.Body ?? '') !== '') {
		throw badRequest(30400, `Parameters are not valid: either 'Status' or an empty 'Body' is required`);
	}
	if (form.Status === 'canceled') {
		// https://www.twilio.com/docs/api/errors/30409
		if (message.wire.status !== 'scheduled') throw badRequest(30409, 'This message cannot be canceled');
		message.wire = { ...message.wire, status: 'canceled', date_updated: rfc2822(now) };
		account.ledger.effect('message.canceled', { sid: message.sid });
	} else {
		message.wire = { ...message.wire, body: '', date_updated: rfc2822(now) };
		account.ledger.effect('message.redacted', { sid: message.sid });
	}
	return ok(viewMessage(message, now));
}

const unfinished = ['queued', 'accepted', 'scheduled', 'sending', 'receiving'];

function remove(context: Context) {
	const message = find(context);
	if (unfinished.includes(String(viewMessage(message, context.now).status))) {
		throw new TwilioError(409, 20009, 'Cannot delete message because delivery has not been completed.');
	}
	context.account.stores.message.delete(message.sid);
	context.account.ledger.effect('message.deleted', { sid: message.sid });
	return noContent;
}

function getAll(context: Context) {
	const { account, query, now } = context;
	const inTime = dateFilter(query, 'DateSent');
	const filtered = query.To !== undefined || query.From !== undefined || inTime;
	return list<Message>(context, {
		key: 'messages',
		entries: (after) => account.stores.message.newestFirst(after),
		filter: filtered
			? (message) =>
					(query.To === undefined || message.wire.to === query.To) &&
					(query.From === undefined || viewMessage(message, now).from === query.From) &&
					(!inTime || inTime(sentAt(message, now)))
			: undefined,
		view: (message) => viewMessage(message, now),
	});
}

export const messages: Handlers = {
	[`api POST ${path}.json`]: send,
	[`api GET ${path}.json`]: getAll,
	[`api GET ${path}/{Sid}.json`]: (context) => ok(viewMessage(find(context), context.now)),
	[`api POST ${path}/{Sid}.json`]: change,
	[`api DELETE ${path}/{Sid}.json`]: remove,
};
