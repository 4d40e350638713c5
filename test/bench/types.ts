import type { AccountCredentials } from '../twilio/client';

/**
 * Who does the work: this node, n8n's built-in one, a bare loop over n8n's helper without and with reading
 * expressions, or Twilio's SDK.
 */
export type Contender = 'node' | 'builtIn' | 'bareLoop' | 'readingLoop' | 'sdk' | 'sdkKeepAlive';

/** The work to do. */
export interface Work {
	kind: 'send' | 'list' | 'transcripts';
	/** Number of messages to send, or of records to read. */
	count: number;
	concurrency: number;
}

/** A task that a separate process performs once while it is measured. */
export interface Task {
	contender: Contender;
	work: Work;
	account: AccountCredentials;
	/** An account on which the same work is done first, on a small scale, so that the code is compiled. */
	warmUp: AccountCredentials;
	/** Whether to print whose code the time was spent in, which slows the task down. */
	profile: boolean;
}

export interface Measured {
	/** Number of records that were sent or read. */
	done: number;
	/** Wall-clock time. */
	seconds: number;
	/** CPU time of the process, user and system. */
	processor: number;
	/** Peak resident memory in MB, and how much of it the work added. */
	peak: number;
	growth: number;
}

/** Does the work and returns how many records it sent or read. */
export type Worker = (work: Work, account: AccountCredentials) => Promise<number>;
