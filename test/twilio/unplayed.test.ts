import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalTwilioClient, type Fault, type TestAccount } from './client';
import { request } from './request';
import { expectFaultsPlayed } from './unplayed';

const root = join(__dirname, '../..');
const twilio = new LocalTwilioClient();
const action: Fault['action'] = { kind: 'status', status: 503 };
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

const read = () => request(account, 'GET', '~/Messages.json');

/** Expects the failure that the test would have had, so that this one passes. */
const hollow = (told: string) => expect(expectFaultsPlayed()).rejects.toThrow(told);

test('a fault that no request meets fails the test', async () => {
	await account.faults({ match: { path: /\/Calls/ }, action });
	await read();
	expect(await account.unplayedFaults()).toEqual([{ fault: { match: { path: '/\\/Calls/' }, action }, played: 0 }]);
	await hollow('played 0 of 1 times: {"match":{"path":"/\\\\/Calls/"}');
});

test('a fault that is played does not, and neither does one that may stay unplayed', async () => {
	await account.faults({ action, skip: 1 }, { action: { kind: 'gzip' }, mayStayUnplayed: true });
	await read();
	expect(await account.unplayedFaults()).toHaveLength(1);
	await read();
	await expectFaultsPlayed();
});

test('a fault that is to be played more often than it was fails the test', async () => {
	await account.faults({ action, times: 2 });
	await read();
	await hollow('played 1 of 2 times');
});

test('a probability alone excuses nothing', async () => {
	await account.faults({ action, probability: 0.001 });
	await read();
	await hollow('"probability":0.001');
});

test.each([
	['other faults', () => account.faults()],
	['another seed', () => account.configure({ seed: 7 })],
	['a full reset', () => account.reset({ state: true })],
	['a reset', () => account.reset()],
])('%s hides no fault that was not played', async (_what, replace) => {
	await account.faults({ action, skip: 1 });
	await replace();
	expect(await account.unplayedFaults()).toMatchObject([{ played: 0 }]);
	await hollow('played 0 of 1 times');
});

test('a fault that an account is made with is watched', async () => {
	await twilio.createAccount({ settings: { faults: [{ action }] } });
	await hollow('played 0 of 1 times');
});

test('so is a fault of a connection, also after it was removed', async () => {
	await twilio.connectionFault({ host: 'api.twilio.com', account: account.sid, action: 'drop' });
	// Not through the account's proxy URL.
	await read();
	await twilio.clearConnectionFaults(account.sid);
	await hollow('"host":"api.twilio.com"');
});

test('every test file is checked by itself', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'hollow-'));
	const client = JSON.stringify(join(root, 'test/twilio/client'));
	writeFileSync(
		join(folder, 'hollow.js'),
		`const { LocalTwilioClient } = require(${client});
		test('is hollow', async () => {
			const account = await new LocalTwilioClient().createAccount();
			await account.faults({ action: { kind: 'gzip' } });
		});`,
	);
	const args = [join(root, 'node_modules/jest/bin/jest.js'), '--rootDir', root, '--roots', folder];
	const { code, told } = await new Promise<{ code: unknown; told: string }>((resolve) => {
		execFile(process.execPath, [...args, '--testMatch', '**/hollow.js'], { cwd: root }, (error, _out, errors) =>
			resolve({ code: error?.code, told: errors }),
		);
	});
	rmSync(folder, { recursive: true });
	expect(told).toContain('played 0 of 1 times: {"action":{"kind":"gzip"}}');
	expect(code).toBe(1);
}, 60_000);
