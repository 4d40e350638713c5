import type { AccountCredentials } from '../twilio/client';

/** Who does the work: this node, n8n's built-in one, a bare loop over n8n's helper without and with reading expressions, Twilio's SDK. */
export type Contender = 'node' | 'builtIn' | 'bareLoop' | 'readingLoop' | 'sdk' | 'sdkKeepAlive';

/** What is to be done. */
export interface Work {
	kind: 'send' | 'list' | 'transcripts';
	/** Messages to send, or records to read. */
	count: number;
	concurrency: number;
}

/** What a process of its own does once, and is measured at. */
export interface Task {
	contender: Contender;
	work: Work;
	account: AccountCredentials;
	/** An account on which the same work is done first, in small, so that the code is compiled. */
	warmUp: AccountCredentials;
	/** Whether to print in whose code the time goes, which makes it slower. */
	profile: boolean;
}

export interface Measured {
	/** Records that were sent or read. */
	done: number;
	/** On the clock. */
	seconds: number;
	/** Processor time of the process, user and system. */
	processor: number;
	/** The most resident memory, in MB, and how much of it was added by the work. */
	peak: number;
	growth: number;
}

/** Does some work and says how many records it sent or read. */
export type Worker = (work: Work, account: AccountCredentials) => Promise<number>;
