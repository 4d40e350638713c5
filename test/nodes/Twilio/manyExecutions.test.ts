import { beside, lookups, rush } from '../../support/manyExecutions/scenarios';
import { LocalTwilioClient } from '../../twilio/client';

/*
 * One account, many executions: what is sent, and how often Twilio refuses. The duration, compared with the ideal, is
 * measured by npm run bench, since here it depends on how busy the machine is. The processes load n8n's engine and
 * the built package, as n8n's workers do.
 */

jest.setTimeout(180_000);

const setting = { twilio: new LocalTwilioClient(), env: process.env };

/** Factor by which a busy machine may prolong a message's wait. Counts have no slack. */
const SLACK = 2;

const allSentOnce = { failed: {}, notSentOnce: 0 };

test('of 300 executions at once on a ceiling of 5 all send their message once, with few refusals', async () => {
	const facts = await rush(setting, { processes: 1, executions: 300, items: 1, ceiling: 5, latency: 75 });
	expect(facts).toMatchObject(allSentOnce);
	expect(facts.refusalsPerSend).toBeLessThanOrEqual(0.2);
});

test('four processes on a ceiling of 5 send every message once', async () => {
	const facts = await rush(setting, {
		processes: 4,
		executions: 1,
		items: 60,
		maxConcurrency: 10,
		ceiling: 5,
		latency: 100,
	});
	expect(facts).toMatchObject(allSentOnce);
});

test('three processes with many requests at once on a ceiling of 15 send every message once', async () => {
	const facts = await rush(setting, {
		processes: 3,
		executions: 1,
		items: 150,
		maxConcurrency: 50,
		ceiling: 15,
		latency: 100,
	});
	expect(facts).toMatchObject(allSentOnce);
});

test('a message of another execution does not wait for the messages of a large run', async () => {
	const facts = await beside(setting, {
		items: 500,
		maxConcurrency: 50,
		singles: 8,
		interval: 500,
		ceiling: 10,
		latency: 100,
	});
	expect(facts).toMatchObject(allSentOnce);
	expect(facts.median).toBeLessThanOrEqual(2.5 * SLACK);
	expect(facts.worst).toBeLessThanOrEqual(6 * SLACK);
});

test('100 lookups of 10 numbers in one run are 10 requests, and each item gets its output', async () => {
	expect(await lookups(setting, { items: 100, numbers: 10 })).toEqual({ failed: {}, requests: 10 });
});
