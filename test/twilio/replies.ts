import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { json, type Outgoing } from './http';
import { reset } from './sockets';
import type { FaultAction, Moment } from './types';

export interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	/** Does what the request asks for, and returns the right response. */
	effect: () => Outgoing;
}

type Action<K extends FaultAction['kind']> = Extract<FaultAction, { kind: K }>;
type Player<K extends FaultAction['kind']> = (
	action: Action<K>,
	exchange: Exchange,
) => Outgoing | undefined | Promise<Outgoing | undefined>;

/** Runs the effect, unless the fault comes before it. */
function unlessBefore(when: Moment | undefined, { effect }: Exchange): Outgoing | undefined {
	return when === 'after' ? effect() : undefined;
}

const bodies: Record<Action<'body'>['body'], (right: string) => string> = {
	'truncated-json': (right) => right.slice(0, Math.floor(right.length / 2)),
	malformed: () => '{"sid": SM, }',
	empty: () => '',
	array: () => '[1, "two", null]',
	null: () => 'null',
	html: () => '<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>',
};

/** Changes the next page's URL or the records of a page, in both shapes of a list. */
function changePage({ next, self, empty, dropKey }: Action<'page'>, right: Outgoing): Outgoing {
	const page = JSON.parse(String(right.body)) as Record<string, unknown>;
	const meta = page.meta as Record<string, unknown> | undefined;
	const key = String(meta?.key ?? Object.keys(page).find((name) => Array.isArray(page[name])));
	if (self) (meta ?? page)[meta ? 'next_page_url' : 'next_page_uri'] = meta ? meta.url : page.uri;
	if (next !== undefined) (meta ?? page)[meta ? 'next_page_url' : 'next_page_uri'] = next;
	if (empty) page[key] = [];
	if (dropKey) delete page[key];
	return { ...right, body: JSON.stringify(page) };
}

const players: { [K in FaultAction['kind']]: Player<K> } = {
	status({ status, headers = {}, body, contentType, when }, exchange) {
		unlessBefore(when, exchange);
		if (typeof body === 'object') {
			const code = (body as { code?: number } | null)?.code;
			return { ...json(status, body, headers), code };
		}
		return { status, headers: { 'Content-Type': contentType ?? 'text/plain', ...headers }, body: String(body ?? '') };
	},
	async delay({ ms, when }, { effect }) {
		if (when !== 'after') await sleep(ms);
		const right = effect();
		if (when === 'after') await sleep(ms);
		return right;
	},
	reset({ when }, { response, effect }) {
		if (when === 'before') reset(response.socket);
		if (when === 'before') return undefined;
		const { status, headers, body } = effect();
		if (when === 'after') {
			reset(response.socket);
			return undefined;
		}
		response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
		response.write(body.slice(0, Math.ceil(body.length / 2)), () => reset(response.socket));
		return undefined;
	},
	hang({ when, headers }, exchange) {
		const right = unlessBefore(when, exchange);
		if (headers) {
			exchange.response.writeHead(right?.status ?? 200, right?.headers ?? { 'Content-Type': 'application/json' });
			exchange.response.flushHeaders();
		}
		return undefined;
	},
	async drip({ intervalMs }, { response, effect }) {
		const { status, headers, body } = effect();
		const bytes = Buffer.from(body);
		response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
		for (let at = 0; at < bytes.length && !response.destroyed; at++) {
			response.write(bytes.subarray(at, at + 1));
			await sleep(intervalMs);
		}
		response.end();
		return undefined;
	},
	truncate(_, { response, effect }) {
		const { status, headers, body } = effect();
		response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) + 100 });
		response.write(body, () => response.socket?.end());
		return undefined;
	},
	body({ body }, { effect }) {
		const right = effect();
		const headers = body === 'html' ? { 'Content-Type': 'text/html' } : right.headers;
		return { ...right, headers, body: bodies[body](String(right.body)) };
	},
	huge({ megabytes }, { effect }) {
		const right = effect();
		const padding = 'x'.repeat(megabytes * 1024 * 1024);
		return { ...right, body: JSON.stringify({ ...JSON.parse(String(right.body)), padding }) };
	},
	gzip({ broken }, { effect }) {
		const right = effect();
		const packed = gzipSync(right.body);
		const body = broken ? Buffer.concat([packed.subarray(0, 12), Buffer.from('broken')]) : packed;
		return { ...right, headers: { ...right.headers, 'Content-Encoding': 'gzip' }, body };
	},
	redirect({ location, status = 302, when }, exchange) {
		unlessBefore(when, exchange);
		return { status, headers: { Location: location }, body: '' };
	},
	'echo-credentials'({ status = 400, when }, exchange) {
		unlessBefore(when, exchange);
		const authorization = exchange.request.headers.authorization ?? '';
		const login = Buffer.from(authorization.replace(/^Basic /i, ''), 'base64').toString();
		const message = `The credential ${login} (Authorization: ${authorization}) is not allowed to do this`;
		return { ...json(status, { code: 20001, message, authorization, login, status }), code: 20001 };
	},
	page: (action, { effect }) => changePage(action, effect()),
};

/** Plays a fault. Returns `undefined` if the connection has been dealt with and nothing is left to send. */
export async function play(action: FaultAction, exchange: Exchange): Promise<Outgoing | undefined> {
	const player = players[action.kind] as Player<FaultAction['kind']>;
	return await player(action, exchange);
}
