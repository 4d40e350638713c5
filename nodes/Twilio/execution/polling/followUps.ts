import type { IDataObject } from 'n8n-workflow';
import type { Action, FinalStatus } from '../../actions/action';
import { TwilioApiError } from '../../errors/twilioApiError';
import { textOf } from '../../records/read';
import type { AwaitedAnswer, Job } from '../jobs';
import type { TwilioClient } from '../../transport/client';
import type { TwilioRequest } from '../../transport/request';
import { earlierMessages, questionOf, replyPoller, type IsAnswer, type Question } from './replies';
import { statusTracker, throwFailure, type Tracked } from './statusTracker';
import type { Poller } from './poller';

/** What was learned after the request. Replaces Twilio's first response. */
export interface Later {
	found: IDataObject[];
	hint?: string;
}

const NO_REPLY = 'there is no reply yet';

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
const UNCONFIRMED = 'Not every carrier confirms the delivery: without a confirmation a message stays "sent".';

/** Waits for the outcomes of one run's requests, for all items together. */
export class FollowUps {
	private tracker?: Poller<Tracked>;
	private replies?: Poller<Question>;

	constructor(
		private readonly client: TwilioClient,
		private readonly action: Action,
	) {}

	/** Reads what must be known before the request is sent. */
	async before({ requests, options, answer }: Job): Promise<Set<unknown>> {
		return answer?.way === 'reply' ? await earlierMessages(this.client, requests[0], options) : new Set();
	}

	/**
	 * Returns the later result, or `undefined` if the job does not wait for one.
	 * The promise is rejected with a TwilioApiError if the final status is a failure.
	 */
	after(job: Job, record: IDataObject, earlier: ReadonlySet<unknown>): Promise<Later> | undefined {
		const { answer, options } = job;
		if (answer?.way === 'reply') return this.reply(job, answer, record, earlier);
		const { finalStatus } = this.action;
		return finalStatus && options.waitForOutcome ? this.outcome(job, finalStatus, record) : undefined;
	}

	private async outcome({ requests, options }: Job, finalStatus: FinalStatus, sent: IDataObject): Promise<Later> {
		const { record, failure } = await this.trackerFor(finalStatus, requests[0]).wait(
			{ record: sent, settings: options },
			{ until: endOf(options), isDone: (entry) => finalStatus.isFinal(entry.record) },
		);
		throwFailure(finalStatus, record);
		if (finalStatus.isFinal(record)) return { found: [record] };
		const state = `the last status is "${textOf(record.status)}"`;
		const more = record.status === 'sent' ? UNCONFIRMED : undefined;
		return { found: [record], hint: this.unfinished(state, failure, more) };
	}

	private async reply(
		{ requests, params, options }: Job,
		awaited: AwaitedAnswer,
		message: IDataObject,
		earlier: ReadonlySet<unknown>,
	): Promise<Later> {
		const until = awaited.until(Date.now());
		const { ask } = awaited;
		const { delivery } = ask;
		const isAnswer: IsAnswer = (reply) => ask.readReply(reply, params, options) !== undefined;
		const tracker = this.trackerFor(delivery, requests[0]);
		// A messaging service chooses the sender later.
		const sent = await tracker.wait(
			{ record: message, settings: options },
			{ until, isDone: ({ record }) => Boolean(record.from) || delivery.failureReason(record) !== undefined },
		);
		throwFailure(delivery, sent.record);
		const reason = ask.noReplyReason(sent.record);
		if (reason !== undefined) return { found: [sent.record], hint: reason };
		if (!sent.record.from) return { found: [sent.record], hint: this.unfinished(NO_REPLY, sent.failure) };
		const over = new AbortController();
		const delivered = tracker
			.wait(sent, { until, signal: over.signal, isDone: ({ record }) => delivery.isFinal(record) })
			.then((last) => {
				throwFailure(delivery, last.record);
				return last;
			});
		this.replies ??= replyPoller(this.client);
		const question = questionOf(sent.record, { to: requests[0].form?.To, earlier, isAnswer, settings: options });
		const answer = this.replies
			.wait(question, { until, signal: over.signal, isDone: ({ reply }) => reply !== undefined })
			.finally(() => over.abort());
		const [last, { reply, failure }] = await Promise.all([delivered, answer]).finally(() => over.abort());
		if (reply) return { found: [last.record, reply] };
		return { found: [last.record], hint: this.unfinished(NO_REPLY, failure ?? last.failure) };
	}

	private trackerFor({ listKey }: FinalStatus, { product, path }: TwilioRequest): Poller<Tracked> {
		return (this.tracker ??= statusTracker(this.client, listKey, { product, method: 'GET', path }));
	}

	private unfinished(state: string, failure?: unknown, more?: string): string {
		const why = this.client.cancel?.aborted ? 'The execution was stopped' : 'The wait timed out';
		const failed = failure instanceof TwilioApiError && `The last reads failed: ${failure.message}`;
		return [`${why}: ${state}.`, failed, more].filter(Boolean).join(' ');
	}
}

const endOf = ({ waitTimeout }: Job['options']) => Date.now() + waitTimeout * 1000;
