import { setTimeout as sleep } from 'node:timers/promises';
import type { CallView, Entry, Opened, PhoneView } from './types';

/** Sends a request to the control API, below the account's path. */
type Ask = <T>(method: string, path: string, data?: unknown) => Promise<T>;

/** Polls until there is a result, for at most `limit` milliseconds. */
async function waitFor<T>(what: string, look: () => Promise<T | undefined>, limit = 10_000): Promise<T> {
	const end = Date.now() + limit;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) throw new Error(`${what} did not come within ${limit / 1000} s`);
		await sleep(20);
	}
}

/** A call on a phone of the local Twilio, as seen by the person holding the phone. */
export class TestCall {
	constructor(
		readonly sid: string,
		private readonly phone: TestPhone,
		private readonly ask: Ask,
	) {}

	private act(what: string, more: object = {}): Promise<unknown> {
		return this.ask('post', `/phones/${what}`, { call: this.sid, ...more });
	}

	async answer(): Promise<void> {
		await this.act('answer');
	}

	async decline(): Promise<void> {
		await this.act('decline');
	}

	async hangUp(): Promise<void> {
		await this.act('hang-up');
	}

	/** Presses keys at once; they are lost if nothing listens for them. Fails if the call is not in progress. */
	async press(keys: string): Promise<void> {
		await this.act('press', { keys });
	}

	/** Returns the current state of the call: its status, and what was spoken. */
	async view(): Promise<CallView & { status: string }> {
		const { status, call } = (await this.phone.entries()).find(({ sid }) => sid === this.sid)!;
		return { status, ...call! };
	}

	/** Waits until the call listens for keys. */
	async waitUntilListening(limit?: number): Promise<void> {
		await this.waitUntil('Its turn to press keys', ({ listening }) => listening, limit);
	}

	/** Waits until the call has ended, and returns its final state. */
	async waitUntilEnded(limit?: number): Promise<CallView & { status: string }> {
		return await this.waitUntil('The end of the call', ({ live }) => !live, limit);
	}

	async waitUntil(
		what: string,
		passes: (view: CallView & { status: string }) => boolean,
		limit?: number,
	): Promise<CallView & { status: string }> {
		const look = async () => {
			const view = await this.view();
			return passes(view) ? view : undefined;
		};
		return await waitFor(what, look, limit);
	}
}

/** A phone of the local Twilio: a number or a channel address. */
export class TestPhone {
	constructor(
		readonly address: string,
		private readonly ask: Ask,
	) {}

	private async view(): Promise<PhoneView | undefined> {
		return (await this.ask<PhoneView[]>('get', '/phones')).find(({ address }) => address === this.address);
	}

	/** Returns everything that the phone shows, oldest first. */
	async entries(): Promise<Entry[]> {
		return (await this.view())?.entries ?? [];
	}

	/** Returns the messages that arrived, oldest first. */
	async messages(): Promise<Entry[]> {
		return (await this.entries()).filter(({ kind }) => kind === 'message');
	}

	/** Waits for the message that follows the first `seen` ones, which may have arrived already. */
	async waitForMessage(seen = 0, limit?: number): Promise<Entry> {
		return await waitFor(`A message to ${this.address}`, async () => (await this.messages())[seen], limit);
	}

	/** Waits until a call rings on this phone, and returns the newest one. */
	async waitForCall(limit?: number): Promise<TestCall> {
		const look = async () =>
			(await this.entries()).filter(({ status, call }) => call?.live && status === 'ringing').at(-1);
		const { sid } = await waitFor(`A call to ${this.address}`, look, limit);
		return new TestCall(sid, this, this.ask);
	}

	/** Returns a call of this phone by its SID, in any state. */
	call(sid: string): TestCall {
		return new TestCall(sid, this, this.ask);
	}

	/** Sends a message from this phone, to the newest sender by default. Returns its SID. */
	async reply(body: string, to?: string): Promise<string> {
		const recipient = to ?? (await this.view())?.replyTo;
		if (!recipient) throw new Error(`${this.address} has no message to reply to`);
		return (await this.ask<{ sid: string }>('post', '/inbound', { from: this.address, to: recipient, body })).sid;
	}

	/** Opens a link as the phone's browser does, or submits a form. */
	async open(url: string, form?: Record<string, string>): Promise<Opened> {
		return await this.ask('post', '/phones/open', { url, form });
	}
}
