import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import type * as Send from '../../../../nodes/Twilio/actions/message/send';
import type * as Errors from '../../../../nodes/Twilio/errors/twilioApiError';
import type * as Causes from '../../../../nodes/Twilio/transport/causes';
import { built } from '../../../support/built';
import { envelopes } from '../../../support/engine';
import { ask, sendMessage } from '../../../support/requests';
import { newWorld, type World } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';

const { TwilioApiError } = built<typeof Errors>('errors/twilioApiError');
const { send } = built<typeof Send>('actions/message/send');
const { plainError } = built<typeof Causes>('transport/causes');

const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

const mistake = () => {
	throw new TypeError('A mistake');
};

/** Returns the lines that the node writes to n8n's log at a level during a task. */
async function heard(level: 'debug' | 'error', task: () => Promise<unknown>): Promise<string[]> {
	const log = jest.spyOn(Container.get(Logger), level);
	await task();
	const lines = log.mock.calls.map((call) => JSON.stringify(call)).filter((line) => line.includes('Twilio: '));
	log.mockRestore();
	return lines;
}

test.each<[string, FaultAction, RegExp]>([
	['a reset connection', { kind: 'reset', when: 'before' }, /ECONNRESET/],
	['a response that timed out', { kind: 'hang', when: 'before' }, /canceled/],
	['a response that is not complete', { kind: 'truncate' }, /aborted/],
	['a response with broken compression', { kind: 'gzip', broken: true }, /Z_\w+/],
])("n8n's log tells what Node.js said of %s, without credentials", async (_what, action, words) => {
	const world = await newWorld();
	await world.account.faults({ action });
	const lines = await heard('debug', async () => await ask(world, 'POST', { timeout: 0.5 }));
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(words);
	const { authToken } = world.account.credentials;
	for (const secret of [
		authToken,
		Buffer.from(`${world.account.sid}:${authToken}`).toString('base64'),
		'Authorization',
	])
		expect(lines[0]).not.toContain(secret);
});

const downloadOf = ({ sids }: World) => ({
	resource: 'recording',
	operation: 'download',
	recordingSid: { __rl: true, mode: 'id', value: sids.recording },
	options: { downloadFile: true },
});

test.each<[string, (world: World) => INodeParameters, () => jest.SpyInstance, RegExp]>([
	[
		'a full disk',
		downloadOf,
		() => jest.spyOn(Container.get(BinaryDataService), 'store').mockRejectedValue(full()),
		/^\["Twilio: BinaryDataError: .*ENOSPC.* <- Error: ENOSPC: no space left on device \(ENOSPC\)"\]$/,
	],
	[
		'a mistake in the node after the response',
		() => sendMessage(),
		() => jest.spyOn(send, 'toOutput').mockImplementation(mistake),
		/^\["Twilio: TypeError: A mistake"\]$/,
	],
	[
		'a mistake in the node before the request',
		() => sendMessage(),
		() => jest.spyOn(send, 'request').mockImplementation(mistake),
		/^\["Twilio: TypeError: A mistake"\]$/,
	],
])("n8n's log tells of %s by name, with its cause", async (_what, parametersOf, breakIt, words) => {
	const world = await newWorld();
	const broken = breakIt();
	const run = {
		credential: world.credential,
		parameters: parametersOf(world),
		node: { onError: 'continueRegularOutput' as const },
	};
	const lines = await heard('error', async () => {
		const [envelope] = await envelopes(run);
		expect(envelope).toMatchObject({ success: false });
	});
	broken.mockRestore();
	expect(lines).toEqual([expect.stringMatching(words)]);
});

test("n8n's log has no secret that such an error names", async () => {
	const world = await newWorld();
	const { authToken } = world.account.credentials;
	const broken = jest.spyOn(send, 'toOutput').mockImplementation(() => {
		throw new TypeError(`A mistake with ${authToken}`);
	});
	const run = { credential: world.credential, parameters: sendMessage() };
	const lines = await heard('error', async () => await envelopes(run));
	broken.mockRestore();
	expect(lines).toEqual([expect.stringContaining('A mistake with ***')]);
});

test('a log that fails loses no result', async () => {
	const { credential } = await newWorld();
	const broken = [
		jest.spyOn(send, 'toOutput').mockImplementation(mistake),
		jest.spyOn(Container.get(Logger), 'error').mockImplementation(mistake),
	];
	const run = envelopes({ credential, parameters: sendMessage(), items: [{ json: {} }, { json: {} }] });
	const found = await run.finally(() => broken.forEach((spy) => spy.mockRestore()));
	expect(found).toEqual(
		[1, 2].map(() => expect.objectContaining({ success: false, error: expect.stringMatching(/mistake/i) })),
	);
});

test('an error keeps names, codes and messages of its causes, and nothing else', () => {
	const node = Object.assign(new Error('read ECONNRESET with s3cret'), { code: 'ECONNRESET', syscall: 'read' });
	const axios = Object.assign(new Error('Network Error', { cause: node }), {
		name: 'AxiosError',
		config: { auth: { password: 's3cret' } },
	});
	const cause = plainError(axios, (text) => text.replace('s3cret', '***'))!;
	const error = new TwilioApiError('No response', { cause });
	expect(error).toMatchObject({ name: 'TwilioApiError', cause: { name: 'AxiosError', message: 'Network Error' } });
	expect(cause.cause).toMatchObject({ code: 'ECONNRESET', syscall: 'read', message: 'read ECONNRESET with ***' });
	expect(cause).not.toHaveProperty('config');
});
