import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pair } from './types';

/** A response before it is sent. */
export interface Outgoing {
	status: number;
	headers: Record<string, string>;
	body: Buffer | string;
	/** Twilio's error code, for the ledger. */
	code?: number;
}

/** Uses events, because an async iterator costs more than the rest of a small request. */
export function readBody(request: IncomingMessage): Promise<string> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => resolve(Buffer.concat(chunks).toString()));
		request.on('error', reject);
	});
}

export function splitUrl(url: string): { path: string; query: Pair[] } {
	const mark = url.indexOf('?');
	if (mark < 0) return { path: url, query: [] };
	return { path: url.slice(0, mark), query: [...new URLSearchParams(url.slice(mark + 1))] };
}

export function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

export const jsonType = 'application/json;charset=utf-8';

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Outgoing {
	return { status, headers: { 'Content-Type': jsonType, ...headers }, body: JSON.stringify(value) };
}

export function send(response: ServerResponse, { status, headers, body }: Outgoing): void {
	if (status === 204) {
		response.writeHead(status, headers).end();
		return;
	}
	response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}
