import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { json, readBody, send, splitUrl, type Outgoing } from './http';
import { pageFile } from './phone/page';
import { phonesOf } from './phone/phones';
import { phoneRoutes } from './phone/routes';
import { addInbound } from './products/inbound';
import { bare, taking, type Route } from './route';
import { connectionFault, inbound, newAccount, reset, seed as seedBody, settings } from './schemas';
import { seed, seedDefaults } from './seed';
import type { World } from './server';
import type { UnplayedFault } from './types';

const done = {};

/** Maximum number of entries on the page. */
const SHOWN = 200;

/** Converts regular expressions to text, since JSON has none. */
const readable = ({ fault, played }: UnplayedFault) => ({
	fault: JSON.parse(JSON.stringify(fault, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value))),
	played,
});

/** Routes by method and path; `:sid` is an account. */
const routes: Record<string, Route> = {
	'GET /accounts': bare(({ world }) => world.accounts.all().map(({ credentials }) => credentials)),
	'POST /accounts': taking(newAccount.optional(), ({ world, body = {} }) => {
		const { settings: given, empty, ...credentials } = body;
		const account = world.accounts.create(credentials);
		if (given) account.configure(given);
		if (!empty) seedDefaults(account);
		return account.credentials;
	}),
	'PATCH /accounts/:sid': taking(settings.partial(), ({ account, body }) => {
		account.configure(body);
		return done;
	}),
	'POST /accounts/:sid/seed': taking(seedBody, ({ account, body }) => seed(account, body)),
	'POST /accounts/:sid/inbound': taking(inbound, ({ account, body }) => ({ sid: addInbound(account, body) ?? null })),
	'GET /accounts/:sid/ledger': bare(({ account }) => account.ledger.content),
	'GET /accounts/:sid/counters': bare(({ account }) => account.ledger.counters),
	'GET /accounts/:sid/faults/unplayed': bare(({ world, account }) =>
		[...account.faults.unplayed, ...world.connections.unplayed(account.sid)].map(readable),
	),
	'POST /accounts/:sid/reset': taking(reset.optional(), ({ account, body: { state = false } = {} }) => {
		account.reset(state);
		if (state) seedDefaults(account);
		return done;
	}),
	...phoneRoutes,
	'GET /phones': bare(({ world }) => phonesOf(world.accounts.all(), SHOWN)),
	'GET /strays': bare(({ world }) => world.accounts.strays.content),
	'GET /foreign': bare(({ world }) => world.foreign.entries),
	'DELETE /foreign': bare(({ world }) => {
		world.foreign.entries = [];
		return done;
	}),
	'POST /connections': taking(connectionFault, ({ world, body }) => {
		if (!world.accounts.get(body.account)) throw new Error(`There is no account ${body.account}`);
		world.connections.add(body);
		return done;
	}),
	'DELETE /connections': bare(({ world, query }) => {
		world.connections.clear(query.get('account') ?? '');
		return done;
	}),
};

/** Formats the problems of a body, such as `faults.0.match.to: …`. */
const problems = ({ issues }: z.ZodError) =>
	issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');

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
	try {
		const body = route.schema.parse(text ? JSON.parse(text) : undefined) as never;
		const result = await route.run({ world, account: account!, body, query: new URLSearchParams(query) });
		return json(200, result ?? null);
	} catch (error) {
		return json(400, { error: error instanceof z.ZodError ? problems(error) : (error as Error).message });
	}
}

/** Responds to a request to the control API. */
export async function control(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
	send(response, await run(world, request));
}
