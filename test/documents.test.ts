import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import type * as CallStatus from '../nodes/Twilio/actions/call/finalStatus';
import type * as MessageStatus from '../nodes/Twilio/actions/message/finalStatus';
import type * as RetryPolicy from '../nodes/Twilio/transport/retryPolicy';
import { perResource, perTask } from './demo/examples';
import { built } from './support/built';
import { anchorsOf, documents, jsonIn, read, root, tableOf } from './support/documents';
import { loader, NODE_TYPE } from './support/engine';

let type: INodeType;

beforeAll(async () => {
	await loader.loadAll();
	type = loader.getNode('twilio').type as INodeType;
});

test.each(documents)('%s links to files and sections that are there', (file) => {
	const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link!)
		.filter((link) => !link.startsWith('http'));
	const broken = links.filter((link) => {
		const [path, anchor] = link.split('#');
		const target = path === '' ? file : join(dirname(file), path!);
		if (!existsSync(join(root, target))) return true;
		return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
	});
	expect(broken).toEqual([]);
});

test.each(documents)('%s names commands that are there', (file) => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const commands = [...read(file).matchAll(/(?:`|^|&& )npm (?:run )?([\w:]+)/gm)].map(([, name]) => name!);
	expect(commands.filter((name) => !['ci', 'install'].includes(name) && !(name in scripts))).toEqual([]);
});

test('the examples of outputs are valid by the output schemas', () => {
	const validate = new Ajv().compile(
		JSON.parse(read('dist/nodes/Twilio/__schema__/v1.0.0/message/send.json')) as object,
	);
	const blocks = documents.flatMap((file) => jsonIn(read(file)) as Array<{ success?: boolean }>);
	const successes = blocks.filter(({ success }) => success === true);
	for (const block of successes) expect([validate(block), validate.errors]).toEqual([true, null]);
	expect(successes).toHaveLength(1);
	expect(blocks.length).toBeGreaterThan(3);
});

test('docs/options.md names all options that the actions have, and their defaults', () => {
	const collections = type.description.properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options }) => options as INodeProperties[]);
	const byName = new Map(collections.map((option) => [option.displayName, option]));
	const rows = tableOf(read('docs/options.md'), 'Options');
	expect(rows.map(([name]) => name)).toEqual([...byName.keys()].sort((a, b) => a.localeCompare(b)));
	for (const [name, , shown] of rows) {
		const { type: kind, default: value } = byName.get(name!)!;
		if (kind === 'options' || kind === 'fixedCollection') continue;
		expect([name, shown]).toEqual([name, kind === 'boolean' ? (value ? 'on' : 'off') : String(value)]);
	}
});

test('docs/retries.md says of each method and result what the node does', () => {
	const { RETRY_POLICY, LIMIT_REACHED } = built<typeof RetryPolicy>('transport/retryPolicy');
	const rows = tableOf(read('docs/retries.md'), 'What is retried');
	const results = ['rateLimited', 'notSent', 'noResponse', 'serverError', 'unreadable', 'refused', 'redirected'];
	const words = { done: /^taken as done/, retry: /^retried/, fail: /^not retried/, uncertain: /^\*\*not retried, unc/ };
	for (const [index, result] of [...results, 'notReady', 'refused'].entries()) {
		for (const [column, method] of (['GET', 'DELETE', 'POST'] as const).entries()) {
			const cell = rows[index]![column + 1]!;
			if (cell === '–') continue;
			expect([result, method, cell]).toEqual([
				result,
				method,
				expect.stringMatching(words[RETRY_POLICY[method][result as 'refused']]),
			]);
		}
	}
	expect(rows).toHaveLength(results.length + 2);
	expect([...rows[5]![0]!.matchAll(/\d{5}/g)].map(Number)).toEqual(LIMIT_REACHED);
});

test('docs/waiting.md names the statuses that are final', () => {
	const [message, call] = /Final statuses of messages are (.*?)\. Final statuses of calls are (.*?)\./
		.exec(read('docs/waiting.md'))!
		.slice(1)
		.map((list) => [...list.matchAll(/`([\w-]+)`/g)].map(([, status]) => status!));
	const { messageStatus } = built<typeof MessageStatus>('actions/message/finalStatus');
	const { callStatus } = built<typeof CallStatus>('actions/call/finalStatus');
	// All outbound statuses: https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
	const ofMessages = ['accepted', 'queued', 'sending', 'sent', 'delivered', 'partially_delivered', 'read'];
	const ofCalls = ['queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed'];
	const to = '+15005550101';
	const finalOf = (known: typeof messageStatus, statuses: string[]) =>
		statuses.filter((status) => known.isFinal({ status, to })).sort();
	expect(finalOf(messageStatus, [...ofMessages, 'undelivered', 'failed', 'canceled'])).toEqual(message!.sort());
	expect(finalOf(callStatus, [...ofCalls, 'canceled'])).toEqual(call!.sort());
});

describe('The expressions of docs/agents.md', () => {
	const text = read('docs/agents.md');
	const rows = tableOf(text, 'Expressions to copy').map(([action, field, expression]) => ({
		action: action!,
		field: field!.replace(/`/g, ''),
		expression: expression!.replace(/`/g, ''),
	}));

	/** Returns what n8n offers a model for a node with this value of one field. */
	const argumentsOf = (field: string, expression: string) => {
		const [name, entry] = field.split('.') as [string, string | undefined];
		const parameters = { [name]: entry ? { [entry]: `=${expression}` } : `=${expression}` };
		const node = {
			id: '1',
			name: 'Tool',
			type: `${NODE_TYPE}Tool`,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters,
		};
		const { response } = createNodeAsTool({ node, nodeType: type, handleToolInvocation: () => Promise.resolve('') });
		const { shape } = response.schema as { shape: Record<string, { description?: string }> };
		return Object.entries(shape).map(([name, { description }]) => [name, description]);
	};

	test.each(rows)('$action: $field is a field, and the model sees its description', ({ action, field, expression }) => {
		const [resourceName, operationName] = action.split(' > ');
		const { properties } = type.description;
		const optionsOf = (property: INodeProperties) => property.options as Array<{ name: string; value: string }>;
		const resource = optionsOf(properties.find(({ name }) => name === 'resource')!).find(
			({ name }) => name === resourceName,
		)!.value;
		const operations = properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		)!;
		const operation = optionsOf(operations).find(({ name }) => name === operationName)!.value;
		const fields = properties.filter(
			({ displayOptions: { show } = {} }) => show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const paths = fields.flatMap(({ name, type, options = [] }) =>
			type === 'collection' ? options.map((entry) => `${name}.${entry.name}`) : [name],
		);
		expect(paths).toContain(field);
		const [, name, description] = /\$fromAI\('(\w+)', '([^']*)'/.exec(expression)!;
		expect(argumentsOf(field, expression)).toEqual([[name, description]]);
	});

	test('there is one for every operation', () => {
		const { properties } = type.description;
		const [resources] = properties.filter(({ name }) => name === 'resource');
		const operations = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) => {
				const resource = (resources!.options as INodePropertyOptions[]).find(
					({ value }) => value === displayOptions!.show!.resource![0],
				)!;
				return options!.map(({ name }) => `${resource.name} > ${name}`);
			});
		expect([...new Set(rows.map(({ action }) => action))].sort()).toEqual(operations.sort());
	});

	test('with a guard of $runIndex the model is offered the same', () => {
		const [guard] = /\{\{ \$runIndex[^`]*\}\}/.exec(text)!;
		expect(argumentsOf('to', guard)).toEqual([['to', 'Phone number of the recipient in international format']]);
	});
});

describe('CHANGELOG.md', () => {
	const [, latest] = read('CHANGELOG.md').split(/^## (?=\[\d)/m);

	test('begins with the version of the package and its date', () => {
		const { version } = JSON.parse(read('package.json')) as { version: string };
		expect(latest).toMatch(new RegExp(`^\\[${version.replace(/\./g, '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d\n`));
	});

	test('counts the actions, resources and examples that are there', () => {
		const operations = type.description.properties.filter(({ name }) => name === 'operation');
		const count = operations.flatMap(({ options }) => options!).length;
		expect(latest).toContain(`${count} actions on ${operations.length} resources`);
		const [resources, tasks] = [perResource().length, perTask().length];
		expect(latest).toContain(`${resources + tasks} example workflows: ${resources} by resource and ${tasks} by task`);
	});
});
