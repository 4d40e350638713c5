import type { z } from 'zod';
import type { OutboundRequest } from './phone/types';
import type * as schemas from './schemas';

export * from './phone/types';
export type { PickUp } from './phone/schemas';

/** Types shared by the control API, its client and the server. All times are in milliseconds. */

export type Pair = [name: string, value: string];

export type AccountCredentials = z.infer<typeof schemas.accountCredentials>;
export type Region = AccountCredentials['region'];
export type NewAccount = z.infer<typeof schemas.newAccount>;
export type Settings = z.infer<typeof schemas.settings>;
export type Fault = z.infer<typeof schemas.fault>;
export type FaultAction = Fault['action'];
export type ConnectionFault = z.infer<typeof schemas.connectionFault>;
export type Outcome = z.infer<typeof schemas.outcome>;
export type Outcomes = Settings['outcome'];
export type ErrorFormat = Settings['errorFormat'];
export type Seed = z.infer<typeof schemas.seed>;
export type SeedKind = Seed['kind'];
export type Inbound = z.infer<typeof schemas.inbound>;

/** Whether a fault comes before or after Twilio does what the request asks for. */
export type Moment = NonNullable<Extract<FaultAction, { kind: 'status' }>['when']>;

/** A fault that was played fewer than `times` times, or never if it has no `times`. */
export interface UnplayedFault {
	fault: Fault | ConnectionFault;
	played: number;
}

export interface RequestEntry {
	time: number;
	method: string;
	host: string;
	path: string;
	query: Pair[];
	form: Pair[];
	headers: Record<string, string>;
	/** Whether the login, region and account match. */
	authorized: boolean;
	/** Null if no status was sent. */
	status: number | null;
	/** Twilio's error code, if the response has one. */
	code: number | null;
	fault: string | null;
	/** Requests in flight when this one arrived, itself included. */
	inFlight: number;
	/** When the response ended, or the connection was closed. */
	ended: number | null;
	/** Whether the client closed the connection before the end of the response. */
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
	/** An application error, with its code and text. */
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
	/** For verifications: the code that was sent or tried. For calls: Twilio's error code. */
	code?: string;
}

export interface Counters {
	requests: number;
	refused429: number;
	/** Maximum number of requests in flight at the same time. */
	peakInFlight: number;
	inFlight: number;
	effects: Partial<Record<EffectKind, number>>;
}

export interface LedgerContent {
	counters: Counters;
	requests: RequestEntry[];
	effects: Effect[];
	/** Requests that Twilio, preview bots and people sent to other servers. */
	outbound: OutboundRequest[];
}

/** A request or connection attempt to a host other than Twilio's. */
export interface ForeignEntry {
	time: number;
	method: string;
	host: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}
