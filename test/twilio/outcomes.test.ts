import { LocalTwilioClient, type Outcome, type TestAccount } from './client';
import { request } from './request';

const twilio = new LocalTwilioClient();
let account: TestAccount;

beforeEach(async () => {
	account = await twilio.createAccount();
});

const To = '+15005550100';
const From = '+15005550006';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function create(kind: 'Messages' | 'Calls') {
	const content: Record<string, string> = kind === 'Messages' ? { Body: 'Hello' } : { Twiml: '<Response/>' };
	const { data } = await request(account, 'POST', `~/${kind}.json`, { form: { To, From, ...content } });
	return { created: data, read: async () => (await request(account, 'GET', `~/${kind}/${data.sid}.json`)).data };
}

test('without an outcome a message and a call stay queued', async () => {
	for (const kind of ['Messages', 'Calls'] as const) {
		const { created, read } = await create(kind);
		expect([created.status, (await read()).status]).toEqual(['queued', 'queued']);
	}
});

test('a message goes its way by the clock', async () => {
	const message: Outcome = {
		steps: [
			['queued', 0],
			['sent', 50],
			['delivered', 2000],
		],
	};
	await account.configure({ outcome: { message } });
	const { created, read } = await create('Messages');
	expect(created).toMatchObject({ status: 'queued', date_sent: null, price: null });
	await pause(100);
	const sent = await read();
	expect(sent.status).toBe('sent');
	expect(Date.parse(sent.date_sent)).not.toBeNaN();
	await pause(2000);
	expect(await read()).toMatchObject({ status: 'delivered', error_code: null, price: '-0.00750' });
});

test('a messaging service picks the sender when it sends', async () => {
	const message: Outcome = {
		steps: [
			['accepted', 0],
			['sent', 500],
		],
	};
	await account.configure({ outcome: { message } });
	const [service] = await account.seed('messagingService');
	const { data } = await request(account, 'POST', '~/Messages.json', {
		form: { To, Body: 'Hello', MessagingServiceSid: service! },
	});
	expect(data).toMatchObject({ status: 'accepted', from: null, num_segments: '0' });
	await pause(600);
	const sent = await request(account, 'GET', `~/Messages/${data.sid}.json`);
	expect(sent.data).toMatchObject({ status: 'sent', from: From, num_segments: '1', messaging_service_sid: service });
});

test('a message that fails says why', async () => {
	const message: Outcome = { steps: [['undelivered', 0]], error_code: 30006 };
	await account.configure({ outcome: { message } });
	const { read } = await create('Messages');
	const expected = { status: 'undelivered', error_code: 30006, error_message: 'Landline or unreachable carrier' };
	expect(await read()).toMatchObject(expected);
});

test("a recipient's own outcome goes before the others", async () => {
	const byTo = { [To]: { steps: [['failed', 0]] } as Outcome };
	await account.configure({ outcome: { message: { steps: [['delivered', 0]] }, byTo } });
	expect((await create('Messages')).created.status).toBe('failed');
});

test('a call goes its way by the clock, and lists see it', async () => {
	const call: Outcome = {
		steps: [
			['queued', 0],
			['ringing', 50],
			['in-progress', 100],
			['completed', 200],
		],
	};
	await account.configure({ outcome: { call } });
	const { created, read } = await create('Calls');
	expect(created).toMatchObject({ status: 'queued', start_time: null, duration: null });
	await pause(250);
	expect(await read()).toMatchObject({ status: 'completed', duration: '1', price: '-0.01400' });
	const { data } = await request(account, 'GET', '~/Calls.json?Status=completed');
	expect(data.calls).toHaveLength(1);
	expect((await request(account, 'DELETE', `~/Calls/${created.sid}.json`)).status).toBe(204);
});

test('a call that nobody takes has no length', async () => {
	await account.configure({ outcome: { call: { steps: [['no-answer', 0]] } } });
	expect((await create('Calls')).created).toMatchObject({ status: 'no-answer', duration: '0', price: null });
});

async function inbound() {
	const { data } = await request(account, 'GET', `~/Messages.json?From=${encodeURIComponent(To)}`);
	return data.messages;
}

test('a message from outside comes at once or later', async () => {
	const sid = await account.inbound({ from: To, to: From, body: 'Now' });
	expect(await inbound()).toMatchObject([{ sid, direction: 'inbound', status: 'received', body: 'Now' }]);
	expect(await account.inbound({ from: To, to: From, body: 'Later', delay: 1000 })).toBeNull();
	expect(await inbound()).toHaveLength(1);
	await pause(1200);
	expect(await inbound()).toMatchObject([{ body: 'Later' }, { body: 'Now' }]);
});

test('a recipient can reply by itself', async () => {
	await account.configure({ autoReply: { [To]: { body: 'Yes' } } });
	await create('Messages');
	expect(await inbound()).toMatchObject([{ from: To, to: From, body: 'Yes' }]);
});

test('a scheduled message can be canceled, a sent one cannot', async () => {
	const [service] = await account.seed('messagingService');
	const SendAt = new Date(Date.now() + 3_600_000).toISOString();
	const form = { To, Body: 'Later', MessagingServiceSid: service!, ScheduleType: 'fixed', SendAt };
	const { data } = await request(account, 'POST', '~/Messages.json', { form });
	expect(data).toMatchObject({ status: 'scheduled', from: null, date_sent: null, messaging_service_sid: service });
	const cancel = (sid: string) => request(account, 'POST', `~/Messages/${sid}.json`, { form: { Status: 'canceled' } });
	expect((await cancel(data.sid)).data.status).toBe('canceled');
	const { created } = await create('Messages');
	expect((await cancel(created.sid)).status).toBe(400);
});

test("a template's text is sent with its variables", async () => {
	const { data } = await request(account, 'GET', 'https://content.twilio.com/v1/Content');
	const { sid } = data.contents.find(
		({ friendly_name }: { friendly_name: string }) => friendly_name === 'order_shipped',
	);
	const form = { To, From, ContentSid: sid, ContentVariables: '{"1":"Bea"}' };
	const sent = await request(account, 'POST', '~/Messages.json', { form });
	expect(sent.data.body).toBe('Hello Bea, your order 4711 is on its way.');
});
