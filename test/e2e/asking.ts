import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import { envelopesOf } from '../n8n/rest';
import { problemsOf } from '../support/schemas';
import type { TestPhone } from '../twilio/client';
import { chain, newWorld, node, save, twilioNode, type World } from './world';

/** The person who is asked. */
export const TO = '+14155550123';

export const FROM = { __rl: true, mode: 'id', value: '+15005550006' };

const SELECTION = { resource: 'message', operation: 'sendAndWait' };

/** Sends requests as a browser, a bot or Twilio does, without following redirects. */
export const http = axios.create({ proxy: false, validateStatus: () => true, maxRedirects: 0 });

export const post = async (url: string, body: string | Buffer, headers: Record<string, string> = {}) =>
	await http.post<string>(url, body, {
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
	});

/** Creates a node that asks the person. */
export const question = (parameters: INode['parameters'], more: Partial<INode> = {}): INode =>
	twilioNode('Ask', { ...SELECTION, from: FROM, to: TO, message: 'Refund <b>$49.99</b> & more?', ...parameters }, more);

/** A world in which workflows ask a person. */
export class Asking {
	private constructor(readonly world: World) {}

	static async open(): Promise<Asking> {
		const world = await newWorld();
		// Nobody answers automatically.
		await world.account.configure({ callSpeed: 20, linkPreviews: true, autoReply: {} });
		return new Asking(world);
	}

	get phone(): TestPhone {
		return this.world.account.phone(TO);
	}

	/** Runs these nodes in sequence, between a trigger and a node *After*. Returns the execution's ID. */
	async start(...between: INode[]): Promise<string> {
		const nodes = [node('Start', 'n8n-nodes-base.manualTrigger'), ...between, node('After', 'n8n-nodes-base.noOp')];
		const connections = chain(...nodes.map(({ name }) => name));
		return await this.world.n8n.start(await save(this.world, { name: 'Ask', nodes, connections }), 'Start');
	}

	/** Starts a workflow that asks. Returns the execution's ID. */
	async ask(parameters: INode['parameters'], more: Partial<INode> = {}): Promise<string> {
		return await this.start(question(parameters, more));
	}

	/** Returns the link at the end of the message that arrives after `seen` others. */
	async linkSent(id: string, seen = 0): Promise<string> {
		const { text } = await this.phone.waitForMessage(seen);
		await this.world.n8n.untilWaiting(id);
		const lines = text.split('\n');
		const links = lines.flatMap((line) => line.match(/https?:\/\/\S+/g) ?? []);
		expect(links).toHaveLength(1);
		expect(lines.at(-1)).toContain(links[0]);
		return links[0]!;
	}

	/** Waits for the end, and returns the envelope that the node *After* received. */
	async answered(id: string): Promise<IDataObject> {
		const execution = await this.world.n8n.finished(id);
		expect(execution.data.resultData.error).toBeUndefined();
		const [envelope] = envelopesOf(execution, 'After');
		expect(problemsOf(SELECTION, envelope)).toEqual([]);
		return envelope!;
	}

	async isWaiting(id: string): Promise<boolean> {
		return (await this.world.n8n.execution(id)).status === 'waiting';
	}

	/** Takes the ringing call and waits until it listens. Returns its SID and the addresses that Twilio got for it. */
	async answerCall(): Promise<{ CallSid: string; keys: string; ended: string }> {
		const call = await this.phone.waitForCall();
		await call.answer();
		await call.waitUntilListening();
		const made = (await this.world.account.ledger()).requests.filter(({ method }) => method === 'POST').at(-1)!;
		const field = (name: string) => made.form.find(([key]) => key === name)![1];
		const action = /action="([^"]+)"/.exec(field('Twiml'))![1]!.replaceAll('&amp;', '&');
		// The fragment with Twilio's connection overrides is not sent.
		const [keys, ended] = [action, field('StatusCallback')].map((address) => address.split('#')[0]!);
		return { CallSid: call.sid, keys: keys!, ended: ended! };
	}
}
