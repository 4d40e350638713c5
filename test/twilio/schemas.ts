import { z } from 'zod';
import { otherHosts, twilioHost } from './hosts';
import { phoneSettings } from './phone/schemas';

/** What the control API takes. What is not named here is refused. All times are milliseconds. */

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

/** Travels as text, because JSON has no regular expressions: `String(/a/i)`. */
const pattern = z.string().transform((text, context) => {
	const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
	try {
		if (source) return new RegExp(source, flags);
	} catch {
		// Told below.
	}
	context.addIssue({ code: 'custom', message: `${text} is not a regular expression between slashes` });
	return z.NEVER;
});

/** Twilio hosts have one spelling each: a fault for another one would never be played. */
const host = z
	.string()
	.refine(
		(name) => twilioHost(name) !== undefined || otherHosts.includes(name),
		'The local Twilio does not serve this host',
	);

const recipient = z
	.string()
	.regex(/^[^\\^$*?|()[\]{}]+$/, 'A recipient is compared for equality and cannot be a pattern');

const region = z.enum(['us1', 'ie1', 'au1']);
const apiKey = z.strictObject({ sid: z.string(), secret: z.string() });

export const accountCredentials = z.strictObject({
	accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'Must be "AC" followed by 32 hexadecimal digits'),
	authToken: z.string().min(1),
	/** A Main key may read the account itself, a Standard key may not. */
	apiKeys: z.strictObject({ main: apiKey, standard: apiKey }),
	region,
});

/** Which requests a fault is for. */
const match = z.strictObject({
	method: z.enum(['GET', 'POST', 'DELETE']).optional(),
	host: host.optional(),
	/** A pattern for any part of the path. */
	path: pattern.optional(),
	/** The recipient, which is the form's or the query's `To`: the whole text, not a pattern. */
	to: recipient.optional(),
});

/** Before Twilio has done what the request asks, or after it. */
const moment = z.enum(['before', 'after']);
const when = moment.optional();
const status = z.number().int().min(100).max(599);

const action = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('status'),
		status,
		headers: z.record(z.string()).optional(),
		/** An object or array is sent as JSON. */
		body: z.unknown(),
		contentType: z.string().optional(),
		when,
	}),
	z.strictObject({ kind: z.literal('delay'), ms: milliseconds, when }),
	/** `body`: after the effect, in the middle of the response. */
	z.strictObject({ kind: z.literal('reset'), when: z.enum([...moment.options, 'body']) }),
	/** Never responds, or sends the headers and then nothing. */
	z.strictObject({ kind: z.literal('hang'), when: moment, headers: z.boolean().optional() }),
	/** The right body, byte by byte. */
	z.strictObject({ kind: z.literal('drip'), intervalMs: milliseconds }),
	/** A Content-Length larger than what is sent, then the end of the connection. */
	z.strictObject({ kind: z.literal('truncate') }),
	z.strictObject({
		kind: z.literal('body'),
		body: z.enum(['truncated-json', 'malformed', 'empty', 'array', 'null', 'html']),
	}),
	z.strictObject({ kind: z.literal('huge'), megabytes: z.number().positive() }),
	z.strictObject({ kind: z.literal('gzip'), broken: z.boolean().optional() }),
	z.strictObject({
		kind: z.literal('redirect'),
		location: z.string(),
		status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).optional(),
		when,
	}),
	/** An error whose message and fields repeat the Authorization header and what is in it. */
	z.strictObject({ kind: z.literal('echo-credentials'), status: status.optional(), when }),
	/** Changes a list's page: `next` replaces the next page's address, `self` names the page itself. */
	z.strictObject({
		kind: z.literal('page'),
		next: z.string().optional(),
		self: z.boolean().optional(),
		empty: z.boolean().optional(),
		dropKey: z.boolean().optional(),
	}),
]);

/** When a fault's turn is. */
const turn = {
	/** How often it is played; without end if not given. */
	times: count.positive().optional(),
	/** How many matching requests or connections pass first. */
	skip: count.optional(),
	/** For a fault that a test can do without, such as one that must not be reached. Without it the test fails. */
	mayStayUnplayed: z.literal(true).optional(),
};

