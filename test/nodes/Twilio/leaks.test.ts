import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { LoggerProxy, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialOf } from '../../support/credentials';
import { envelopes, runNode } from '../../support/engine';
import { ask, sendMessage } from '../../support/requests';
import { everyList, everySelection, parametersOf } from '../../support/selections';
import { newWorld, type World } from '../../support/world';
import { LocalTwilioClient, type FaultAction } from '../../twilio/client';

const EVIL = 'https://evil.example';

/** Returns the requests with secrets of the account that reached evil.example or were meant to. */
async function seenByEvil({ account }: World) {
	const secrets = [account.sid, account.credentials.authToken, account.credentials.apiKeys.standard.secret];
	const entries = await new LocalTwilioClient().foreign();
	return entries.filter((entry) => secrets.some((secret) => JSON.stringify(entry).includes(secret)));
}

describe('A redirect is not followed', () => {
	const all = [301, 302, 303, 307, 308].flatMap((status) =>
		(['GET', 'DELETE', 'POST'] as const).map((method) => [method, status] as const),
	);

	test.each(all)('for %s with %i', async (method, status) => {
		const world = await newWorld();
		const action: FaultAction = { kind: 'redirect', location: `${EVIL}/${world.account.sid}`, status: status as 301 };
		await world.account.faults({ action });
		const { envelope, requests } = await ask(world, method);
		expect(envelope.success).toBe(false);
		expect(requests).toHaveLength(1);
		expect(await seenByEvil(world)).toEqual([]);
	});

	test.each([
		EVIL,
		'https://s3-external-1.amazonaws.com/evil',
		'https://twiliocdn.com.evil.example',
		'http://mms.twiliocdn.com',
	])('for the download of a file to %s', async (place) => {
		const world = await newWorld();
		await world.account.faults({
			match: { path: /\.wav$/ },
			action: { kind: 'redirect', location: `${place}/${world.account.sid}`, status: 307 },
		});
		const parameters = {
			resource: 'recording',
			operation: 'download',
			recordingSid: world.sids.recording,
			options: { downloadFile: true },
		};
		const { outputs } = await runNode({ credential: world.credential, parameters });
		expect(outputs[0]![0]!.json).toMatchObject({
			success: false,
			error: expect.stringContaining('Redirects are not followed'),
		});
		expect(await seenByEvil(world)).toEqual([]);
	});
});

describe.each(everyList)('The next page of %s', (_name, selection) => {
	const several = async (world: World) => {
		const { sids, account } = world;
		const kind = {
			call: 'call',
			message: 'message',
			messageMedia: 'media',
			phoneNumber: 'number',
			recording: 'recording',
			transcript: 'transcript',
		}[selection.resource]!;
		await account.seed(kind as 'media', { count: 3, ...(kind === 'media' && { messageSid: sids.message }) });
		await account.reset();
	};
	const list = async (world: World, action: FaultAction) => {
		await several(world);
		await world.account.faults({ action });
		const { outputs } = await runNode({
			credential: world.credential,
			parameters: parametersOf(selection, world, { returnAll: true }),
		});
		return { envelope: outputs[0]![0]!.json, requests: (await world.account.ledger()).requests };
	};

	test.each([
		`${EVIL}/page`,
		'//evil.example/page',
		'@evil.example/page',
		'/\\evil.example/page',
		'https://api.twilio.com.evil.example/',
		'javascript:alert(1)',
		'../../Accounts.json',
	])('is not looked for at %s', async (next) => {
		const world = await newWorld();
		const { envelope, requests } = await list(world, { kind: 'page', next });
		expect(envelope.success).toBe(false);
		expect(requests).toHaveLength(1);
		expect(await seenByEvil(world)).toEqual([]);
	});

	test('is not read twice if it names itself', async () => {
		const { envelope, requests } = await list(await newWorld(), { kind: 'page', self: true });
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('already read') });
		expect(requests.length).toBeLessThanOrEqual(2);
	});
});

