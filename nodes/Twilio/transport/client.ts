import { jsonParse, type ICredentialDataDecryptedObject, type IDataObject } from 'n8n-workflow';
import { codeOf, describe, TwilioFailure } from './failure';
import { exchange, type Answer, type ByteStream, type Consume, type Context } from './exchange';
import { urlOf, type Account } from './hosts';
import type { Limiter, Slot } from './limiter';
import { pause } from './pause';
import { redactor } from './redact';
import { encodeFields, type TwilioRequest } from './request';
import { REPEAT_WITHIN, retryAfter, USED_UP, VERDICT, waitBefore, type Outcome } from './retry';

/** How the requests of one item are made. */
export interface Settings {
	/** For one request, in seconds. */
	timeout: number;
	maxRetries: number;
}

/** A file may take this many times as long as another answer. */
const FILE_TIME = 10;

/** An answer and how the attempt ended. */
interface Attempt extends Answer {
	outcome: Outcome;
	body?: IDataObject;
}

/** Sends requests to Twilio for one run of the node: with patience where it is safe, never twice where it is not. */
export class TwilioClient {
	private readonly redact: (text: string) => string;

	constructor(
		private readonly context: Context,
		readonly account: Account,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly limiter: Limiter,
		readonly cancel?: AbortSignal,
	) {
		this.redact = redactor(credential);
	}

	/**
	 * Twilio's answer to a request, as it came; `{}` for a deletion.
	 * @throws TwilioFailure if there is no good one, InvalidParameter if the request cannot be sent
	 */
	async send(request: TwilioRequest, settings: Settings): Promise<IDataObject> {
		return (await this.patiently(request, settings)).body ?? {};
	}

	/**
	 * What `consume` makes of the body of Twilio's answer.
	 * @throws TwilioFailure if there is none
	 */
	async download<T>(request: TwilioRequest, settings: Settings, consume: (body: ByteStream) => Promise<T>): Promise<T> {
		return (await this.patiently(request, { ...settings, timeout: settings.timeout * FILE_TIME }, consume)).consumed as T;
	}

	private async patiently(request: TwilioRequest, settings: Settings, consume?: Consume): Promise<Partial<Attempt>> {
		const url = urlOf(request, this.account);
		const repeatUntil = Date.now() + REPEAT_WITHIN;
		let mayBeDone = false;
		for (let attempt = 0; ; attempt++) {
			const { tried, wait } = await this.attempt(request, url, settings, attempt, consume);
			const { outcome } = tried;
			if (request.method === 'DELETE' && mayBeDone && tried.status === 404) return {};
			mayBeDone ||= outcome === 'lost' || outcome === 'serverError';
			const verdict = VERDICT[request.method][outcome];
			if (verdict === 'done') return tried;
			const again = verdict === 'repeat' && attempt < settings.maxRetries && Date.now() + wait < repeatUntil && !this.cancel?.aborted;
			if (!again) throw this.failureOf(tried, verdict === 'uncertain', attempt);
			await pause(wait, this.cancel);
			if (this.cancel?.aborted) throw this.failureOf(tried, false, attempt);
		}
	}

	private async attempt(request: TwilioRequest, url: string, settings: Settings, attempt: number, consume?: Consume): Promise<{ tried: Attempt; wait: number }> {
		const slot = await this.limiter.enter();
		try {
			if (this.cancel?.aborted) throw new TwilioFailure('The execution was stopped before this was sent.');
			const body = request.form && encodeFields(request.form).toString();
			const call = { method: request.method, url, body, timeout: settings.timeout * 1000, cancel: this.cancel, consume };
			const answer = await exchange(this.context, this.credential, call);
			const tried = judge(request, { ...answer, text: this.redact(answer.text), trouble: answer.trouble && this.redact(answer.trouble) });
			return { tried, wait: report(slot, tried, attempt) };
		} finally {
			slot.release();
		}
	}

	private failureOf({ status, body, trouble, outcome }: Attempt, uncertain: boolean, repeats: number): TwilioFailure {
		const tries = repeats > 0 ? ` (${repeats + 1} attempts)` : '';
		if (status === undefined) return new TwilioFailure(`No answer from Twilio${tries}: ${trouble}.`, { uncertain });
		if (outcome === 'unreadable') {
			const why = trouble ?? 'it is not what Twilio documents';
			return new TwilioFailure(`Twilio's answer with HTTP status ${status} could not be read${tries}: ${why}.`, { status, uncertain });
		}
		return new TwilioFailure(describe(status, body) + (tries && ` Given up after ${repeats + 1} attempts.`), { status, body, uncertain });
	}
}

/** Tells the limiter how it went, and gives the time before the next attempt in milliseconds. */
function report(slot: Slot, { outcome, headers }: Attempt, attempt: number): number {
	const asked = retryAfter(headers);
	const wait = waitBefore(attempt, asked);
	if (outcome === 'tooMany') slot.refused(wait, asked !== undefined);
	else if (outcome === 'ok') slot.accepted();
	return wait;
}

function judge(request: TwilioRequest, answer: Answer): Attempt {
	const { status, text, trouble, notSent } = answer;
	if (status === undefined) return { ...answer, outcome: notSent ? 'notSent' : 'lost' };
	const body = trouble === undefined ? readObject(text) : undefined;
	if (status === 429) return { ...answer, body, outcome: USED_UP.includes(codeOf(body) ?? 0) ? 'refused' : 'tooMany' };
	// "See Other" is the one redirect that follows a request which took effect.
	if (status >= 500 || status === 303) return { ...answer, body, outcome: 'serverError' };
	if (status < 200 || status >= 300) return { ...answer, body, outcome: 'refused' };
	const expected = request.method === 'POST' ? typeof body?.sid === 'string' : (body ?? answer.consumed) !== undefined;
	return { ...answer, body, outcome: expected ? 'ok' : 'unreadable' };
}

/** A JSON object, or nothing. */
function readObject(text: string): IDataObject | undefined {
	const body = jsonParse<unknown>(text, { fallbackValue: null });
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as IDataObject) : undefined;
}
