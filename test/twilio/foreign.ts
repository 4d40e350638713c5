import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, plainHeaders, readBody, send } from './http';
import type { ForeignEntry } from './types';

/** Records requests to hosts that are not Twilio's. */
export class Foreign {
	entries: ForeignEntry[] = [];

	add(request: IncomingMessage, host: string, body: string): void {
		const { method, url } = request;
		this.entries.push({
			time: Date.now(),
			method: method!,
			host,
			path: url!,
			headers: plainHeaders(request),
			body,
		});
	}

	async serve(request: IncomingMessage, response: ServerResponse, host: string): Promise<void> {
		this.add(request, host, await readBody(request));
		send(response, json(200, { foreign: true }));
	}
}
