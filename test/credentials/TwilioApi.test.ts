import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { credentialOf, credentialsHelper } from '../support/credentials';
import { testCredential } from '../support/editor';
import { envelopes, loader } from '../support/engine';
import { newWorld } from '../support/world';
import { LocalTwilioClient, type Region, type TestAccount } from '../twilio/client';

const NAME = 'twilioAccountApi';
const REGIONS: Region[] = ['us1', 'ie1', 'au1'];
const HOSTS: Record<Region, string> = {
	us1: 'api.twilio.com',
	ie1: 'api.dublin.ie1.twilio.com',
	au1: 'api.sydney.au1.twilio.com',
};

beforeAll(async () => await loader.loadAll());

const typeOf = () => loader.getCredential(NAME).type;

/** Credentials that must work: the Auth Token, a Main key and a Standard key. */
const LOGINS: Array<[name: string, login: (account: TestAccount) => ICredentialDataDecryptedObject]> = [
	['the Auth Token', ({ credentials }) => credentialOf(credentials)],
	['a Main API key', ({ credentials }) => credentialOf(credentials, credentials.apiKeys.main)],
	['a Standard API key', ({ credentials }) => credentialOf(credentials, credentials.apiKeys.standard)],
];

test("is registered by a name that does not take the place of n8n's own credential", () => {
	expect(typeOf()).toMatchObject({ name: NAME, displayName: 'Twilio Account API' });
	expect(Object.keys(loader.credentialTypes)).toEqual([NAME]);
});

test('has the fields of saved credentials, with their defaults', () => {
	expect(typeOf().properties.map(({ name, default: value }) => [name, value])).toEqual([
		['accountSid', ''],
		['authType', 'authToken'],
		['authToken', ''],
		['apiKeySid', ''],
		['apiKeySecret', ''],
		['region', 'us1'],
	]);
	const valuesOf = (name: string) =>
		(typeOf().properties.find((field) => field.name === name)!.options as Array<{ value: string }>).map(
			({ value }) => value,
		);
	expect(valuesOf('authType').sort()).toEqual(['apiKey', 'authToken']);
	expect(valuesOf('region').sort()).toEqual([...REGIONS].sort());
});

test.each([
	['authToken', ['accountSid', 'authType', 'authToken', 'region']],
	['apiKey', ['accountSid', 'authType', 'apiKeySid', 'apiKeySecret', 'region']],
])('shows the fields of the credentials by %s', (authType, names) => {
	const shown = typeOf().properties.filter((field: INodeProperties) =>
		NodeHelpers.displayParameter({ authType }, field, null, null),
	);
	expect(shown.map(({ name }) => name)).toEqual(names);
});

test('hides what is secret, and requires what is shown', () => {
	const secret = typeOf()
		.properties.filter(({ typeOptions }) => typeOptions?.password)
		.map(({ name }) => name);
	expect(secret).toEqual(expect.arrayContaining(['authToken', 'apiKeySecret']));
	const demanded = typeOf().properties.filter(({ type }) => type === 'string');
	expect(demanded.filter(({ required }) => !required)).toEqual([]);
});

/** Returns the authentication that n8n's CredentialsHelper adds to a request. */
async function loginOf(credential: ICredentialDataDecryptedObject) {
	const helper = credentialsHelper(loader, credential) as unknown as {
		authenticate: (data: object, type: string, request: IHttpRequestOptions) => Promise<IHttpRequestOptions>;
	};
	const { auth, headers } = await helper.authenticate(credential, NAME, { url: '' });
	expect(headers).toBeUndefined();
	return auth;
}

test('spaces around the fields do no harm', async () => {
	const { account } = await newWorld('ie1');
	const { main } = account.credentials.apiKeys;
	for (const key of [undefined, { sid: ` ${main.sid}\t`, secret: `\n${main.secret} ` }]) {
		const plain = credentialOf(account.credentials, key);
		const { accountSid, authToken, region } = plain as Record<string, string>;
		const credential = {
			...plain,
			accountSid: ` ${accountSid}\n`,
			authToken: `\t${authToken} `,
			region: ` ${region} `,
		};
		expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
		const parameters = { resource: 'message', operation: 'getAll' };
		expect(await envelopes({ parameters, credential })).toMatchObject([{ success: true }]);
	}
});

