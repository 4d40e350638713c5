import { request } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { Twilio } from 'twilio';
import { FROM, messages } from '../../support/sending';
import type { Work, Worker } from '../types';
import { atOnce } from './atOnce';

/** Connects through the proxy and keeps connections alive, as the SDK's own agent does without a proxy. */
class TunnelAgent extends Agent {
	override createConnection(
		options: RequestOptions,
		callback: (error: Error | null, stream: Duplex) => void,
	): undefined {
		const { hostname, port } = new URL(process.env.HTTPS_PROXY!);
		const tunnel = request({ hostname, port, method: 'CONNECT', path: `${options.host}:443` });
		tunnel.on('error', (error) => callback(error, undefined as never));
		tunnel.on('connect', (_response, socket) => callback(null, connect({ socket, servername: options.host! })));
		tunnel.end();
	}
}

async function run(client: Twilio, { kind, count, concurrency }: Work): Promise<number> {
	if (kind === 'list') return (await client.messages.list({ limit: count, pageSize: 1000 })).length;
	let sent = 0;
	await atOnce(messages(count), concurrency, async ({ to, body }) => {
		const { sid } = await client.messages.create({ from: FROM, to, body });
		if (sid) sent++;
	});
	return sent;
}

/** Twilio's SDK unchanged. Behind a proxy it opens a connection for each request, as n8n's helper always does. */
export const sdk: Worker = async (work, { accountSid, authToken }) =>
	await run(new Twilio(accountSid, authToken), work);

/** Twilio's SDK with connections kept alive, as it does without a proxy. */
export const sdkKeepAlive: Worker = async (work, { accountSid, authToken }) => {
	const client = new Twilio(accountSid, authToken);
	const agent = new TunnelAgent({ keepAlive: true, maxSockets: work.concurrency });
	(client.httpClient as unknown as { axios: { defaults: { httpsAgent: Agent } } }).axios.defaults.httpsAgent = agent;
	try {
		return await run(client, work);
	} finally {
		agent.destroy();
	}
};