describe('No secret comes out', () => {
	const logins: Array<[string, (world: World) => ICredentialDataDecryptedObject]> = [
		['an Auth Token', ({ credential }) => credential],
		['an API key', ({ account: { credentials } }) => credentialOf(credentials, credentials.apiKeys.standard)],
	];
	const modes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

	/** Captures all log output that could hold a secret, as text. */
	function listen() {
		const heard: string[] = [];
		const hear = (...args: unknown[]) =>
			void heard.push(
				...args.map((arg) => (arg instanceof Error ? `${arg.stack} ${JSON.stringify(arg)}` : JSON.stringify(arg))),
			);
		const loggers = [LoggerProxy, Container.get(Logger)] as unknown as Array<Record<string, () => void>>;
		const spies = loggers.flatMap((logger) =>
			['error', 'warn', 'info', 'debug', 'verbose']
				.filter((level) => level in logger)
				.map((level) => jest.spyOn(logger, level).mockImplementation(hear)),
		);
		return { heard, end: () => spies.forEach((spy) => spy.mockRestore()) };
	}

	/** The parts of the credentials that must stay secret: the password, and the header built from it. */
	function secretsOf(
		{ account: { sid, credentials } }: World,
		{ apiKeySid }: ICredentialDataDecryptedObject,
	): string[] {
		const [user, secret] = apiKeySid
			? [apiKeySid as string, credentials.apiKeys.standard.secret]
			: [sid, credentials.authToken];
		return [secret, Buffer.from(`${user}:${secret}`).toString('base64')];
	}

	const escaped = (text: string) =>
		[...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

	test.each(
		logins.flatMap(([login, of]) =>
			modes.flatMap((mode) => [400, 500, 429].map((status) => [login, mode, status, of] as const)),
		),
	)('of %s with On Error %s, if a response with %i echoes the credentials', async (_login, onError, status, of) => {
		const world = await newWorld();
		const credential = of(world);
		await world.account.faults({ action: { kind: 'echo-credentials', status } });
		const { heard, end } = listen();
		const { run } = await runNode({
			credential,
			// Otherwise the wait after a 429 takes minutes.
			parameters: sendMessage({ options: { includeRaw: true, maxRetries: 0 } }),
			node: { onError },
		});
		end();
		const seen = JSON.stringify(run.data.resultData) + heard.join();
		expect(seen).toContain('is not allowed');
		for (const secret of secretsOf(world, credential)) expect(seen).not.toContain(secret);
	});

	test('even if the response echoes it in escaped form', async () => {
		const world = await newWorld();
		const secrets = secretsOf(world, world.credential);
		const body = `{"code": 20001, "message": "${secrets.map(escaped).join(' ')}", "sid": "${escaped(secrets[0]!)}"}`;
		for (const status of [400, 201]) {
			await world.account.faults({ action: { kind: 'status', status, body, contentType: 'application/json' } });
			const { run } = await runNode({
				credential: world.credential,
				parameters: sendMessage({ options: { includeRaw: true } }),
			});
			for (const secret of secrets) expect(JSON.stringify(run.data.resultData)).not.toContain(secret);
		}
	});

	test.each([encodeURIComponent, (header: string) => header.replaceAll('=', '')])(
		'however the padding of the header is written',
		async (write) => {
			const world = await newWorld();
			const [, header] = secretsOf(world, world.credential);
			const body = { code: 20003, message: `Bad header: Basic ${write(header!)}` };
			await world.account.faults({ action: { kind: 'status', status: 401, body } });
			const { envelope } = await ask(world, 'POST');
			expect(envelope.error).toContain('Bad header: Basic ***');
			expect(envelope.error).not.toContain(header!.replaceAll('=', ''));
		},
	);

	test('however long it is', async () => {
		const authToken = 'topsecret/'.repeat(300);
		const account = await new LocalTwilioClient().createAccount({ authToken, empty: true });
		const body = { code: 20003, message: `Bad token "${authToken}"` };
		await account.faults({ action: { kind: 'status', status: 401, body } });
		const credential = credentialOf(account.credentials);
		const [envelope] = await envelopes({ credential, parameters: sendMessage() });
		expect(envelope!.error).toContain('Twilio returned error 20003 (HTTP 401): Bad token "***"');
		expect(JSON.stringify(envelope)).not.toContain('topsecret');
	});

	test.each(everySelection)('of %s, whether it succeeds or the connection breaks', async (_name, selection) => {
		const world = await newWorld();
		await selection.before?.(world);
		for (const fault of [undefined, { kind: 'reset', when: 'before' }, { kind: 'truncate' }] as const) {
			await world.account.faults(...(fault ? [{ action: fault }] : []));
			const { heard, end } = listen();
			const { run } = await runNode({
				credential: world.credential,
				parameters: parametersOf(selection, world, { options: { includeRaw: true, maxRetries: 0 } }),
			});
			end();
			for (const secret of secretsOf(world, world.credential))
				expect(JSON.stringify(run.data.resultData) + heard.join()).not.toContain(secret);
		}
	});
});
