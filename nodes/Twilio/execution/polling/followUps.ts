import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../actions/action';
import { formsOf } from '../../input/address';
import type { Job } from '../jobs';
import type { TwilioClient } from '../../transport/client';
import { statusError, statusTracker, type Tracked } from './statusTracker';
import { earlierMessages, replyPoller, type Question } from './replies';
import type { Poller } from './poller';

/** What was learned after the request, in the place of what Twilio answered at first. */
export interface Later {
	found: IDataObject[];
	hint?: string;
}

/** Waits for what comes of one run's requests, for all items together. */
export class FollowUps {
	private outcomes?: Poller<Tracked, IDataObject>;
	private replies?: Poller<Question, IDataObject>;

	constructor(
		private readonly client: TwilioClient,
		private readonly action: Action,
	) {}

	/** What must be known before the request goes out. */
	async before({ requests, options }: Job): Promise<Set<unknown>> {
		return this.action.awaitsReply ? await earlierMessages(this.client, requests[0]!, options) : new Set();
	}

	/**
	 * What comes later, or nothing if the job does not wait for it.
	 * The promise is rejected with a TwilioFailure if the outcome is a failure.
	 */
	after(job: Job, record: IDataObject, earlier: Set<unknown>): Promise<Later> | undefined {
		if (this.action.awaitsReply) return this.reply(job, record, earlier);
		return this.action.finalStatus && job.options.waitForOutcome ? this.outcome(job, record) : undefined;
	}

	private async outcome({ requests, options }: Job, record: IDataObject): Promise<Later> {
		const { path, product } = requests[0]!;
		this.outcomes ??= statusTracker(this.client, this.action, { product, method: 'GET', path });
		const entry: Tracked = { record, settings: options };
		const final = this.action.finalStatus!.isFinal(record)
			? record
			: await this.outcomes.wait(entry, options.waitTimeout);
		const failure = final && statusError(this.action, final);
		if (failure) throw failure;
		return {
			found: [final ?? entry.record],
			hint: final ? undefined : this.unfinished(`the last status is "${entry.record.status as string}"`),
		};
	}

	private async reply({ options }: Job, message: IDataObject, earlier: Set<unknown>): Promise<Later> {
		this.replies ??= replyPoller(this.client);
		const question: Question = { message, writers: formsOf(message.to as string), earlier, settings: options };
		const reply = await this.replies.wait(question, options.waitTimeout);
		return {
			found: reply ? [question.message, reply] : [question.message],
			hint: reply ? undefined : this.unfinished('there is no reply yet'),
		};
	}

	private unfinished(state: string): string {
		return `${this.client.cancel?.aborted ? 'The execution was stopped' : 'The wait timeout was over'} before the end was known: ${state}.`;
	}
}
