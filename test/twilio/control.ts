import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from './accounts';
import { json, readBody, send, splitUrl, type Outgoing } from './http';
import { pageFile } from './phone/page';
import { phonesOf } from './phone/phones';
import { phoneRoutes } from './phone/routes';
import { addInbound } from './products/inbound';
import { seed, seedDefaults } from './seed';
import type { World } from './server';
import type { AccountCredentials, ConnectionFault, Inbound, Seed, Settings } from './types';

interface Call {
	world: World;
	/** Of routes below `/accounts/{sid}`. */
	account: Account;
	body: unknown;
	query: URLSearchParams;
}

type Route = (call: Call) => unknown;

const done = {};

/** How many entries the page shows. */
const SHOWN = 200;

/** By method and path; `:sid` is an account. */
const routes: Record<string, Route> = {
	'GET /accounts': ({ world }) => world.accounts.all().map(({ credentials }) => credentials),
	'POST /accounts': ({ world, body }) => {
		const { settings, empty, ...given } = (body ?? {}) as Partial<AccountCredentials> & {
			settings?: Partial<Settings>;
			empty?: boolean;
		};
		const account = world.accounts.create(given);
		if (settings) account.configure(settings);
		if (!empty) seedDefaults(account);
		return account.credentials;
	},
	'PATCH /accounts/:sid': ({ account, body }) => {
		account.configure(body as Partial<Settings>);
		return account.settings;
	},
	'POST /accounts/:sid/seed': ({ account, body }) => seed(account, body as Seed),
	'POST /accounts/:sid/inbound': ({ account, body }) => ({ sid: addInbound(account, body as Inbound) ?? null }),
	'GET /accounts/:sid/ledger': ({ account }) => account.ledger.content,
	'GET /accounts/:sid/counters': ({ account }) => account.ledger.counters,
	'POST /accounts/:sid/reset': ({ account, body }) => {
		const { state = false } = (body ?? {}) as { state?: boolean };
		account.reset(state);
		if (state) seedDefaults(account);
		return done;
	},
	...phoneRoutes,
	'GET /phones': ({ world }) => phonesOf(world.accounts.all(), SHOWN),
	'GET /strays': ({ world }) => world.accounts.strays.content,
	'GET /foreign': ({ world }) => world.foreign.entries,
	'DELETE /foreign': ({ world }) => {
		world.foreign.entries = [];
		return done;
	},
	'POST /connections': ({ world, body }) => {
		world.connections.add(body as ConnectionFault);
		return done;
	},
	'DELETE /connections': ({ world, query }) => {
		world.connections.clear(query.get('account') ?? undefined);
		return done;
	},
};

async function run(world: World, request: IncomingMessage): Promise<Outgoing> {
	const { path, query } = splitUrl(request.url!);
	const text = await readBody(request);
	const file = request.method === 'GET' ? pageFile(path) : undefined;
	if (file) return file;
	const sid = /^\/accounts\/([^/]+)/.exec(path)?.[1];
	const account = sid ? world.accounts.get(sid) : undefined;
	if (sid && !account) return json(404, { error: `There is no account ${sid}` });
	const name = `${request.method} ${sid ? path.replace(sid, ':sid') : path}`;
	const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
	if (!route) return json(404, { error: `The control API has no ${name}` });
	const body: unknown = text ? JSON.parse(text) : undefined;
	try {
		const result = await route({ world, account: account!, body, query: new URLSearchParams(query) });
		return json(200, result ?? null);
	} catch (error) {
		return json(400, { error: (error as Error).message });
	}
}

/** Answers one request to the control API. */
export async function control(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
	send(response, await run(world, request));
}
