import type { INodeParameters } from 'n8n-workflow';
import { envelopes } from '../../../support/engine';
import { problemsOf } from '../../../support/schemas';
import {
	ACTIVE_CALL,
	addActiveCall,
	addScheduledMessage,
	newWorld,
	SCHEDULED_MESSAGE,
	type World,
} from '../../../support/world';
import type { Fault } from '../../../twilio/client';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const run = async ({ credential }: World, parameters: INodeParameters) =>
	(await envelopes({ parameters, credential }))[0]!;

const changeable = async () => {
	const world = await newWorld();
	await addScheduledMessage(world);
	await addActiveCall(world);
	return world;
};

const effectsOf = async ({ account }: World) =>
	(await account.ledger()).effects.map(({ kind, sid }) => ({ kind, sid }));

/** Actions that change a record, with the changed record and Twilio's error when the action is repeated. */
const CHANGES: Array<[string, INodeParameters, (world: World) => INodeParameters, string, object, RegExp | null]> = [
	[
		'cancel',
		{ resource: 'message', operation: 'cancel' },
		() => ({ messageSid: byId(SCHEDULED_MESSAGE) }),
		'message.canceled',
		{ message: { status: 'canceled' } },
		/30409/,
	],
	[
		'redact',
		{ resource: 'message', operation: 'redact' },
		({ sids }) => ({ messageSid: byId(sids.message) }),
		'message.redacted',
		{ message: { body: '', status: 'delivered' } },
		null,
	],
	[
		'hangUp',
		{ resource: 'call', operation: 'hangUp' },
		() => ({ callSid: byId(ACTIVE_CALL) }),
		'call.ended',
		{ call: { status: 'completed' } },
		/21220/,
	],
];

const LOST: Fault[] = [{ match: { method: 'POST' }, action: { kind: 'reset', when: 'after' }, times: 1 }];

describe.each(CHANGES)('%s', (_name, selection, target, kind, output, again) => {
	test('changes the record, and gives it as it is then', async () => {
		const world = await changeable();
		const envelope = await run(world, { ...selection, ...target(world) });
		expect(envelope).toMatchObject({ success: true, error: null, ...output });
		expect(problemsOf(selection as never, envelope)).toEqual([]);
		expect(await effectsOf(world)).toEqual([{ kind, sid: expect.any(String) }]);
	});

	test('done again does no more, or Twilio refuses it', async () => {
		const world = await changeable();
		await run(world, { ...selection, ...target(world) });
		const second = await run(world, { ...selection, ...target(world) });
		if (again) expect(second).toMatchObject({ success: false, error: expect.stringMatching(again) });
		else expect(second).toMatchObject({ success: true, ...output });
	});

	test('of which the response is lost is uncertain, and not sent again by itself', async () => {
		const world = await changeable();
		await world.account.faults(...LOST);
		const envelope = await run(world, { ...selection, ...target(world) });
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('which is safe') });
		expect((await world.account.counters()).requests).toBe(1);
	});
});

describe.each(CHANGES)('%s with Retry On Fail', (_name, selection, target, kind, output, again) => {
	const retried = async (world: World) =>
		(
			await envelopes({
				parameters: { ...selection, ...target(world) },
				credential: world.credential,
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			})
		)[0]!;

	test('is done by the second try if the first had no effect', async () => {
		const world = await changeable();
		await world.account.faults({ ...LOST[0]!, action: { kind: 'reset', when: 'before' } });
		expect(await retried(world)).toMatchObject({ success: true, error: null, ...output });
		expect(await effectsOf(world)).toEqual([{ kind, sid: expect.any(String) }]);
	});

	test('is done once if the first try had its effect, and what Twilio says of it then tells how to see that', async () => {
		const world = await changeable();
		await world.account.faults(...LOST);
		const envelope = await retried(world);
		if (again)
			expect(envelope).toMatchObject({ success: false, error: expect.stringMatching(/Get it to see its status/) });
		else expect(envelope).toMatchObject({ success: true, ...output });
		expect((await world.account.counters()).requests).toBe(2);
		expect(new Set((await effectsOf(world)).map((effect) => effect.kind))).toEqual(new Set([kind]));
	});
});

test('a deleted recording is listed only with those that were deleted', async () => {
	const world = await newWorld();
	const recording = { resource: 'recording', operation: 'delete', recordingSid: byId(world.sids.recording) };
	expect(await run(world, recording)).toEqual({ success: true, error: null });
	const list = async (filters: INodeParameters) =>
		await run(world, { resource: 'recording', operation: 'getAll', filters });
	expect(await list({})).toMatchObject({ success: true, recordings: [] });
	expect(await list({ includeSoftDeleted: true })).toMatchObject({
		recordings: [{ sid: world.sids.recording, status: 'deleted', channels: 2, duration: '1' }],
	});
});
