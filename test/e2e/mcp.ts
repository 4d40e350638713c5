import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Connects the official client to an MCP server. */
export async function connect(url: string, token?: string): Promise<Client> {
	const client = new Client({ name: 'tests', version: '1.0.0' });
	const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
	await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
	return client;
}

/** Calls a tool and returns the text of its result. */
export async function textOf(client: Client, name: string, given: Record<string, unknown>): Promise<string> {
	const { content } = await client.callTool({ name, arguments: given });
	return (content as Array<{ text: string }>).map(({ text }) => text).join('');
}
