import type { INodeParameters } from 'n8n-workflow';
import { envelopesOf } from '../n8n/rest';
import { chain, newWorld, node, save, twilioNode, type World } from './world';

const COUNT = 200;
const people = Array.from({ length: COUNT }, (_, index) => `+1415555${String(2000 + index)}`);

let world: World;

beforeEach(async () => {
	world = await newWorld();
	await world.account.configure({
		outcome: {
			message: {
				steps: [
					['queued', 0],
					['sending', 1000],
					['sent', 2000],
					['delivered', 4000],
				],
			},
			byTo: {
				[people[7]!]: {
					steps: [
						['queued', 0],
						['undelivered', 2000],
					],
					error_code: 30003,
				},
			},
		},
		autoReply: { '*': { body: 'Yes', delay: 3000 } },
	});
});

/** Sends to all people in one run on the server, and returns their envelopes. */
async function execute(operation: string, question: INodeParameters, options: object = {}) {
	const list = node(
		'People',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: JSON.stringify({ phones: people }), options: {} },
		{ typeVersion: 3.4 },
	);
	const each = node('Each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'phones', options: {} });
	const from = { __rl: true, mode: 'id', value: '+15005550006' };
	const send = twilioNode('Send', {
		operation,
		from,
		to: '={{ $json.phones }}',
		...question,
		options: { maxConcurrency: 20, ...options },
	});
	const nodes = [node('Start', 'n8n-nodes-base.manualTrigger'), list, each, send];
	const workflow = await save(world, { name: operation, nodes, connections: chain('Start', 'People', 'Each', 'Send') });
	return envelopesOf(await world.n8n.run(workflow, 'Start'), 'Send');
}

const reads = async () => (await world.account.ledger()).requests.filter(({ method }) => method === 'GET').length;

test('one run on the server waits for the outcome of hundreds of messages, with few requests', async () => {
	const envelopes = await execute('send', { body: 'Is that fine?' }, { waitForOutcome: true, waitTimeout: 60 });
	const states = envelopes.map(({ message }) => (message as { status: string }).status);
	expect(states.filter((status) => status === 'delivered')).toHaveLength(COUNT - 1);
	expect(envelopes[7]).toMatchObject({
		success: false,
		error: expect.stringContaining('30003'),
		message: { to: people[7], status: 'undelivered' },
	});
	expect(await reads()).toBeLessThan(20);
});

test('one run on the server finds the replies of hundreds of people, each its own', async () => {
	const envelopes = await execute('sendAndWait', {
		message: 'Is that fine?',
		responseType: 'freeText',
		answerBy: 'reply',
	});
	// Nobody can reply to a message that was not delivered.
	expect(envelopes[7]).toMatchObject({ success: false, error: expect.stringContaining('30003'), reply: null });
	expect(envelopes.map(({ reply }) => (reply as { from_number: string } | null)?.from_number)).toEqual(
		people.map((person, index) => (index === 7 ? undefined : person)),
	);
	expect(await reads()).toBeLessThan(COUNT + 20);
});
