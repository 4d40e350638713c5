import { z } from 'zod';
import { otherHosts, twilioHost } from './hosts';
import { phoneSettings } from './phone/schemas';

/** Requests to the control API. Anything not listed here is refused. All times are in milliseconds. */

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

/** A regular expression as text, because JSON has none: `String(/a/i)`. */
const pattern = z.string().transform((text, context) => {
	const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
	try {
		if (source) return new RegExp(source, flags);
	} catch {
		// Reported below.
	}
	context.addIssue({ code: 'custom', message: `${text} is not a regular expression between slashes` });
	return z.NEVER;
});

/** Each Twilio host has one spelling. A fault for another one would never be played. */
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
	/** A Main key can read the account itself, a Standard key cannot. */
	apiKeys: z.strictObject({ main: apiKey, standard: apiKey }),
	region,
});

/** The requests that a fault applies to. */
const match = z.strictObject({
	method: z.enum(['GET', 'POST', 'DELETE']).optional(),
	host: host.optional(),
	/** A pattern for any part of the path. */
	path: pattern.optional(),
	/** Recipient, from `To` in the form or query. The whole text, not a pattern. */
	to: recipient.optional(),
});

/** Whether a fault comes before or after Twilio does what the request asks for. */
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
	/** Sends the right body byte by byte. */
	z.strictObject({ kind: z.literal('drip'), intervalMs: milliseconds }),
	/** Sends less than the Content-Length, then closes the connection. */
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
	/** An error whose message and fields repeat the Authorization header and its contents. */
	z.strictObject({ kind: z.literal('echo-credentials'), status: status.optional(), when }),
	/** Changes a page of a list: `next` replaces the next page's URL, `self` makes it the URL of the page itself. */
	z.strictObject({
		kind: z.literal('page'),
		next: z.string().optional(),
		self: z.boolean().optional(),
		empty: z.boolean().optional(),
		dropKey: z.boolean().optional(),
	}),
]);

/** When a fault is played. */
const turn = {
	/** Number of times it is played; unlimited if omitted. */
	times: count.positive().optional(),
	/** Number of matching requests or connections that pass first. */
	skip: count.optional(),
	/** For a fault that may go unplayed, such as one that must not be reached. Any other fails the test if unplayed. */
	mayStayUnplayed: z.literal(true).optional(),
};

export const fault = z.strictObject({
	match: match.optional(),
	...turn,
	/** Decided by the account's seeded generator. */
	probability: z.number().positive().max(1).optional(),
	action,
});

/** A connection that fails. */
export const connectionFault = z.strictObject({
	/** The host of the CONNECT request, without port. */
	host,
	/**
	 * `refuse` responds to CONNECT with 502, `drop` resets it, `hang` never responds to it; `tls` breaks the handshake,
	 * `stall` never responds to it.
	 */
	action: z.enum(['refuse', 'drop', 'hang', 'tls', 'stall']),
	...turn,
	/** Applies to connections whose proxy URL names this account (see `proxyUrl`). */
	account: z.string(),
});

/** Message and call statuses. https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const statuses = [
	...['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'read', 'canceled'],
	...['ringing', 'in-progress', 'completed', 'busy', 'no-answer'],
];

const step = z.tuple([z.string().refine((text) => statuses.includes(text), 'Twilio has no such status'), milliseconds]);

export const outcome = z.strictObject({
	/** States in order, each with the time since creation at which it begins. */
	steps: z
		.array(step)
		.min(1)
		.refine((steps) => steps.every(([, after], at) => after >= (steps[at - 1]?.[1] ?? 0)), 'Not in the order of time'),
	/** Twilio's delivery error code, for messages that fail. */
	error_code: count.optional(),
});

const outcomes = z.strictObject({
	message: outcome.optional(),
	call: outcome.optional(),
	/** By recipient; takes precedence over the ones above. */
	byTo: z.record(recipient, outcome).optional(),
});

const autoReply = z.strictObject({
	body: z.string(),
	delay: milliseconds.optional(),
	/** Sender of the reply, if not the recipient itself: a WhatsApp user ID such as `whatsapp:US.1349`. */
	from: recipient.optional(),
	externalUserId: z.string().optional(),
});

export const settings = z.strictObject({
	/** Time from a request's arrival to its effect. Refusals are sent at once. */
	latency: milliseconds,
	/** Limit of requests in flight; more are refused at once with 429. 0 for no limit. */
	maxInFlight: count,
	/** Limit of requests per second; more are refused with 429. 0 for no limit. */
	rate: count,
	/** Retry-After header of refusals due to `maxInFlight` and `rate`. */
	retryAfter: z.string().nullable(),
	faults: z.array(fault),
	outcome: outcomes,
	/** Replies to sent messages, by recipient; `*` for all others. */
	autoReply: z.record(z.union([z.literal('*'), recipient]), autoReply),
	/** Whether messages refused with 400 are listed with the status `failed`. */
	keepRefused: z.boolean(),
	/**
	 * Body of an error: `classic` has `code`, `message`, `more_info` and `status`; `details` and `params` each add an
	 * object of that name; `problem` is RFC 9457 with `errors`.
	 */
	errorFormat: z.enum(['classic', 'details', 'params', 'problem']),
	/** Seed of the generator that `probability` uses. */
	seed: z.number().int(),
	/** `counts` keeps no list of requests. */
	record: z.enum(['all', 'counts']),
	...phoneSettings,
});

export const newAccount = accountCredentials.partial().extend({
	settings: settings.partial().optional(),
	/** Whether to omit the numbers, services, applications and templates of a new account. */
	empty: z.boolean().optional(),
});

export const reset = z.strictObject({
	/** Whether to reset the account's resources and settings too. */
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
	/** Number of resources; default 1. The SIDs of more than 1,000 are not returned. */
	count: count.optional(),
	/** Fields of the record that differ from the default, by their names in Twilio's response. */
	fields: z.record(z.unknown()).optional(),
	/** For transcripts: number of sentences in each. */
	sentences: count.optional(),
	/** For media: the message they belong to. */
	messageSid: z.string().optional(),
});

export const inbound = z.strictObject({
	from: recipient,
	to: recipient,
	body: z.string(),
	delay: milliseconds.optional(),
	/** WhatsApp user ID of the sender, or their number if `from` is the ID. */
	externalUserId: z.string().optional(),
});
