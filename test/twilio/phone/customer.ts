import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from '../http';

export interface Received {
	method: string;
	path: string;
	form: Record<string, string>;
	headers: IncomingMessage['headers'];
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
	/** In milliseconds. */
	delay?: number;
}

type Responder = (request: Received) => Answer;

/** Returns a response with TwiML. */
export const twiml = (verbs: string): Answer => ({
	headers: { 'Content-Type': 'text/xml' },
	body: `<Response>${verbs}</Response>`,
});

/** The server of one of Twilio's customers. It responds with TwiML and records what it receives. */
export class Customer {
	readonly received: Received[] = [];
	private readonly responders = new Map<string, Responder>();
	private readonly server = createServer((request, response) => {
		void this.respond(request).then(({ status = 200, headers = {}, body = '' }) => {
			response.writeHead(status, headers).end(body);
		});
	});

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	url(path: string): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
	}

	/** Sets the response to a path, regardless of its query. */
	on(path: string, answer: Answer | Responder): void {
		this.responders.set(path, typeof answer === 'function' ? answer : () => answer);
	}

	/** Returns the requests to a path, in order. */
	at(path: string): Received[] {
		return this.received.filter((request) => request.path.split('?')[0] === path);
	}

	private async respond(request: IncomingMessage): Promise<Answer> {
		const form = Object.fromEntries(new URLSearchParams(await readBody(request)));
		const received = { method: request.method!, path: request.url!, form, headers: request.headers };
		this.received.push(received);
		const answer = this.responders.get(request.url!.split('?')[0]!)?.(received) ?? { status: 404 };
		if (answer.delay) await sleep(answer.delay);
		return answer;
	}
}
