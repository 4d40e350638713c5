import type { Pair } from '../types';

export type Purpose = 'instructions' | 'action' | 'redirect' | 'statusCallback' | 'preview' | 'link';

/** A request from Twilio, a bot or a person to somebody's server. One entry for each step of a redirect. */
export interface OutboundRequest {
	time: number;
	purpose: Purpose;
	/** The SID of the call or message that it is about; null for a link that a person opens. */
	sid: string | null;
	method: string;
	url: string;
	form: Pair[];
	headers: Record<string, string>;
	/** Null until a response arrives, and if none does. */
	status: number | null;
	/** Why there is no response. */
	error: string | null;
	/** When the response was complete, or the request failed. */
	ended: number | null;
}

/** Response of a page or form to a person. */
export interface Opened {
	/** After redirects. */
	url: string;
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** Something that a phone shows. */
export interface Entry {
	sid: string;
	time: number;
	/** `reply` is a message that the phone sent. */
	kind: 'message' | 'reply' | 'call' | 'code';
	/** The other side: Twilio's number, sender or service. */
	peer: string;
	text: string;
	links: string[];
	status: string;
	/** For calls only. */
	call: CallView | null;
}

export interface CallView {
	/** What has been spoken so far or, for a call that no phone takes, what its instructions would speak. */
	spoken: string[];
	/** Keys that were pressed, in order. */
	keys: string;
	/** Whether a key pressed now counts. */
	listening: boolean;
	/** Whether it can be answered, declined, or hung up: a call with `pickUp` that has not ended. */
	live: boolean;
	/** Application error that ended the call. */
	error: string | null;
}

export interface PhoneView {
	account: string;
	/** A number, or the address of a channel. */
	address: string;
	/** Recipient of a reply: the newest sender. */
	replyTo: string | null;
	/** Oldest first. */
	entries: Entry[];
}
