import twilio from 'twilio';
import { credentialOf } from '../../../support/credentials';
import { envelopes } from '../../../support/engine';
import { actions, everySelection, nameOf, parametersOf, selections } from '../../../support/selections';
import { newWorld, type World } from '../../../support/world';
import type { Region, RequestEntry } from '../../../twilio/client';
import { calls } from './calls';
import { differences, sdkOf, titleOf, type Case } from './case';
import { messages } from './messages';
import { others } from './others';

const casesOf = (world: World): Case[] => [messages, calls, others].flatMap((cases) => cases(world));

/** Returns the requests that reach Twilio while `task` runs. */
async function requestsOf({ account }: World, task: () => Promise<unknown>): Promise<RequestEntry[]> {
	await account.reset();
	await task();
	return (await account.ledger()).requests;
}

// Test names are needed before an account can be created.
const nobody = { sids: { transcripts: ['', ''] } } as unknown as World;

describe("the node makes the same request as Twilio's SDK", () => {
	test.each(casesOf(nobody).map((one, index) => [titleOf(one), index] as const))('%s', async (_title, index) => {
		const world = await newWorld();
		const { resource, operation, parameters, sdk, faults, requests = 1, deviations = [] } = casesOf(world)[index]!;
		const selection = selections.find((one) => nameOf(one) === nameOf({ resource, operation }))!;
		await selection.before?.(world);
		await world.account.faults(...(faults ?? []));

		const ours = await requestsOf(world, async () => {
			const json = await envelopes({
				parameters: { resource, operation, ...parameters },
				credential: world.credential,
			});
			expect(json).toMatchObject([{ success: true }]);
		});
		const theirs = await requestsOf(world, async () => await sdk(sdkOf(world)).catch(() => undefined));

		expect(ours).toHaveLength(requests);
		expect(theirs.length).toBeGreaterThan(0);
		expect(differences(ours, theirs)).toEqual(deviations.map(([difference]) => difference));
	});

	test('and every action is compared', () => {
		const compared = new Set(casesOf(nobody).map(nameOf));
		expect([...compared].sort()).toEqual(actions.map(nameOf).sort());
	});

	test('page after page', async () => {
		const world = await newWorld();
		await world.account.seed('message', { count: 1200 });
		const parameters = { resource: 'message', operation: 'getAll', returnAll: true };
		const ours = await requestsOf(world, () => envelopes({ parameters, credential: world.credential }));
		const theirs = await requestsOf(world, () => sdkOf(world).messages.list({ pageSize: 1000 }));
		expect(ours).toHaveLength(2);
		expect(differences(ours, theirs)).toEqual([]);
	});
});

describe.each(['us1', 'ie1', 'au1'] as Region[])('in the region %s', (region) => {
	test.each(everySelection)('%s goes to the host of the SDK', async (name, selection) => {
		const world = await newWorld();
		const credential = credentialOf({ ...world.account.credentials, region });
		const parameters = parametersOf(selection, world, { options: { maxRetries: 0 } });
		const { sdk } = casesOf(world).find((one) => nameOf(one) === name)!;

		const ours = await requestsOf(world, () => envelopes({ parameters, credential }));
		const theirs = await requestsOf(world, async () => await sdk(sdkOf(world, region)).catch(() => undefined));

		// Lookup is also available in Ireland; Verify and Conversation Intelligence (classic) only in the United States.
		const there = region === 'us1' || !selection.product || (region === 'ie1' && selection.product === 'lookups');
		// If the region lacks the product, the node reports that and sends nothing; the SDK sends anyway.
		expect(ours.map(({ host }) => host).slice(0, 1)).toEqual(there ? [theirs[0]!.host] : []);
	});
});

test.each(['ie1', 'au1'])(
	'the SDK with the region %s alone builds a host that Twilio switched off, the node the one with the edge',
	async (region) => {
		const hosts: string[] = [];
		const httpClient = {
			request: ({ uri }: { uri: string }) => {
				hosts.push(new URL(uri).host);
				return Promise.resolve({ statusCode: 404, body: {} });
			},
		};
		const sdk = twilio(`AC${'0'.repeat(32)}`, 'token', { region, httpClient: httpClient as never });
		await sdk
			.messages('SM1')
			.fetch()
			.catch(() => undefined);
		expect(hosts).toEqual([`api.${region}.twilio.com`]);
	},
);
