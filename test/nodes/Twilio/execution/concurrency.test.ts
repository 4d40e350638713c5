import { runNode } from '../../../support/engine';
import { messages, sendingParameters } from '../../../support/sending';
import { newWorld } from '../../../support/world';

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'with %s the lowest Max Concurrency of the items that can be sent counts',
	async (onError) => {
		const { account, credential } = await newWorld();
		await account.configure({ latency: 100 });
		const items = messages(20).map((message, index) => ({ json: { ...message, most: index === 12 ? 3 : 8 } }));
		// An item that is refused before it is sent does not hold up others.
		const refused = { json: { to: '+14155550199', body: '', most: 1 } };
		const parameters = sendingParameters({ maxConcurrency: '={{ $json.most }}' });
		await runNode({ parameters, items: [...items, refused], credential, node: { onError } });
		const { peakInFlight, effects } = await account.counters();
		expect(effects).toEqual({ 'message.created': 20 });
		expect(peakInFlight).toBe(3);
	},
);

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('with %s', (onError) => {
	test.each([0, -1, 2.5, 2_000_000])('a Max Concurrency of %p is the failure of every item', async (maxConcurrency) => {
		const { account, credential } = await newWorld();
		const items = messages(3).map((json) => ({ json }));
		const parameters = sendingParameters({ maxConcurrency });
		const { outputs } = await runNode({ parameters, items, credential, node: { onError } });
		const error = `Max Concurrency must be a whole number of at least 1 and at most 500, got ${maxConcurrency}`;
		expect(outputs.flat().map(({ json }) => json.error)).toEqual([error, error, error]);
		expect((await account.counters()).requests).toBe(0);
	});
});
