import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, Accounts, Login } from './accounts';
import { badRequest, notFound, TwilioError, unauthorized } from './errors';
import type { TwilioHost } from './hosts';
import { json, plainHeaders, readBody, send, splitUrl, type Outgoing } from './http';
import { findOperation, type Match } from './openapi';
import { handlers } from './products';
import { play } from './replies';
import type { Context, Reply } from './resource';
import { newSid } from './sid';
import type { Pair, RequestEntry } from './types';
import { validate } from './validation';
import { toXml } from './xml';

interface Incoming {
	method: string;
	path: string;
	query: Pair[];
	form: Pair[];
	body: string;
	contentType: string | undefined;
}

/** Resources that a Standard API key cannot access. https://www.twilio.com/docs/iam/api-keys */
const mainOnly = /^\/2010-04-01\/Accounts(\/[^/]+)?(\.json)?$/;

function authorize(account: Account | undefined, login: Login | undefined, host: TwilioHost, path: string) {
	if (!account || !login || account.credentials.region !== host.region) throw unauthorized();
	const named = /^\/2010-04-01\/Accounts\/(AC[^/.]*)/.exec(path)?.[1];
	if (named !== undefined && named !== account.sid) throw unauthorized();
	if (login === 'standard' && mainOnly.test(path) && host.product === 'api') throw unauthorized();
	return account;
}

/** Finds the operation for a path. The 2010 API also serves each path without `.json`, as XML. */
function resolve({ product }: TwilioHost, method: string, path: string): { match: Match; xml: boolean } {
	const match = findOperation(product, method, path);
	if (match) return { match, xml: false };
	const bare = product === 'api' && !path.endsWith('.json');
	const other = bare ? findOperation(product, method, `${path}.json`) : undefined;
	if (!other) throw badRequest(20001, `Twilio's API description has no path ${path}`);
	return { match: other, xml: true };
}

function decode(params: Record<string, string>): Record<string, string> {
	try {
		return Object.fromEntries(Object.entries(params).map(([k, v]) => [k, decodeURIComponent(v)]));
	} catch {
		throw badRequest(20001, 'The path is not well encoded');
	}
}

/** Checks everything that can be checked before the effect, and returns the effect. */
function prepare(account: Account, host: TwilioHost, incoming: Incoming): () => Outgoing {
	const { method, path, query, form, body, contentType } = incoming;
	const { match, xml } = resolve(host, method, path);
	const { operation } = match;
	if (!operation) throw badRequest(20004, `Method ${method} is not allowed for ${path}`);
	const params = decode(match.params);
	const raw = { params, query, form, contentType, hasBody: body !== '' };
	const values = validate(operation, raw);
	const handler = handlers[operation.id];
	if (!handler) throw new TwilioError(501, 20001, `The local Twilio does not play ${operation.id}`);
	return () => {
		const context: Context = {
			account,
			now: Date.now(),
			path: xml ? `${path}.json` : path,
			product: host.product,
			params,
			...values,
			queryPairs: query,
		};
		return render(handler(context), xml, path);
	};
}

function render({ status, json: value, binary, location }: Reply, xml: boolean, path: string): Outgoing {
	if (location !== undefined) return { status, headers: { Location: location }, body: '' };
	if (binary) return { status, headers: { 'Content-Type': binary.contentType }, body: binary.data };
	if (value === undefined) return { status, headers: {}, body: '' };
	if (!xml) return json(status, value);
	const name = /\/([A-Z]\w*?)s?(\/\w{34})?$/.exec(path)?.[1] ?? 'Resource';
	return { status, headers: { 'Content-Type': 'application/xml' }, body: toXml(name, value) };
}