export const fault = z.strictObject({
	match: match.optional(),
	...turn,
	/** By the account's seeded generator. */
	probability: z.number().positive().max(1).optional(),
	action,
});

/** A connection that does not come about. */
export const connectionFault = z.strictObject({
	/** The host of the CONNECT request, without port. */
	host,
	/**
	 * `refuse` answers CONNECT with 502, `drop` resets it, `hang` never answers it; `tls` breaks the handshake, `stall`
	 * never answers it.
	 */
	action: z.enum(['refuse', 'drop', 'hang', 'tls', 'stall']),
	...turn,
	/** For connections whose proxy address names this account (see `proxyUrl`). */
	account: z.string(),
});

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values and the same of calls. */
const statuses = [
	...['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'read', 'canceled'],
	...['ringing', 'in-progress', 'completed', 'busy', 'no-answer'],
];

const step = z.tuple([z.string().refine((text) => statuses.includes(text), 'Twilio has no such status'), milliseconds]);

export const outcome = z.strictObject({
	/** States with the time since creation at which each begins, in order. */
	steps: z
		.array(step)
		.min(1)
		.refine((steps) => steps.every(([, after], at) => after >= (steps[at - 1]?.[1] ?? 0)), 'Not in the order of time'),
	/** For messages that fail: Twilio's code of the delivery error. */
	error_code: count.optional(),
});

const outcomes = z.strictObject({
	message: outcome.optional(),
	call: outcome.optional(),
	/** By recipient; goes before the ones above. */
	byTo: z.record(recipient, outcome).optional(),
});

const autoReply = z.strictObject({
	body: z.string(),
	delay: milliseconds.optional(),
	/** Who replies, if not the recipient itself: a WhatsApp user ID such as `whatsapp:US.1349`. */
	from: recipient.optional(),
	externalUserId: z.string().optional(),
});

export const settings = z.strictObject({
	/** From a request's arrival to its effect. What is refused is answered at once. */
	latency: milliseconds,
	/** More concurrent requests are answered at once with 429; 0: no limit. */
	maxInFlight: count,
	/** More requests in one second are answered with 429; 0: no limit. */
	rate: count,
	/** The Retry-After header of the refusals by `maxInFlight` and `rate`. */
	retryAfter: z.string().nullable(),
	faults: z.array(fault),
	outcome: outcomes,
	/** Replies to sent messages, by recipient; `*` for all others. */
	autoReply: z.record(z.union([z.literal('*'), recipient]), autoReply),
	/** Messages that are refused with 400 are listed with the status `failed`. */
	keepRefused: z.boolean(),
	/**
	 * The body of an error: `classic` has `code`, `message`, `more_info` and `status`, `details` and `params` each an
	 * object of that name besides, `problem` is RFC 9457 with `errors`.
	 */
	errorFormat: z.enum(['classic', 'details', 'params', 'problem']),
	/** Of the generator that `probability` uses. */
	seed: z.number().int(),
	/** `counts` keeps no list of requests. */
	record: z.enum(['all', 'counts']),
	...phoneSettings,
});

export const newAccount = accountCredentials.partial().extend({
	settings: settings.partial().optional(),
	/** Without the numbers, services, applications and templates of a new account. */
	empty: z.boolean().optional(),
});

export const reset = z.strictObject({
	/** Also what the account owns and its settings. */
	state: z.boolean().optional(),
});

export const seed = z.strictObject({
	kind: z.enum([
		'message',
		'media',
		'call',
		'recording',
		'number',
		'transcript',
		'verifyService',
		'application',
		'messagingService',
		'content',
		'verifyTemplate',
		'byocTrunk',
		'intelligenceService',
	]),
	/** How many; 1. Of more than 1,000 the SIDs are not returned. */
	count: count.optional(),
	/** Fields of the record that differ from the default, by the names of Twilio's response. */
	fields: z.record(z.unknown()).optional(),
	/** Of transcripts: how many sentences each has. */
	sentences: count.optional(),
	/** Of media: the message they belong to. */
	messageSid: z.string().optional(),
});

export const inbound = z.strictObject({
	from: recipient,
	to: recipient,
	body: z.string(),
	delay: milliseconds.optional(),
	/** The WhatsApp user ID of the sender, or its number where `from` is the ID. */
	externalUserId: z.string().optional(),
});
