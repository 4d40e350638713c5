import { jsonParse, type ICredentialDataDecryptedObject, type IDataObject } from 'n8n-workflow';
import { codeOf, describe, TwilioFailure } from './failure';
import { exchange, type Answer, type ByteStream, type Call, type Consume, type Context } from './exchange';
import { isMediaAddress, urlOf, type Account } from './hosts';
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
	/** Whether the same was asked for before, and may have been done. */
	mayBeDone?: boolean;
}

/** A file may take this many times as long as another answer. */
const FILE_TIME = 10;

/** Old media lie behind two. */
const MOST_REDIRECTS = 3;

/** An answer and how the attempt ended. */
interface Attempt extends Answer {
	outcome: Outcome;
	body?: IDataObject;
}

const STOPPED: Attempt = {
	outcome: 'notSent',
	headers: {},
	text: '',
	trouble: 'the execution was stopped before this was sent',
};

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
		return (await this.patiently(request, { ...settings, timeout: settings.timeout * FILE_TIME }, consume))
			.consumed as T;
	}

	private mayRepeat(attempt: number, settings: Settings, at: number, until: number): boolean {
		return attempt < settings.maxRetries && at < until && !this.limiter.isHopeless && !this.cancel?.aborted;
	}

	private async patiently(request: TwilioRequest, settings: Settings, consume?: Consume): Promise<Partial<Attempt>> {
		const url = urlOf(request, this.account);
		let repeatUntil: number | undefined;
		const isDeletion = request.method === 'DELETE';
		let mayBeDone = settings.mayBeDone ?? false;
		for (let attempt = 0; ; attempt++) {
			const { tried, wait } = await this.attempt(request, url, settings, attempt, consume);
			repeatUntil ??= Date.now() + REPEAT_WITHIN;
			const { outcome } = tried;
			if (isDeletion && mayBeDone && tried.status === 404) return {};
			mayBeDone ||= outcome === 'lost' || outcome === 'serverError';
			const verdict = VERDICT[request.method][outcome];
			if (verdict === 'done') return tried;
			const again = verdict === 'repeat' && this.mayRepeat(attempt, settings, Date.now() + wait, repeatUntil);
			if (!again) throw failureOf(tried, verdict === 'uncertain' || (isDeletion && mayBeDone), attempt);
			await pause(wait, this.cancel);
		}
	}

	/** Follows Twilio's redirects to the bytes of a file. No credentials go there. */
	private async followToMedia(call: Call, answer: Answer, left = MOST_REDIRECTS): Promise<Answer> {
		const url = call.consume && left > 0 ? mediaAddress(answer) : undefined;
		if (url === undefined) return answer;
		return await this.followToMedia(call, await exchange(this.context, undefined, { ...call, url }), left - 1);
	}

	private async attempt(
		request: TwilioRequest,
		url: string,
		settings: Settings,
		attempt: number,
		consume?: Consume,
	): Promise<{ tried: Attempt; wait: number }> {
		const slot = await this.limiter.enter(attempt > 0);
		try {
			if (this.cancel?.aborted) return { tried: STOPPED, wait: 0 };
			const body = request.form && encodeFields(request.form).toString();
			const call = {
				method: request.method,
				url,
				body,
				timeout: Math.ceil(settings.timeout * 1000),
				cancel: this.cancel,
				consume,
			};
			const answer = await this.followToMedia(call, await exchange(this.context, this.credential, call));
			const tried = judge(request, consume !== undefined, {
				...answer,
				text: this.redact(answer.text),
				trouble: answer.trouble && this.redact(answer.trouble),
			});
			return { tried, wait: report(slot, tried, attempt) };
		} finally {
			slot.release();
		}
	}
}

function failureOf({ status, body, trouble, outcome }: Attempt, uncertain: boolean, repeats: number): TwilioFailure {
	const tries = repeats > 0 ? ` (${repeats + 1} attempts)` : '';
	if (status === undefined) return new TwilioFailure(`No answer from Twilio${tries}: ${trouble}.`, { uncertain });
	if (outcome === 'unreadable') {
		const why = trouble ?? 'it is not what Twilio documents';
		return new TwilioFailure(`Twilio's answer with HTTP status ${status} could not be read${tries}: ${why}.`, {
			status,
			uncertain,
		});
	}
	return new TwilioFailure(describe(status, body) + (tries && ` Given up after ${repeats + 1} attempts.`), {
		status,
		body,
		uncertain,
	});
}

/** Tells the limiter how it went, and gives the time before the next attempt in milliseconds. */
function report(slot: Slot, { outcome, headers }: Attempt, attempt: number): number {
	const asked = retryAfter(headers);
	const wait = waitBefore(attempt, asked);
	if (outcome === 'tooMany') slot.refused(wait, asked !== undefined);
	else if (outcome === 'ok') slot.accepted();
	return wait;
}

/**
 * Where Twilio leads for the bytes of a file, if that is one of its own stores.
 * https://www.twilio.com/docs/messaging/api/media-resource#fetch-a-media-resource
 */
function mediaAddress({ status, headers }: Answer): string | undefined {
	const { location } = headers;
	if (status === undefined || status < 300 || status >= 400 || typeof location !== 'string') return undefined;
	return isMediaAddress(location) ? location : undefined;
}

function judge(request: TwilioRequest, isFile: boolean, answer: Answer): Attempt {
	const { status, text, trouble, notSent } = answer;
	if (status === undefined) return { ...answer, outcome: notSent ? 'notSent' : 'lost' };
	const body = trouble === undefined ? (readObject(text) ?? readException(text)) : undefined;
	const outcome = refusalOf(status, codeOf(body), isFile) ?? (hasContent(request, body, answer) ? 'ok' : 'unreadable');
	return { ...answer, body, outcome };
}

/** How an attempt ended whose answer is not 2xx. */
function refusalOf(status: number, code: number | null, isFile: boolean): Outcome | undefined {
	if (status === 429) return USED_UP.includes(code ?? 0) ? 'refused' : 'tooMany';
	// 408 is said of a request that did not come in time, but by gateways that passed it on as well.
	if (status >= 500 || status === 408) return 'serverError';
	// 307 and 308 ask to send the same again elsewhere: it had no effect here.
	if (status >= 300 && status < 307) return 'redirected';
	if (isFile && status === 404) return 'notYet';
	return status < 200 || status >= 300 ? 'refused' : undefined;
}

/** Whether a 2xx holds what is needed. Of a deletion the status is enough. */
function hasContent({ method }: TwilioRequest, body: IDataObject | undefined, { consumed }: Answer): boolean {
	if (method === 'DELETE') return true;
	return method === 'POST' ? typeof body?.sid === 'string' : body !== undefined || consumed !== undefined;
}

/** The error in an answer of a path without `.json`, such as that of a recording's audio: it is XML. */
function readException(text: string): IDataObject | undefined {
	const [, code, message] = /<RestException>.*?<Code>(\d+)<\/Code>\s*<Message>([^<]*)<\/Message>/s.exec(text) ?? [];
	return code === undefined
		? undefined
		: {
				code: Number(code),
				message: message!.replace(/&(?:quot|#39|apos|lt|gt|amp);/g, (entity) => ENTITIES[entity]!),
			};
}

const ENTITIES: Record<string, string> = {
	'&quot;': '"',
	'&#39;': "'",
	'&apos;': "'",
	'&lt;': '<',
	'&gt;': '>',
	'&amp;': '&',
};

/** A JSON object, or nothing. */
function readObject(text: string): IDataObject | undefined {
	const body = jsonParse<unknown>(text, { fallbackValue: null });
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as IDataObject) : undefined;
}
