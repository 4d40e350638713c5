import type { PhoneSettings } from './phone/schemas';
import type { OutboundRequest } from './phone/types';

export * from './phone/types';
export type { PickUp } from './phone/schemas';

/** The words that the control API, its client and the server share. All times are milliseconds. */

export type Region = 'us1' | 'ie1' | 'au1';
export type Pair = [name: string, value: string];

export interface ApiKey {
	sid: string;
	secret: string;
}

export interface AccountCredentials {
	accountSid: string;
	authToken: string;
	/** A Main key may read the account itself, a Standard key may not. */
	apiKeys: { main: ApiKey; standard: ApiKey };
	region: Region;
}

/** Which requests a fault is for. Patterns are sources of regular expressions. */
export interface FaultMatch {
	method?: string;
	host?: string;
	path?: string;
	/** The recipient: the form's or the query's `To`. */
	to?: string;
}

/** Before Twilio has done what the request asks, or after it. */
export type Moment = 'before' | 'after';

export type FaultAction =
	| {
			kind: 'status';
			status: number;
			headers?: Record<string, string>;
			/** An object or array is sent as JSON. */
			body?: unknown;
			contentType?: string;
			when?: Moment;
	  }
	| { kind: 'delay'; ms: number; when?: Moment }
	/** `body`: after the effect, in the middle of the response. */
	| { kind: 'reset'; when: Moment | 'body' }
	/** Never answers, or sends the headers and then nothing. */
	| { kind: 'hang'; when: Moment; headers?: boolean }
	/** The right body, byte by byte. */
	| { kind: 'drip'; intervalMs: number }
	/** A Content-Length larger than what is sent, then the end of the connection. */
	| { kind: 'truncate' }
	| { kind: 'body'; body: 'truncated-json' | 'malformed' | 'empty' | 'array' | 'null' | 'html' }
	| { kind: 'huge'; megabytes: number }
	| { kind: 'gzip'; broken?: boolean }
	| { kind: 'redirect'; location: string; status?: 301 | 302 | 303 | 307 | 308; when?: Moment }
	/** An error whose message and fields repeat the Authorization header and what is in it. */
	| { kind: 'echo-credentials'; status?: number; when?: Moment }
	/** Changes a list's page: `next` replaces the next page's address, `self` names the page itself. */
	| { kind: 'page'; next?: string; self?: boolean; empty?: boolean; dropKey?: boolean };

export interface Fault {
	match?: FaultMatch;
	/** How often it is played; without end if not given. */
	times?: number;
	/** How many matching requests pass first. */
	skip?: number;
	/** 0 to 1, by the account's seeded generator. */
	probability?: number;
	action: FaultAction;
}

export interface Outcome {
	/** States with the time since creation at which each begins, in order. */
	steps: Array<[status: string, afterMs: number]>;
	/** For messages that fail: Twilio's code of the delivery error. */
	error_code?: number;
}

export interface Outcomes {
	message?: Outcome;
	call?: Outcome;
	/** By recipient; goes before the ones above. */
	byTo?: Record<string, Outcome>;
}

export interface AutoReply {
	body: string;
	delay?: number;
	/** Who replies, if not the recipient itself: a WhatsApp user ID such as `whatsapp:US.1349`. */
	from?: string;
	externalUserId?: string;
}

/**
 * The body of an error: `classic` has `code`, `message`, `more_info` and `status`, `details` and `params` each an
 * object of that name besides, `problem` is RFC 9457 with `errors`.
 */
export type ErrorFormat = 'classic' | 'details' | 'params' | 'problem';