test('authenticates with Account SID and Auth Token', async () => {
	const credential = {
		accountSid: 'AC1',
		authType: 'authToken',
		authToken: 'to"ken',
		apiKeySid: 'SK1',
		apiKeySecret: 'secret',
		region: 'us1',
	};
	expect(await loginOf(credential)).toEqual({ username: 'AC1', password: 'to"ken' });
});

test('authenticates with API key and secret, whatever token is still there', async () => {
	const credential = {
		accountSid: 'AC1',
		authType: 'apiKey',
		authToken: 'token',
		apiKeySid: 'SK1',
		apiKeySecret: 'sec{{ret',
		region: 'us1',
	};
	expect(await loginOf(credential)).toEqual({ username: 'SK1', password: 'sec{{ret' });
});

describe.each(REGIONS)('in the region %s', (region) => {
	test.each(LOGINS)('%s passes the test', async (_name, login) => {
		const { account } = await newWorld(region);
		expect(await testCredential(login(account))).toEqual({ status: 'OK', message: 'Connection successful!' });
		const { requests } = await account.ledger();
		expect(requests.map(({ method, host, path, query }) => [method, host, path, query])).toEqual([
			['GET', HOSTS[region], `/2010-04-01/Accounts/${account.sid}/Calls.json`, [['PageSize', '1']]],
		]);
	});

	test.each(LOGINS)('%s reads and sends', async (_name, login) => {
		const { account } = await newWorld(region);
		const credential = login(account);
		const send = { resource: 'message', operation: 'send', from: '+15005550006', to: '+15005550101', body: 'Hello' };
		expect(await envelopes({ parameters: send, credential })).toMatchObject([{ success: true }]);
		expect(await envelopes({ parameters: { resource: 'message', operation: 'getAll' }, credential })).toMatchObject([
			{ success: true },
		]);
	});

	test('a wrong token, key or region is told from a right one', async () => {
		const { account } = await newWorld(region);
		const right = credentialOf(account.credentials);
		const elsewhere = REGIONS.find((other) => other !== region)!;
		const wrong = [
			{ ...right, authToken: '0'.repeat(32) },
			{ ...right, authToken: '' },
			{ ...right, region: elsewhere },
			credentialOf(account.credentials, { ...account.credentials.apiKeys.standard, secret: 'wrong' }),
			credentialOf(account.credentials, {
				sid: `SK${'0'.repeat(32)}`,
				secret: account.credentials.apiKeys.main.secret,
			}),
		];
		for (const credential of wrong) {
			expect(await testCredential(credential)).toEqual({
				status: 'Error',
				message: expect.stringMatching(/Twilio rejected these credentials.*region/),
			});
		}
		expect(await testCredential(right)).toMatchObject({ status: 'OK' });
	});
});

test.each(['the Auth Token', 'an API key'])('with %s another account is told from the right one', async (login) => {
	const [{ account }, { account: other }] = await Promise.all([newWorld(), newWorld()]);
	const key = login === 'an API key' ? account.credentials.apiKeys.standard : undefined;
	const credential = { ...credentialOf(account.credentials, key), accountSid: other.sid };
	expect(await testCredential(credential)).toMatchObject({ status: 'Error' });
});

test.each([`AC${'0'.repeat(32)}`, 'AC1/../x', '', 'AC?a=b#c', 'AC1\r\nX-Header: 1'])(
	'the account "%s" is told from a right one, and stays in its place',
	async (accountSid) => {
		const { account } = await newWorld();
		const credential = { ...credentialOf(account.credentials, account.credentials.apiKeys.main), accountSid };
		expect(await testCredential(credential)).toMatchObject({ status: 'Error' });
		const { requests } = await account.ledger();
		for (const { path, query } of requests) {
			expect(path).toMatch(/^\/2010-04-01\/Accounts\/[^/]*\/Calls\.json$/);
			expect(query).toEqual([['PageSize', '1']]);
		}
	},
);

test('a redirect is not followed with the credentials', async () => {
	const { account } = await newWorld();
	await account.faults({ action: { kind: 'redirect', location: `https://evil.example/${account.sid}`, status: 307 } });
	expect(await testCredential(credentialOf(account.credentials))).toMatchObject({ status: 'Error' });
	const foreign = await new LocalTwilioClient().foreign();
	expect(foreign.filter(({ path }) => path.includes(account.sid))).toEqual([]);
});
