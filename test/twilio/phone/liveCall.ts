import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../accounts';
import { rfc2822 } from '../dates';
import { viewCall, type Call } from '../products/calls';
import type { Values } from '../validation';
import { CallError } from './errors';
import { KeyQueue } from './keys';
import type { Purpose } from './types';
import { play, type Instructions } from './verbs';
import { requestWebhook, type WebhookResponse } from './webhook';

type FinalStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** https://www.twilio.com/docs/voice/api/call-resource#statuscallbackevent */
const EVENTS: Record<string, string> = { initiated: 'initiated', ringing: 'ringing', 'in-progress': 'answered' };

/** Spoken if instructions cannot be fetched or followed. */
const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

/** A call that a phone takes. It rings, follows its instructions, and reports its status to Twilio's customer. */
export class LiveCall {
	readonly spoken: string[] = [];
	pressed = '';
	error: CallError | undefined;
	/** Set with answering machine detection. */
	answeredBy: 'human' | 'machine_start' | undefined;
	/** Called each time the call begins to listen for keys. */
	onListening: (() => void) | undefined;
	private listener: KeyQueue | undefined;
	private readonly over = new AbortController();
	private status: string = 'queued';
	private sequence = 0;
	private callbacks: Promise<unknown> = Promise.resolve();

	constructor(
		readonly account: Account,
		readonly call: Call,
		/** The form of the request that created the call. */
		private readonly form: Values,
	) {}

	get live(): boolean {
		return !this.over.signal.aborted;
	}

	get listening(): boolean {
		return this.listener !== undefined && this.live;
	}

	/** Maximum ringing time, in milliseconds. https://www.twilio.com/docs/voice/api/call-resource#timeout */
	get ringsFor(): number {
		return Number(this.form.Timeout ?? 60) * 1000;
	}

	/** Waits `ms` milliseconds of call time. Rejects once the call has ended or the signal is aborted. */
	async pause(ms: number, signal?: AbortSignal): Promise<void> {
		const signals = [this.over.signal, ...(signal ? [signal] : [])];
		// A ringing phone must not keep the process of the local Twilio alive.
		const options = { ref: false, signal: AbortSignal.any(signals) };
		await sleep(ms / this.account.settings.callSpeed, undefined, options);
	}

	/** Calls `act` after `ms` milliseconds of call time, unless the call has ended by then. */
	later(ms: number, act: () => void): void {
		this.pause(ms).then(act, () => {});
	}

	dial(): void {
		this.notify('initiated');
	}

	ring(): void {
		this.enter('ringing');
		this.later(this.ringsFor, () => {
			if (this.status === 'ringing') this.end('no-answer');
		});
	}

	answer(machine = false): void {
		this.mustBe('ringing');
		if (this.form.MachineDetection) this.answeredBy = machine ? 'machine_start' : 'human';
		this.enter('in-progress');
		if (this.form.TimeLimit) this.later(Number(this.form.TimeLimit) * 1000, () => this.end('completed'));
		void this.follow(this.instructions());
	}

	/** Carriers report a declined call as busy. */
	decline(): void {
		this.mustBe('ringing');
		this.end('busy');
	}

	hangUp(): void {
		this.mustBe('in-progress');
		this.end('completed');
	}

	/** A key is lost if nothing listens for it, as on a real phone. */
	press(keys: string): void {
		this.mustBe('in-progress');
		this.pressed += keys;
		for (const key of keys) this.listener?.push(key);
	}

	end(status: FinalStatus): void {
		if (!this.live) return;
		this.enter(status);
		this.over.abort();
	}

	/** Ends the call without notifying anyone, because its account discards it. */
	drop(): void {
		this.over.abort();
	}

	say(text: string): void {
		if (this.live) this.spoken.push(text);
	}

	/** Listens for keys while `use` runs. */
	async listen<T>(use: (keys: KeyQueue) => Promise<T>): Promise<T> {
		const keys = (this.listener = new KeyQueue());
		this.onListening?.();
		try {
			return await use(keys);
		} finally {
			if (this.listener === keys) this.listener = undefined;
		}
	}

	/** Sends a request about this call, with the fields that Twilio includes in each request. */
	async request(
		purpose: Purpose,
		url: string,
		method: string,
		fields: Record<string, string> = {},
	): Promise<WebhookResponse> {
		const verb = method.toUpperCase() === 'GET' ? 'GET' : 'POST';
		return await requestWebhook(this.account, {
			purpose,
			sid: this.call.sid,
			url,
			method: verb,
			fields: { ...this.fields(this.status), ...fields },
		});
	}

	private mustBe(status: string): void {
		if (this.status !== status) throw new Error(`The call ${this.call.sid} is ${this.status}, not ${status}`);
	}

	private instructions(): Instructions {
		const { Url, Method, Twiml, ApplicationSid } = this.form;
		const application = this.account.stores.application.get(String(ApplicationSid))?.wire;
		if (Url !== undefined) return { url: String(Url), method: String(Method ?? 'POST'), purpose: 'instructions' };
		if (Twiml !== undefined) return { twiml: String(Twiml) };
		const { voice_url, voice_method } = application!;
		return { url: String(voice_url), method: String(voice_method), purpose: 'instructions' };
	}

	private async follow(instructions: Instructions): Promise<void> {
		try {
			await play(this, instructions);
		} catch (error) {
			// Nothing is left to do for a call that has already ended.
			if (!this.live) return;
			this.error = error instanceof CallError ? error : new CallError(12400, `Internal failure: ${String(error)}`);
			this.say(APPLICATION_ERROR);
			const { code, message } = this.error;
			this.account.ledger.effect('call.error', { sid: this.call.sid, code: String(code), body: message });
		}
		this.end('completed');
	}

	/** https://www.twilio.com/docs/voice/twiml#request-parameters */
	private fields(status: string): Record<string, string> {
		const { sid, wire } = this.call;
		const { answeredBy } = this;
		const [from, to] = [String(wire.from), String(wire.to)];
		return {
			CallSid: sid,
			AccountSid: this.account.sid,
			From: from,
			To: to,
			Caller: from,
			Called: to,
			CallStatus: status,
			ApiVersion: '2010-04-01',
			Direction: 'outbound-api',
			...(answeredBy ? { AnsweredBy: answeredBy } : {}),
		};
	}

	private enter(status: string): void {
		this.status = status;
		const { progress } = this.call;
		progress!.steps.push([status, Date.now() - progress!.created]);
		this.notify(status);
	}

	/** Sends a status callback if it was asked for. Callbacks go out one after another, without delaying the call. */
	private notify(status: string): void {
		const { StatusCallback, StatusCallbackMethod, StatusCallbackEvent = ['completed'] } = this.form;
		const event = EVENTS[status] ?? 'completed';
		if (StatusCallback === undefined || !(StatusCallbackEvent as string[]).includes(event)) return;
		const now = Date.now();
		const duration = viewCall(this.call, now).duration;
		// https://www.twilio.com/docs/voice/api/call-resource#statuscallback
		const fields = {
			...this.fields(status),
			Timestamp: rfc2822(now),
			CallbackSource: 'call-progress-events',
			SequenceNumber: String(this.sequence++),
			...(event === 'completed' ? { CallDuration: String(duration), Duration: minutes(duration) } : {}),
		};
		const method = String(StatusCallbackMethod ?? 'POST');
		const send = () => this.request('statusCallback', String(StatusCallback), method, fields);
		// The outcome is in the ledger; the call goes on.
		this.callbacks = this.callbacks.then(send).catch(() => {});
	}
}

const minutes = (seconds: unknown) => String(Math.ceil(Number(seconds) / 60));
