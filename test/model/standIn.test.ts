import axios from 'axios';
import { startModel, type ChatCompletionRequest, type Model } from './server';
import { respond } from './standIn';

const tool = (name: string, properties: object = {}, required = Object.keys(properties)) => ({
	type: 'function' as const,
	function: { name, parameters: { type: 'object', properties, required } },
});

const TO = { type: 'string', description: 'Phone number of the recipient in international format' };
const BODY = { type: 'string', description: 'Text of the message, up to 1600 characters' };
const REFUND = { type: 'object', properties: { order: { type: 'string' }, amount: { type: 'string' } } };
const TOOLS = [
	tool('List_messages'),
	tool('Send_an_SMS', { to: TO, body: BODY }),
	tool('Look_up_a_number', { phone_number: { type: 'string', description: 'Phone number' } }),
	tool('Pay_the_refund', { toolParameters: REFUND, hitlParameters: { type: 'object', properties: {} } }),
];

const ask = (content: string, tools: ChatCompletionRequest['tools'] = TOOLS) =>
	respond({ model: 'any', messages: [{ role: 'user', content }], tools });

test.each([
	[
		'Send an SMS to +14155550123: Come at 10: the door is open.',
		'Send_an_SMS',
		{ to: '+14155550123', body: 'Come at 10: the door is open.' },
	],
	['What are the latest messages?', 'List_messages', {}],
	['Look up +14155550123.', 'Look_up_a_number', { phone_number: '+14155550123' }],
	[
		'Refund $49.99 for order 1042.',
		'Pay_the_refund',
		{ toolParameters: { order: '1042', amount: '$49.99' }, hitlParameters: {} },
	],
])('"%s" is a call of %s', (prompt, name, given) => {
	expect(ask(prompt)).toEqual({ tool: name, arguments: given });
});

test('it says what a tool requires, and which tools it has', () => {
	expect(ask('Send an SMS: Hello')).toEqual({ text: '(local model) Send an SMS requires: to.' });
	expect(ask('How are you?', TOOLS.slice(0, 2))).toEqual({
		text: '(local model) I follow fixed rules, and choose a tool by its name. My tools: List messages, Send an SMS.',
	});
});

test('it says what the tool returned', () => {
	const messages: ChatCompletionRequest['messages'] = [
		{ role: 'user', content: 'List messages' },
		{ role: 'tool', content: '[{"success":true}]', tool_call_id: 'call_1' },
	];
	expect(respond({ model: 'any', messages, tools: TOOLS })).toEqual({
		text: '(local model) The tool returned: [{"success":true}]',
	});
});

test('a summary is the first two sentences after the instructions', () => {
	expect(ask('Sum it up. Be short.\n\nIt costs 9.99 now. Really? Bye.', [])).toEqual({
		text: '(local model) It costs 9.99 now. Really?',
	});
});

describe('Its server', () => {
	let model: Model;

	beforeAll(async () => {
		model = await startModel(respond);
	});

	afterAll(() => model.close());

	const post = async (path: string, body: object) =>
		(await axios.post<string>(`${model.credential.url}${path}`, body, { proxy: false, responseType: 'text' })).data;

	const prompt = [{ role: 'user', content: 'Sum it up.\n\nHello.' }];

	test.each([
		['chat completions', '/chat/completions', { messages: prompt }],
		['responses', '/responses', { input: prompt }],
	])('speaks OpenAI’s %s, streamed or not', async (_api, path, body) => {
		expect(await post(path, { model: 'any', ...body })).toContain('"(local model) Hello."');
		const streamed = await post(path, { model: 'any', stream: true, ...body });
		expect(streamed.match(/^data: /gm)!.length).toBeGreaterThan(1);
		expect(streamed).toContain('(local model)');
		expect(model.requests.at(-1)!.messages).toEqual(prompt);
	});

	test('offers one model, which is named as what it is', async () => {
		const { data } = await axios.get<{ data: Array<{ id: string }> }>(`${model.credential.url}/models`, {
			proxy: false,
		});
		expect(data.data.map(({ id }) => id)).toEqual(['local-model']);
	});
});
