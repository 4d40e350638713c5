import { existsSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Installation } from '../n8n/install';
import type { LocalTwilio } from '../twilio/server';

/** Opens a port on which Twilio's hosts speak TLS right away, without the CONNECT of a proxy. */
async function tlsPort(twilio: LocalTwilio): Promise<number> {
	const server = createServer((socket) => {
		const tunnel = connect(twilio.port, '127.0.0.1', () => tunnel.write('CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\n'));
		// The first data is the proxy's response to CONNECT.
		tunnel.once('data', () => socket.pipe(tunnel).pipe(socket));
		socket.on('error', () => tunnel.destroy());
		tunnel.on('error', () => socket.destroy());
	}).unref();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/**
 * Returns the environment variables with which an older n8n reaches the local Twilio. Before n8n supported HTTPS
 * proxies, its HTTP client sent them whole requests in place of CONNECT.
 */
export async function wayToTwilio(
	{ version, script }: Installation,
	twilio: LocalTwilio,
): Promise<Record<string, string>> {
	if (!version.startsWith('1.')) return {};
	// The other engine needs a native module, which the last 1.x only ships for Node.js 22 and newer.
	const engine = { N8N_EXPRESSION_ENGINE: 'legacy' };
	if (existsSync(join(script, '../../../n8n-core/dist/http-proxy.js'))) return engine;
	const preload = join(__dirname, 'leadToLocalTwilio.js');
	return {
		...engine,
		HTTPS_PROXY: '',
		HTTP_PROXY: '',
		NODE_OPTIONS: `--require=${preload}`,
		TWILIO_TLS_PORT: String(await tlsPort(twilio)),
	};
}