/** Renders an error, as XML for paths of the 2010 API that do not end in `.json`. */
function failure(error: unknown, { product }: TwilioHost, path: string, account?: Account): Outgoing {
	if (!(error instanceof TwilioError)) throw error;
	const { status, code, headers } = error;
	if (product !== 'api' || path.endsWith('.json')) {
		return { ...json(status, error.body(account?.settings.errorFormat), headers), code };
	}
	return {
		status,
		code,
		headers: { 'Content-Type': 'application/xml', ...headers },
		body: toXml('RestException', error.body()),
	};
}

function attempt(run: () => Outgoing, host: TwilioHost, path: string, account: Account): Outgoing {
	try {
		return run();
	} catch (error) {
		return failure(error, host, path, account);
	}
}

function tooMany({ settings }: Account, what: string): TwilioError {
	const headers: Record<string, string> = settings.retryAfter ? { 'Retry-After': settings.retryAfter } : {};
	return new TwilioError(429, 20429, `Too many ${what} requests`, headers);
}

function checkLimits(account: Account): void {
	const { settings, ledger, arrivals } = account;
	if (settings.maxInFlight && ledger.counters.inFlight > settings.maxInFlight) {
		throw tooMany(account, 'concurrent');
	}
	if (!settings.rate) return;
	const now = Date.now();
	while ((arrivals[0] ?? now) <= now - 1000) arrivals.shift();
	if (arrivals.length >= settings.rate) throw tooMany(account, 'new');
	arrivals.push(now);
}

function newEntry(request: IncomingMessage, host: string, { method, path, query, form }: Incoming): RequestEntry {
	return {
		time: Date.now(),
		method,
		host,
		path,
		query,
		form,
		headers: plainHeaders(request),
		authorized: false,
		status: null,
		code: null,
		fault: null,
		inFlight: 0,
		ended: null,
		aborted: false,
	};
}

async function readIncoming(request: IncomingMessage): Promise<Incoming> {
	const body = await readBody(request);
	return {
		...splitUrl(request.url!),
		method: request.method!,
		form: body ? [...new URLSearchParams(body)] : [],
		body,
		contentType: request.headers['content-type'],
	};
}

/** Returns the account's fault for this request, or `undefined` if none is due. */
function choose({ faults }: Account, host: string, { method, path, query, form }: Incoming) {
	const to = [...form, ...query].find(([name]) => name === 'To')?.[1];
	return faults.take({ method, host, path, to });
}

/** Responds to a request to one of Twilio's hosts. */
export async function serve(
	request: IncomingMessage,
	response: ServerResponse,
	hostName: string,
	host: TwilioHost,
	accounts: Accounts,
): Promise<void> {
	const incoming = await readIncoming(request);
	const { account, login } = accounts.identify(request.headers.authorization);
	const ledger = account?.ledger ?? accounts.strays;
	const entry = newEntry(request, hostName, incoming);
	ledger.arrive(entry, account?.settings.record !== 'counts');
	response.on('close', () => {
		if (response.headersSent) entry.status = response.statusCode;
		ledger.leave(entry, !response.writableFinished);
	});
	const answer = (outgoing: Outgoing) => {
		entry.code = outgoing.code ?? null;
		const headers = { 'Twilio-Request-Id': newSid('RQ'), 'Twilio-Concurrent-Requests': String(entry.inFlight) };
		send(response, { ...outgoing, headers: { ...headers, ...outgoing.headers } });
	};

	let owner: Account;
	let effect: () => Outgoing;
	try {
		if (account) checkLimits(account);
		if (!host.served) throw notFound(incoming.path);
		owner = authorize(account, login, host, incoming.path);
		entry.authorized = true;
		effect = prepare(owner, host, incoming);
	} catch (error) {
		return answer(failure(error, host, incoming.path, account));
	}
	const { latency } = owner.settings;
	if (latency) await sleep(Math.max(0, latency - (Date.now() - entry.time)));
	const fault = choose(owner, hostName, incoming);
	entry.fault = fault?.kind ?? null;
	const run = () => attempt(effect, host, incoming.path, owner);
	const outgoing = fault ? await play(fault, { request, response, effect: run }) : run();
	if (outgoing) answer(outgoing);
}
