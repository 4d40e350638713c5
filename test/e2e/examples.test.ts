import type { IDataObject, INode } from 'n8n-workflow';
import { perResource } from '../demo/examples';
import { envelopesOf, type WorkflowFile } from '../n8n/rest';
import { problemsOf } from '../support/schemas';
import { newWorld, save, TWILIO, type World } from './world';

let world: World;

beforeAll(async () => {
	world = await newWorld();
});

/** Applies the description's defaults for nodes that leave out the resource or the operation. */
const selectionOf = ({ parameters }: INode) => ({
	resource: String(parameters.resource ?? 'message'),
	operation: String(parameters.operation ?? 'send'),
});

describe.each(perResource())('the example $file', ({ workflow }) => {
	test('runs in n8n, and each of its actions gives an envelope that fits the schema', async () => {
		const saved = await save(world, workflow as WorkflowFile);
		const trigger = saved.nodes.find(({ type }) => type.endsWith('manualTrigger'))!;
		const execution = await world.n8n.run(saved, trigger.name);
		expect(execution.status).toBe('success');
		for (const node of saved.nodes.filter(({ type }) => type === TWILIO)) {
			const envelopes = envelopesOf(execution, node.name);
			expect(envelopes.length).toBeGreaterThan(0);
			for (const envelope of envelopes) {
				expect(envelope).toMatchObject({ success: true, error: null });
				expect(problemsOf(selectionOf(node), envelope)).toEqual([]);
			}
		}
	});
});

test('what the examples give is what the ledger of the local Twilio says', async () => {
	const saved = await save(world, perResource().find(({ file }) => file === 'message.json')!.workflow as WorkflowFile);
	const before = (await world.account.ledger()).effects.length;
	const execution = await world.n8n.run(saved, saved.nodes.find(({ type }) => type.endsWith('manualTrigger'))!.name);
	const sender = saved.nodes.find(({ type, parameters }) => type === TWILIO && parameters.operation === 'send')!;
	const [{ message }] = envelopesOf(execution, sender.name) as [{ message: IDataObject }];
	const effects = (await world.account.ledger()).effects.slice(before);
	expect(effects).toContainEqual(
		expect.objectContaining({ kind: 'message.created', sid: message.sid, to: message.to, body: message.body }),
	);
});
