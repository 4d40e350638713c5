import { textOf, toolResult, type ChatCompletionRequest, type ModelResponse } from './server';

/*
 * Stands in for a language model when there is no API key for one. It follows fixed rules that depend on the offered
 * tools and the last message, so the same request always gets the same response.
 */

type Tool = NonNullable<ChatCompletionRequest['tools']>[number];

interface Schema {
	type?: string;
	description?: string;
	properties?: Record<string, Schema>;
	required?: string[];
}

/** Readers should not mistake the text for OpenAI's. */
const say = (text: string): ModelResponse => ({ text: `(local model) ${text}` });

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

/** Returns the tool whose name shares the most words with the prompt; `undefined` if none shares any. */
function toolFor(prompt: string, tools: Tool[]): Tool | undefined {
	// "message" and "messages" count as the same word.
	const said = new Set(wordsIn(prompt).map((word) => word.replace(/s$/, '')));
	const score = ({ function: { name } }: Tool) =>
		wordsIn(name).filter((word) => word !== 'the' && said.has(word.replace(/s$/, ''))).length;
	const [best] = [...tools].sort((a, b) => score(b) - score(a));
	return best && score(best) > 0 ? best : undefined;
}

/** Finds the value of a field in a prompt, by the field's name and description. The first match is used. */
const READERS: Array<[field: RegExp, value: RegExp]> = [
	[/phone/i, /\+\d{7,15}/],
	[/amount|price/i, /[$€£]\d+(?:\.\d\d)?/],
	[/body|text|message/i, /(?<=: ).+/s],
];

function read(prompt: string, name: string, { description = '' }: Schema): string | undefined {
	const reader = READERS.find(([field]) => field.test(`${name} ${description}`));
	if (reader) return reader[1].exec(prompt)?.[0];
	const words = prompt.split(/[\s,.#]+/);
	const at = words.findIndex((word) => word.toLowerCase() === name.toLowerCase());
	return at < 0 ? undefined : words[at + 1];
}

/** Returns the arguments of a tool that the prompt contains, and the names of required ones that it lacks. */
function argumentsFrom(prompt: string, { properties = {}, required = [] }: Schema) {
	const given: Record<string, unknown> = {};
	const missing: string[] = [];
	for (const [name, schema] of Object.entries(properties)) {
		if (schema.type === 'object') {
			const inner = argumentsFrom(prompt, schema);
			given[name] = inner.given;
			missing.push(...inner.missing);
			continue;
		}
		const value = read(prompt, name, schema);
		if (value !== undefined) given[name] = schema.type === 'number' ? Number(value) : value;
		else if (required.includes(name)) missing.push(name);
	}
	return { given, missing };
}

function useTool(prompt: string, tools: Tool[]): ModelResponse {
	const tool = toolFor(prompt, tools);
	if (!tool) {
		const names = tools.map(({ function: { name } }) => name.replaceAll('_', ' '));
		return say(`I follow fixed rules, and choose a tool by its name. My tools: ${names.join(', ')}.`);
	}
	const { name, parameters = {} } = tool.function;
	const { given, missing } = argumentsFrom(prompt, parameters);
	if (missing.length > 0) return say(`${name.replaceAll('_', ' ')} requires: ${missing.join(', ')}.`);
	return { tool: name, arguments: given };
}

/** Returns the first two sentences after the instructions, which end with an empty line. */
function summaryOf(prompt: string): string {
	const [instructions, ...texts] = prompt.split('\n\n');
	const text = texts.join('\n\n') || instructions!;
	const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)];
	return sentences
		.slice(0, 2)
		.map(({ segment }) => segment.trim())
		.join(' ');
}

/** Responds for the local model, by its fixed rules. */
export function respond(request: ChatCompletionRequest): ModelResponse {
	const result = toolResult(request);
	if (result !== undefined) return say(`The tool returned: ${result}`);
	const prompt = textOf(request.messages.at(-1)!);
	const { tools = [] } = request;
	return tools.length > 0 ? useTool(prompt, tools) : say(summaryOf(prompt));
}