export interface Settings extends PhoneSettings {
	/** From a request's arrival to its effect, in milliseconds. What is refused is answered at once. */
	latency: number;
	/** More requests at the same time are answered at once with 429; 0: no limit. */
	maxInFlight: number;
	/** More requests in one second are answered with 429; 0: no limit. */
	rate: number;
	/** The Retry-After header of the refusals by `maxInFlight` and `rate`. */
	retryAfter: string | null;
	faults: Fault[];
	outcome: Outcomes;
	/** Replies to sent messages, by recipient; `*` for all others. */
	autoReply: Record<string, AutoReply>;
	/** Messages that are refused with 400 are listed with the status `failed`. */
	keepRefused: boolean;
	errorFormat: ErrorFormat;
	/** Of the generator that `probability` uses. */
	seed: number;
	/** `counts` keeps no list of requests. */
	record: 'all' | 'counts';
}

export interface RequestEntry {
	time: number;
	method: string;
	host: string;
	path: string;
	query: Pair[];
	form: Pair[];
	headers: Record<string, string>;
	/** Whether login, region and account fit. */
	authorized: boolean;
	/** Null if no status was sent. */
	status: number | null;
	/** Twilio's error code, where the answer has one. */
	code: number | null;
	fault: string | null;
	/** Requests under way when this one arrived, itself included. */
	inFlight: number;
	/** When the response ended, or the connection was closed. */
	ended: number | null;
	/** The client closed the connection before the end of the response. */
	aborted: boolean;
}

export type EffectKind =
	| 'message.created'
	| 'message.deleted'
	| 'message.canceled'
	| 'message.redacted'
	| 'message.received'
	| 'call.created'
	| 'call.deleted'
	| 'call.updated'
	| 'call.ended'
	/** An application error: its code and its text. */
	| 'call.error'
	| 'recording.deleted'
	| 'transcript.deleted'
	| 'media.deleted'
	| 'service.created'
	| 'service.deleted'
	| 'verification.sent'
	| 'verification.checked';

export interface Effect {
	time: number;
	kind: EffectKind;
	sid: string;
	from?: string;
	to?: string;
	body?: string;
	/** Of verifications: the code that was sent, or the one that was tried. Of calls: Twilio's error. */
	code?: string;
}

export interface Counters {
	requests: number;
	refused429: number;
	/** The most requests under way at the same time. */
	peakInFlight: number;
	inFlight: number;
	effects: Partial<Record<EffectKind, number>>;
}

export interface LedgerContent {
	counters: Counters;
	requests: RequestEntry[];
	effects: Effect[];
	/** What Twilio, preview bots and people requested from others. */
	outbound: OutboundRequest[];
}

/** A request, or an attempt to connect, that went elsewhere than to Twilio. */
export interface ForeignEntry {
	time: number;
	method: string;
	host: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** A connection that does not come about. */
export interface ConnectionFault {
	/** The host of the CONNECT request, without port. */
	host: string;
	/**
	 * `refuse` answers CONNECT with 502, `drop` resets it, `hang` never answers it; `tls` breaks the handshake, `stall`
	 * never answers it.
	 */
	action: 'refuse' | 'drop' | 'hang' | 'tls' | 'stall';
	times?: number;
	skip?: number;
	/** Only for connections whose proxy address names this account (see `proxyUrl`). */
	account?: string;
}

export type SeedKind =
	| 'message'
	| 'media'
	| 'call'
	| 'recording'
	| 'number'
	| 'transcript'
	| 'verifyService'
	| 'application'
	| 'messagingService'
	| 'content'
	| 'verifyTemplate'
	| 'byocTrunk'
	| 'intelligenceService';

export interface Seed {
	kind: SeedKind;
	/** How many; 1. Of more than 1,000 the SIDs are not returned. */
	count?: number;
	/** Fields of the record that differ from the default, by the names of Twilio's response. */
	fields?: Record<string, unknown>;
	/** Of transcripts: how many sentences each has. */
	sentences?: number;
	/** Of media: the message they belong to. */
	messageSid?: string;
}

export interface Inbound {
	from: string;
	to: string;
	body: string;
	delay?: number;
	/** The WhatsApp user ID of the sender, or its number where `from` is the ID. */
	externalUserId?: string;
}
