import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type * as Errors from '../../../../nodes/Twilio/errors/twilioApiError';
import type * as Causes from '../../../../nodes/Twilio/transport/causes';
import { built } from '../../../support/built';
import { ask } from '../../../support/requests';
import { newWorld } from '../../../support/world';
import type { FaultAction } from '../../../twilio/client';

const { TwilioApiError } = built<typeof Errors>('errors/twilioApiError');
const { plainError } = built<typeof Causes>('transport/causes');

test.each<[string, FaultAction, RegExp]>([
	['a reset connection', { kind: 'reset', when: 'before' }, /ECONNRESET/],
	['a response that timed out', { kind: 'hang', when: 'before' }, /canceled/],
	['a response that is not complete', { kind: 'truncate' }, /aborted/],
	['a response with broken compression', { kind: 'gzip', broken: true }, /Z_\w+/],
])("n8n's log tells what Node.js said of %s, without credentials", async (_what, action, words) => {
	const world = await newWorld();
	await world.account.faults({ action });
	const debug = jest.spyOn(Container.get(Logger), 'debug');
	await ask(world, 'POST', { timeout: 0.5 });
	const heard = debug.mock.calls.map((call) => JSON.stringify(call)).filter((line) => line.includes('Twilio: '));
	debug.mockRestore();
	expect(heard).toHaveLength(1);
	expect(heard[0]).toMatch(words);
	const { authToken } = world.account.credentials;
	for (const secret of [
		authToken,
		Buffer.from(`${world.account.sid}:${authToken}`).toString('base64'),
		'Authorization',
	])
		expect(heard[0]).not.toContain(secret);
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
