process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_BLOCKED_HOSTNAMES = 'api.dublin.ie1.twilio.com';

import { SsrfProtectionService } from '@n8n/backend-network';
import { Container } from '@n8n/di';
import { runWorkflow, nodeWorkflow } from '../../../support/engine';
import { ask, oneRequest } from '../../../support/requests';
import { newWorld } from '../../../support/world';

type Validation = ReturnType<SsrfProtectionService['validateUrl']>;

/** Delays n8n's name lookup, which precedes any request and cannot be aborted by a signal. */
function slowLookup(): { finish: () => Promise<void> } {
	let finish: (value: Awaited<Validation>) => void;
	const validation: Validation = new Promise((resolve) => (finish = resolve));
	jest.spyOn(Container.get(SsrfProtectionService), 'validateUrl').mockReturnValueOnce(validation);
	return {
		finish: async () => {
			finish({ ok: true, result: undefined });
			await new Promise((resolve) => setTimeout(resolve, 300));
		},
	};
}

test.each(['GET', 'DELETE', 'POST'] as const)(
	'an address that n8n refuses was certainly not sent: %s',
	async (method) => {
		const { verdict, envelope, requests } = await ask(await newWorld('ie1'), method, { maxRetries: 1 });
		expect(verdict).toBe('failure');
		expect(envelope.error).toMatch(/^No response from Twilio \(2 attempts\): .*destination hostname is restricted/);
		expect(requests).toEqual([]);
	},
);

test('a deadline holds while n8n checks the address, and nothing is sent later', async () => {
	const world = await newWorld();
	const { finish } = slowLookup();
	const began = Date.now();
	const { envelope } = await ask(world, 'POST', { timeout: 0.3 });
	expect(Date.now() - began).toBeLessThan(2000);
	expect(envelope.error).toContain('timed out after 0.3 s');
	await finish();
	expect((await world.account.counters()).requests).toBe(0);
});

test('a stop holds while n8n checks the address', async () => {
	const world = await newWorld();
	const { finish } = slowLookup();
	const began = Date.now();
	await runWorkflow(nodeWorkflow({ parameters: oneRequest('POST', world), credential: world.credential }), {
		credential: world.credential,
		onStart: (stop) => void setTimeout(stop, 300),
	});
	expect(Date.now() - began).toBeLessThan(3000);
	await finish();
	expect((await world.account.counters()).requests).toBe(0);
});
