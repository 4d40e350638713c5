import { existsSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { perTask } from '../demo/examples';
import { startModel, textOf, toolResult, type Model } from '../model/server';
import { envelopesOf, outputsOf, type Execution, type SavedWorkflow, type WorkflowFile } from '../n8n/rest';
import { n8nFiles, n8nUrl, newWorld, save, type World } from './world';

const OTHER = '+14155550123';

let world: World;
let model: Model;

beforeAll(async () => {
	world = await newWorld();
	model = await startModel(() => ({ text: 'They agreed to talk again on Monday.' }));
	await world.n8n.createCredential('Local model', 'openAiApi', model.credential);
});

afterAll(() => model.close());

/** Returns the example, with some values changed as its sticky note says. */
function example(file: string, changes: Array<[from: string, to: string]> = []): WorkflowFile {
	let text = JSON.stringify(perTask().find((task) => task.file === `tasks/${file}.json`)!.workflow);
	for (const [from, to] of changes) {
		expect(text).toContain(from);
		text = text.replaceAll(from, to);
	}
	return JSON.parse(text) as WorkflowFile;
}

const saved = async (workflow: WorkflowFile): Promise<SavedWorkflow> =>
	await save(world, workflow, (await world.n8n.credentials()).filter(({ type }) => type === 'openAiApi').slice(-1));

/** Runs the workflow from its own trigger, as *Execute workflow* does. */
async function execute(workflow: WorkflowFile): Promise<Execution> {
	const stored = await saved(workflow);
	const trigger = stored.nodes.find(({ type }) => /(manual|schedule)Trigger$/.test(type))!;
	const execution = await world.n8n.run(stored, trigger.name);
	expect(execution.data.resultData.error).toBeUndefined();
	return execution;
}

/** Activates the workflow and posts to its webhook, as Twilio or another system does. */
async function post(workflow: WorkflowFile, body: IDataObject): Promise<{ answer: unknown; execution: Execution }> {
	const stored = await saved(workflow);
	const path = String(stored.nodes.find(({ type }) => type.endsWith('.webhook'))!.parameters.path);
	await world.n8n.activate(stored);
	const { data: answer } = await axios.post(
		`${n8nUrl()}/webhook/${path}`,
		new URLSearchParams(body as Record<string, string>),
		{ proxy: false },
	);
	const [execution] = await world.n8n.untilExecuted(stored.id, 1);
	return { answer, execution: await world.n8n.finished(execution!.id) };
}

const names = (execution: Execution, node: string) => envelopesOf(execution, node).map(({ name }) => name);

async function sentBodies(): Promise<unknown[]> {
	const { effects } = await world.account.ledger();
	return effects.filter(({ kind }) => kind === 'message.created').map(({ body }) => body);
}

test('batch sending tells whom it reached and whom not', async () => {
	const execution = await execute(example('batch-sending'));
	expect(names(execution, 'Sent')).toEqual(['Ada', 'Grace']);
	expect(envelopesOf(execution, 'Not sent')).toEqual([
		{ name: 'Alan', phone: 'unknown', reason: expect.stringContaining('21211') },
	]);
	expect(await sentBodies()).toEqual(
		expect.arrayContaining(['Hello Ada, we are closed on Monday.', 'Hello Grace, we are closed on Monday.']),
	);
});

test('the WhatsApp broadcast writes those it could not reach into a file, with the reason', async () => {
	const execution = await execute(example('whatsapp-broadcast'));
	expect(names(execution, 'Sent')).toEqual(['Ada', 'Grace']);
	expect(names(execution, 'Not sent')).toEqual(['Alan']);
	expect(outputsOf(execution, 'Not sent as a file')[0]![0]!.binary).toHaveProperty('data.fileName', 'not-sent.csv');
});

test('the number hygiene divides mobile numbers from others', async () => {
	const execution = await execute(example('number-hygiene'));
	expect([...names(execution, 'Good'), ...names(execution, 'To look at')].sort()).toEqual(['Ada', 'Alan', 'Grace']);
	expect(names(execution, 'To look at')).toContain('Alan');
});

test('the retention deletes what is old and nothing else', async () => {
	const execution = await execute(example('delete-old-messages'));
	const old = envelopesOf(execution, 'Old messages');
	// The demo's account has these old messages besides those sent today.
	expect(old).toHaveLength(2);
	expect(old.every(({ date_sent }) => Date.parse(String(date_sent)) < Date.now() - 90 * 86_400_000)).toBe(true);
	expect(envelopesOf(execution, 'Delete them')).toEqual(old.map(() => ({ success: true, error: null })));
	const { effects } = await world.account.ledger();
	const deleted = effects.filter(({ kind }) => kind === 'message.deleted').map(({ sid }) => sid);
	expect(deleted.sort()).toEqual(old.map(({ sid }) => sid).sort());
});

test('the nightly report puts each call into the data table once', async () => {
	const calls = await world.account.seed('call', { count: 2 });
	await execute(example('nightly-call-report'));
	const execution = await execute(example('nightly-call-report'));
	const rows = envelopesOf(execution, 'Put them into the table');
	expect(rows.map(({ sid }) => sid)).toEqual(expect.arrayContaining(calls));
	expect(new Set(rows.map(({ id }) => id)).size).toBe(new Set(rows.map(({ sid }) => sid)).size);
});

test('the transcript summary goes out by SMS', async () => {
	await execute(example('transcript-summary'));
	expect(textOf(model.requests.at(-1)!.messages.at(-1)!)).toContain('Sum up this phone call');
	expect(await sentBodies()).toContain('They agreed to talk again on Monday.');
});

test('waiting for the outcome ends when the message is delivered', async () => {
	const execution = await execute(example('wait-for-outcome', [['"value":900', '"value":1']]));
	expect(envelopesOf(execution, 'Delivered')).toMatchObject([{ message: { status: 'delivered' } }]);
});

test('on-call: one after another is called until somebody presses 4', async () => {
	const pickUp = { '+14155550199': 'busy', '+14155550198': { after: 100, keys: '4' } } as const;
	await world.account.configure({ pickUp, callSpeed: 20 });
	const { execution } = await post(example('on-call'), { message: 'Disk full' });
	expect(envelopesOf(execution, 'Taken')).toMatchObject([{ name: 'Second on call', to: '+14155550198' }]);
	expect(envelopesOf(execution, 'Nobody took it')).toEqual([]);
	const { effects } = await world.account.ledger();
	const called = effects.filter(({ kind }) => kind === 'call.created').map(({ to }) => to);
	expect(called).toEqual(['+14155550199', '+14155550198']);
});

test.each([
	['Yes', 'Confirmed'],
	['no.', 'Canceled'],
])('the customer who replies %s is led to %s', async (body, end) => {
	await world.account.configure({ autoReply: { [OTHER]: { body, delay: 200 } } });
	const execution = await execute(example('ask-customer'));
	const reached = ['Confirmed', 'Canceled', 'No answer'].filter((name) => envelopesOf(execution, name).length);
	expect(reached).toEqual([end]);
});

test.each([
	['true', 'Paid $49.99 for order 1042'],
	['false', 'rejected'],
])('the refund is paid only if the manager approves: %s', async (approved, said) => {
	const agent = await startModel((chat) => {
		const given = toolResult(chat);
		if (given !== undefined) return { text: given };
		const toolParameters = { order: '1042', amount: '$49.99' };
		return { tool: 'Pay_the_refund', arguments: { toolParameters, hitlParameters: {} } };
	});
	const openAi = await world.n8n.createCredential('Local agent', 'openAiApi', agent.credential);
	const stored = await save(world, example('approve-refund'), [openAi]);
	const phone = world.account.phone(OTHER);
	const seen = (await phone.messages()).length;
	const chat = { sessionId: '1', action: 'sendMessage', chatInput: 'Refund order 1042.' };
	const id = await world.n8n.start(stored, 'When chat message received', chat);
	const { text, links } = await phone.waitForMessage(seen);
	expect(text).toContain('Refund $49.99 for order 1042?');
	await world.n8n.untilWaiting(id);
	await phone.open(links.at(-1)!, { approved });
	const execution = await world.n8n.finished(id);
	await agent.close();
	expect(envelopesOf(execution, 'AI Agent')).toMatchObject([{ output: expect.stringContaining(said) }]);
});

test('an incoming message that Twilio posts to the webhook is answered', async () => {
	const { answer, execution } = await post(example('auto-answer'), {
		From: OTHER,
		To: '+14155550100',
		Body: 'When are you OPEN?',
	});
	expect(answer).toBe('<Response/>');
	expect(envelopesOf(execution, 'Tell the hours')).toMatchObject([{ success: true, message: { to: OTHER } }]);
	expect(envelopesOf(execution, 'Promise an answer')).toEqual([]);
});

test('a recording that Twilio announces is downloaded and written', async () => {
	const [sid] = await world.account.seed('recording');
	const folder = n8nFiles();
	const { execution } = await post(example('recording-to-storage', [['/home/node/.n8n-files', folder]]), {
		RecordingSid: sid!,
	});
	expect(outputsOf(execution, 'Download it')[0]![0]!.binary).toHaveProperty('data.mimeType', 'audio/mpeg');
	expect(execution.data.resultData.error).toBeUndefined();
	expect(existsSync(join(folder, `${sid}.mp3`))).toBe(true);
});
