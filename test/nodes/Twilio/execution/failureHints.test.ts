import { runNode, type NodeRun } from '../../../support/engine';
import { sendMessage } from '../../../support/requests';
import { newWorld } from '../../../support/world';

const ADVICE =
	'To handle failed items, set On Error to "Continue (using error output)", or check success with an If node.';

/** Returns what the editor shows in red above the node's output. */
async function dangers(run: NodeRun): Promise<string[]> {
	const { hints = [] } = (await runNode(run)).run.data.resultData.runData.Twilio![0]!;
	const shown = hints.filter(({ type }) => type === 'danger');
	for (const { location } of shown) expect(location).toBe('outputPane');
	return shown.map(({ message }) => message);
}

const toEach = (...recipients: string[]) => ({
	parameters: sendMessage({ to: '={{ $json.to }}' }),
	items: recipients.map((to) => ({ json: { to } })),
});

const [GOOD, OTHER, BAD] = ['+15005550101', '+15005550102', 'nobody'];

test('failed items are counted, with the error of the first and what to do', async () => {
	const { credential } = await newWorld();
	const [hint, ...others] = await dangers({ credential, ...toEach(GOOD, BAD, OTHER, 'somebody') });
	expect(others).toEqual([]);
	expect(hint).toMatch(/^2 of 4 items failed: Twilio returned error 21211 \(HTTP 400\): .*nobody\. /);
	expect(hint!.endsWith(` ${ADVICE}`)).toBe(true);
});

test('nothing is said where all items succeed', async () => {
	const { credential } = await newWorld();
	expect(await dangers({ credential, ...toEach(GOOD, OTHER) })).toEqual([]);
});

test('the error output says it by itself', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ match: { to: GOOD }, action: { kind: 'reset', when: 'after' } });
	const node = { onError: 'continueErrorOutput' as const };
	expect(await dangers({ credential, node, ...toEach(GOOD, BAD) })).toEqual([]);
});

test('an item that may have had its effect is none that failed', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ match: { to: GOOD }, action: { kind: 'reset', when: 'after' } });
	const hints = await dangers({ credential, ...toEach(GOOD, BAD, OTHER) });
	expect(hints).toEqual([
		expect.stringMatching(/^1 of 3 items failed: Twilio returned error 21211/),
		expect.stringMatching(/^The outcome of 1 of 3 items is unknown: No response from Twilio/),
	]);
	expect(hints[1]).toContain('The message may have been sent and was not sent again.');
});

test('items are counted as they came in, however many records a list gives', async () => {
	const { account, credential } = await newWorld();
	await account.seed('message', { count: 7 });
	const parameters = {
		resource: 'message',
		operation: 'getAll',
		filters: { dateSent: '={{ $json.day }}' },
		options: { splitItems: true },
	};
	const items = ['', 'someday'].map((day) => ({ json: { day } }));
	const hints = await dangers({ credential, parameters, items });
	expect(hints).toEqual([expect.stringMatching(/^1 of 2 items failed: Date Sent must be a date/)]);
});

test('an error in the workflow under Continue is a failure too', async () => {
	const { credential } = await newWorld();
	const parameters = sendMessage({ to: '={{ $json.to.first() }}' });
	const hints = await dangers({ credential, parameters, node: { onError: 'continueRegularOutput' } });
	expect(hints).toEqual([expect.stringMatching(/^1 of 1 item failed: /)]);
});

test('what succeeds when n8n tries again has not failed', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ times: 1, action: { kind: 'status', status: 400 } });
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	expect(await dangers({ credential, node, ...toEach(GOOD, OTHER) })).toEqual([]);
});

test('a long error is cut, and is no HTML', async () => {
	const { account, credential } = await newWorld();
	const message = `<a href="https://evil.example">${'😀'.repeat(1000)}`;
	await account.faults({ action: { kind: 'status', status: 400, body: { code: 21211, message } } });
	const [hint] = await dangers({ credential, ...toEach(GOOD) });
	expect(hint!.length).toBeLessThan(700);
	expect(hint).toContain('&lt;a href');
	expect(hint).toContain(`… ${ADVICE}`);
	expect(hint).not.toMatch(/<|\p{Surrogate}/u);
});

test('an error that contains the credentials does not show them', async () => {
	const { account, credential } = await newWorld();
	await account.faults({ action: { kind: 'echo-credentials', status: 400 } });
	const [hint] = await dangers({ credential, ...toEach(GOOD) });
	expect(hint).toContain('***');
	expect(hint).not.toContain(account.credentials.authToken);
});
