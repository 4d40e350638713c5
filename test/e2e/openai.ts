import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Message {
	role: string;
	content: unknown;
}

export interface ChatRequest {
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: unknown } }>;
	stream?: boolean;
}

interface Call {
	tool: string;
	arguments: object;
}

/** What the model answers: a text, or the wish to use a tool, or several in one turn. */
type Answer = { text: string } | Call | { calls: Call[] };

const ZERO = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

/** No two calls have the same ID: n8n would take the later one for the earlier. */
let callsMade = 0;

function messageOf(answer: Answer) {
	if ('text' in answer) return { role: 'assistant', content: answer.text };
	const calls = 'calls' in answer ? answer.calls : [answer];
	return {
		role: 'assistant',
		content: null,
		tool_calls: calls.map(({ tool, arguments: given }, index) => ({
			index,
			id: `call_${++callsMade}`,
			type: 'function',
			function: { name: tool, arguments: JSON.stringify(given) },
		})),
	};
}

function write(response: ServerResponse, answer: Answer, stream: boolean): void {
	const finish_reason = 'text' in answer ? 'stop' : 'tool_calls';
	const base = { id: 'chat-1', created: 1, model: 'local' };
	if (!stream) {
		response.setHeader('Content-Type', 'application/json');
		return void response.end(
			JSON.stringify({
				...base,
				object: 'chat.completion',
				choices: [{ index: 0, message: messageOf(answer), finish_reason }],
				usage: ZERO,
			}),
		);
	}
	response.setHeader('Content-Type', 'text/event-stream');
	const chunks = [
		{ index: 0, delta: messageOf(answer), finish_reason: null },
		{ index: 0, delta: {}, finish_reason },
	];
	for (const choice of chunks)
		response.write(`data: ${JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [choice] })}\n\n`);
	response.end('data: [DONE]\n\n');
}

async function read(request: IncomingMessage): Promise<ChatRequest> {
	let text = '';
	for await (const chunk of request) text += chunk;
	return JSON.parse(text) as ChatRequest;
}

/** A language model with a will of its own: `answer` is all that it thinks. It speaks OpenAI's chat completions. */
export async function startModel(answer: (request: ChatRequest) => Answer) {
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		void read(request).then((chat) => {
			requests.push(chat);
			write(response, answer(chat), chat.stream === true);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** For n8n's OpenAI credential. */
		credential: { apiKey: 'none', url: `http://127.0.0.1:${port}/v1`, header: false },
		requests,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

export type Model = Awaited<ReturnType<typeof startModel>>;

/** The last message, if it is what a tool gave back. */
export function toolAnswer({ messages }: ChatRequest): string | undefined {
	const last = messages.at(-1);
	return last?.role === 'tool' ? String(last.content) : undefined;
}
