import { LLMock, type ChatCompletionRequest, type FixtureResponse } from '@copilotkit/aimock';

export type { ChatCompletionRequest } from '@copilotkit/aimock';

interface Call {
	tool: string;
	arguments: object;
}

/** A model's response: a text, a tool call, or several calls in one turn. */
export type ModelResponse = { text: string } | Call | { calls: Call[] };

function fixtureOf(response: ModelResponse): FixtureResponse {
	if ('text' in response) return { content: response.text };
	const calls = 'calls' in response ? response.calls : [response];
	return { toolCalls: calls.map(({ tool, arguments: given }) => ({ name: tool, arguments: JSON.stringify(given) })) };
}

/**
 * Serves OpenAI's APIs (chat completions and responses, streamed or not) for a model that consists of `respond`.
 * @param port a free one by default
 */
export async function startModel(respond: (request: ChatCompletionRequest) => ModelResponse, port = 0) {
	const requests: ChatCompletionRequest[] = [];
	const serve = (request: ChatCompletionRequest) => {
		requests.push(request);
		return fixtureOf(respond(request));
	};
	// The first one is what n8n shows in its list of models; the second handles requests for any other.
	const server = new LLMock({ host: '127.0.0.1', port }).on({ model: 'local-model' }, serve).on({}, serve);
	await server.start();
	return {
		/** For n8n's OpenAI credential. */
		credential: { apiKey: 'none', url: `${server.url}/v1`, header: false },
		/** All requests so far, in the format of chat completions. */
		requests,
		close: () => server.stop(),
	};
}

export type Model = Awaited<ReturnType<typeof startModel>>;

/** Returns the text of a message, without other parts such as images. */
export const textOf = ({ content }: ChatCompletionRequest['messages'][number]): string =>
	typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('');

/** Returns the last message if it is a tool's result. */
export function toolResult({ messages }: ChatCompletionRequest): string | undefined {
	const last = messages.at(-1);
	return last?.role === 'tool' ? textOf(last) : undefined;
}
