import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from './accounts';
import { Connections } from './connections';
import { control } from './control';
import { serve } from './dispatch';
import { Foreign } from './foreign';
import { certificateNames, mediaHosts, otherHosts, snaHost, twilioHost } from './hosts';
import { json, send } from './http';
import { serveMedia } from './mediaHost';
import { serveSna } from './snaHost';
import { remember } from './sockets';
import { makeCertificates } from './tls';

export interface LocalTwilio {
	/** URL of the control API and, as a proxy, of Twilio's hosts. */
	url: string;
	port: number;
	/** PEM file of the authority to trust. */
	caFile: string;
	/** Environment variables that a process needs to reach it. */
	env: Record<string, string>;
	close(): Promise<void>;
}

/** State shared by the control API and Twilio's hosts. */
export interface World {
	accounts: Accounts;
	connections: Connections;
	foreign: Foreign;
}

function fail(response: ServerResponse, error: unknown): void {
	const detail = error instanceof Error ? error.stack : String(error);
	if (response.headersSent) response.destroy();
	else send(response, json(500, { code: 20500, message: `The local Twilio failed: ${detail}` }));
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse) {
	const name = (request.headers.host ?? '').replace(/:443$/, '');
	if (mediaHosts.includes(name)) return serveMedia(request, response, world.accounts);
	if (name === snaHost) return serveSna(request, response, world.accounts);
	const host = twilioHost(name);
	if (host) await serve(request, response, name, host, world.accounts);
	else await world.foreign.serve(request, response, name);
}

/** Starts a local Twilio in this process. Port 0 picks a free port. */
export async function startLocalTwilio(port = 0): Promise<LocalTwilio> {
	const world: World = {
		accounts: new Accounts(),
		connections: new Connections(),
		foreign: new Foreign(),
	};
	const { ca, key, cert } = await makeCertificates(certificateNames);
	const sockets = new Set<Socket>();

	const secure = createHttps({ key, cert }, (request, response) => {
		answer(world, request, response).catch((error: unknown) => fail(response, error));
	});
	secure.on('tlsClientError', (_error, socket) => socket.destroy());

	const plain = createHttp((request, response) => {
		const face = request.url!.startsWith('/')
			? control(world, request, response)
			: world.foreign.serve(request, response, new URL(request.url!).host);
		face.catch((error: unknown) => fail(response, error));
	});
	plain.on('connection', (socket) => {
		sockets.add(socket);
		remember(socket);
		socket.setNoDelay(true);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
	});
	plain.on('connect', (request, socket: Socket, head) => {
		const host = request.url!.replace(/:\d+$/, '');
		const action = world.connections.take(host, request.headers['proxy-authorization']);
		if (action === 'drop') return void socket.resetAndDestroy();
		if (action === 'hang') return;
		if (action === 'refuse' || !(twilioHost(host) || otherHosts.includes(host))) {
			if (action !== 'refuse') world.foreign.add(request, host, '');
			return void socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
		}
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		if (action === 'tls') return void socket.end('this is not TLS');
		if (action === 'stall') return void socket.resume();
		if (head.length > 0) socket.unshift(head);
		secure.emit('connection', socket);
	});

	await new Promise<void>((resolve, reject) => {
		plain.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	const folder = mkdtempSync(join(tmpdir(), 'local-twilio-'));
	const caFile = join(folder, 'ca.pem');
	writeFileSync(caFile, ca);
	const clean = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', clean);
	const listening = (plain.address() as AddressInfo).port;
	const url = `http://127.0.0.1:${listening}`;
	return {
		url,
		port: listening,
		caFile,
		env: {
			HTTPS_PROXY: url,
			HTTP_PROXY: url,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: caFile,
			TWILIO_LOCAL_URL: url,
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => plain.close(resolve));
			clean();
			process.off('exit', clean);
		},
	};
}
