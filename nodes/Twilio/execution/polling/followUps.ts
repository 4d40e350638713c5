import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../actions/action';
import { messageStatus } from '../../actions/message/finalStatus';
import { isSenderName } from '../../actions/message/askByReply';
import type { Job } from '../jobs';
import type { TwilioClient } from '../../transport/client';
import type { TwilioRequest } from '../../transport/request';
import { earlierMessages, questionOf, replyPoller, type IsAnswer, type Question } from './replies';
import { statusError, statusTracker, type Tracked } from './statusTracker';
import type { Poller } from './poller';

/** What was learned after the request, in the place of what Twilio answered at first. */
export interface Later {
	found: IDataObject[];
	hint?: string;
}

const NO_REPLY = 'there is no reply yet';

/** https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks */
const UNCONFIRMED = 'Not every carrier confirms the delivery: without a confirmation a message stays "sent".';

/** Waits for what comes of one run's requests, for all items together. */
export class FollowUps {
	private tracker?: Poller<Tracked>;
	private replies?: Poller<Question>;

	constructor(
		private readonly client: TwilioClient,
		private readonly action: Action,
	) {}

	/** What must be known before the request goes out. */
	async before({ requests, options, answer }: Job): Promise<Set<unknown>> {
		return answer?.way === 'reply' ? await earlierMessages(this.client, requests[0]!, options) : new Set();
	}

	/**
	 * What comes later, or nothing if the job does not wait for it.
	 * The promise is rejected with a TwilioApiError if the final status is a failure.
	 */
	after(job: Job, record: IDataObject, earlier: ReadonlySet<unknown>): Promise<Later> | undefined {
		if (job.answer?.way === 'reply') return this.reply(job, record, earlier, job.answer.until);
		return this.action.finalStatus && job.options.waitForOutcome ? this.outcome(job, record) : undefined;
	}

	private async outcome({ requests, options }: Job, sent: IDataObject): Promise<Later> {
		const finalStatus = this.action.finalStatus!;
		const { record } = await this.trackerFor(requests[0]!).wait(
			{ record: sent, settings: options },
			{ until: endOf(options), isDone: (entry) => finalStatus.isFinal(entry.record) },
		);
		const failure = statusError(finalStatus, record);
		if (failure) throw failure;
		if (finalStatus.isFinal(record)) return { found: [record] };
		const state = `the last status is "${record.status as string}"`;
		return { found: [record], hint: this.unfinished(state, record.status === 'sent' ? UNCONFIRMED : undefined) };
	}

	private async reply(
		{ requests, params, options }: Job,
		message: IDataObject,
		earlier: ReadonlySet<unknown>,
		until: number,
	): Promise<Later> {
		const isAnswer: IsAnswer = (reply) => this.action.ask?.readReply(reply, params, options) !== undefined;
		const tracker = this.trackerFor(requests[0]!);
		// A messaging service chooses the sender later.
		const sent = await tracker.wait(
			{ record: message, settings: options },
			{ until, isDone: ({ record }) => Boolean(record.from) || messageStatus.failureReason(record) !== undefined },
		);
		const { from } = this.delivered(sent);
		if (isSenderName(from)) {
			const hint = `The messaging service sent the message from "${from}", a sender name: nobody can reply to it.`;
			return { found: [sent.record], hint };
		}
		if (!from) return { found: [sent.record], hint: this.unfinished(NO_REPLY) };
		const over = new AbortController();
		const delivery = tracker
			.wait(sent, { until, signal: over.signal, isDone: ({ record }) => messageStatus.isFinal(record) })
			.then((entry) => this.delivered(entry));
		this.replies ??= replyPoller(this.client);
		const question = questionOf(sent.record, { earlier, isAnswer, settings: options });
		const answer = this.replies
			.wait(question, { until, signal: over.signal, isDone: ({ reply }) => reply !== undefined })
			.finally(() => over.abort());
		const [record, { reply }] = await Promise.all([delivery, answer]).finally(() => over.abort());
		return reply ? { found: [record, reply] } : { found: [record], hint: this.unfinished(NO_REPLY) };
	}

	/** @throws TwilioApiError if the message was not delivered: then nobody can reply to it */
	private delivered({ record }: Tracked): IDataObject {
		const failure = statusError(messageStatus, record);
		if (failure) throw failure;
		return record;
	}

	private trackerFor({ product, path }: TwilioRequest): Poller<Tracked> {
		const { listKey } = this.action.finalStatus ?? messageStatus;
		return (this.tracker ??= statusTracker(this.client, listKey, { product, method: 'GET', path }));
	}

	private unfinished(state: string, more?: string): string {
		const why = this.client.cancel?.aborted ? 'The execution was stopped' : 'The wait timeout was over';
		return [`${why} before the end was known: ${state}.`, more].filter(Boolean).join(' ');
	}
}

const endOf = ({ waitTimeout }: Job['options']) => Date.now() + waitTimeout * 1000;
