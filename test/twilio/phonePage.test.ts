import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { LocalTwilioClient, type PhoneView, type TestAccount } from './client';
import { Customer } from './phone/customer';
import { linksIn } from './phone/links';
import { request } from './request';

const From = '+15005550006';
let account: TestAccount;
let customer: Customer;
let To: string;

beforeEach(async () => {
	account = await new LocalTwilioClient().createAccount();
	customer = await new Customer().start();
	To = '+1500555' + String(Math.floor(Math.random() * 9000) + 1000);
});

afterEach(() => customer.stop());

const send = (Body: string, more = {}) =>
	request(account, 'POST', '~/Messages.json', { form: { To, From, Body, ...more } });

const get = (path: string) => axios.get(process.env.TWILIO_LOCAL_URL + path, { proxy: false });

test('a phone shows what arrived and what it sent, the oldest first', async () => {
	await send('<script>alert(1)</script>');
	await request(account, 'POST', '~/Calls.json', { form: { To, From, Twiml: '<Response><Say>Hi</Say></Response>' } });
	const phone = account.phone(To);
	await phone.reply('Thanks');
	const phones: PhoneView[] = (await get('/phones')).data;
	const mine = phones.filter(({ address }) => address === To);
	expect(mine).toMatchObject([{ account: account.sid, address: To, replyTo: From }]);
	expect(mine[0]!.entries).toMatchObject([
		{ kind: 'message', peer: From, text: '<script>alert(1)</script>', status: 'queued', call: null },
		{ kind: 'call', peer: From, text: '', status: 'queued', call: { spoken: ['Hi'], live: false } },
		{ kind: 'reply', peer: From, text: 'Thanks', status: 'received' },
	]);
	expect(await phone.entries()).toEqual(mine[0]!.entries);
});

test('a reply is an inbound message to the newest sender', async () => {
	await send('Approve?');
	const other = '+15005550007';
	await send('Really?', { From: other });
	const phone = account.phone(To);
	const sid = await phone.reply('YES');
	const { data } = await request(account, 'GET', `~/Messages/${sid}.json`);
	expect(data).toMatchObject({ from: To, to: other, body: 'YES', direction: 'inbound', status: 'received' });
	await expect(account.phone('+15005550199').reply('YES')).rejects.toThrow('no message to reply to');
});

test('a message can be waited for', async () => {
	const phone = account.phone(To);
	await send('First');
	const second = phone.waitForMessage(1);
	await send('Second');
	expect([await phone.waitForMessage(), await second]).toMatchObject([{ text: 'First' }, { text: 'Second' }]);
	await expect(phone.waitForMessage(2, 100)).rejects.toThrow('did not come within 0.1 s');
});

test('links end before the punctuation after them', () => {
	expect(linksIn('See https://a.example/x?y=1&z=(2). Or (http://b.example), javascript:alert(1) ftp://c')).toEqual([
		'https://a.example/x?y=1&z=(2',
		'http://b.example',
	]);
	expect(linksIn('Answer here: https://n8n.example/webhook-waiting/12?signature=ab_c-d')).toEqual([
		'https://n8n.example/webhook-waiting/12?signature=ab_c-d',
	]);
});

test('a link opens as in a browser, and its form can be submitted', async () => {
	customer.on('/short', { status: 302, headers: { Location: '/page' } });
	customer.on('/page', ({ method, form }) => ({ body: method === 'POST' ? `Recorded ${form.approved}` : 'Approve?' }));
	await send(`Approve the refund: ${customer.url('/short')}`);
	const phone = account.phone(To);
	const { links } = await phone.waitForMessage();
	const page = await phone.open(links[0]!);
	expect(page).toMatchObject({ url: customer.url('/page'), status: 200, body: 'Approve?' });
	expect(await phone.open(page.url, { approved: 'true' })).toMatchObject({ body: 'Recorded true' });
	expect(customer.received.map(({ method, path }) => [method, path])).toEqual([
		['GET', '/short'],
		['GET', '/page'],
		['POST', '/page'],
	]);
	expect(customer.received[0]!.headers['user-agent']).toMatch(/Mobile Safari/);
});

test('preview bots fetch each link by HEAD and GET, follow nothing and send nothing', async () => {
	await account.configure({ linkPreviews: true });
	customer.on('/a', { status: 302, headers: { Location: '/elsewhere' } });
	customer.on('/b', { body: 'Approve?' });
	const { data } = await send(`${customer.url('/a')} and ${customer.url('/b')}.`);
	let previews = (await account.ledger()).outbound;
	while (previews.filter(({ ended }) => ended).length < 10) previews = (await account.ledger()).outbound;
	expect(new Set(previews.map(({ purpose, sid }) => `${purpose} ${sid}`))).toEqual(new Set([`preview ${data.sid}`]));
	for (const [path, status] of [
		['/a', 302],
		['/b', 200],
	] as const) {
		expect(previews.filter(({ url }) => url === customer.url(path)).map((entry) => entry.status)).toEqual(
			Array(5).fill(status),
		);
		expect(customer.at(path).map(({ method }) => method)).toEqual(['HEAD', 'GET', 'GET', 'GET', 'GET']);
		expect(customer.at(path).map(({ headers }) => headers['user-agent'])).toContainEqual(
			expect.stringMatching(/^WhatsApp/),
		);
	}
	expect(customer.at('/elsewhere')).toEqual([]);
	expect(customer.received.every(({ form }) => Object.keys(form).length === 0)).toBe(true);
});

test('without linkPreviews nobody fetches a link, and none of a message that is scheduled', async () => {
	await send(customer.url('/b'));
	await account.configure({ linkPreviews: true });
	const [MessagingServiceSid] = await account.seed('messagingService');
	const SendAt = new Date(Date.now() + 3_600_000).toISOString();
	const { status } = await send(customer.url('/b'), { From: [], MessagingServiceSid, ScheduleType: 'fixed', SendAt });
	expect(status).toBe(201);
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(customer.received).toEqual([]);
});

test('the page loads nothing from elsewhere, runs no other script and writes no markup', async () => {
	const { data, headers } = await get('/');
	expect(data).toContain('<title>Phones - Local Twilio</title>');
	expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'/);
	const script = readFileSync(join(__dirname, 'phone/web/phone.js'), 'utf8');
	expect((await get('/phone.js')).data).toBe(script);
	expect((await get('/phone.css')).headers['content-type']).toMatch(/^text\/css/);
	expect(`${data}${script}`).not.toMatch(
		/https?:|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bon\w+=|style=/,
	);
});

test('the control API refuses what it does not know', async () => {
	const url = `${process.env.TWILIO_LOCAL_URL}/accounts/${account.sid}/phones/press`;
	const post = (data: unknown) => axios.post(url, data, { proxy: false, validateStatus: () => true });
	expect(await post({ call: 'CA1', keys: '4x' })).toMatchObject({ status: 400 });
	expect(await post({ call: 'CA1', keys: '4' })).toMatchObject({
		status: 400,
		data: { error: 'No phone takes the call CA1: its recipient needs a pickUp setting' },
	});
});
