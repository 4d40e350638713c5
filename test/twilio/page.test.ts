import axios from 'axios';
import { LocalTwilioClient } from './client';
import { request } from './request';

const get = async (path: string) => (await axios.get(process.env.TWILIO_LOCAL_URL + path, { proxy: false })).data;

test('what was sent is shown as it is now, the newest first', async () => {
	const account = await new LocalTwilioClient().createAccount();
	const To = '+15005550' + String(Math.floor(Math.random() * 900) + 100);
	const form = { To, From: '+15005550006' };
	await request(account, 'POST', '~/Messages.json', { form: { ...form, Body: '<script>alert(1)</script>' } });
	await request(account, 'POST', '~/Calls.json', { form: { ...form, Twiml: '<Response/>' } });
	await account.inbound({ from: To, to: form.From, body: 'Thanks' });
	const mine = (await get('/arrived')).filter(({ from, to }: Record<string, string>) => from === To || to === To);
	expect(mine).toMatchObject([
		{ kind: 'reply', from: To, text: 'Thanks', status: 'received' },
		{ kind: 'call', to: To, text: '<Response/>', status: 'queued' },
		{ kind: 'message', from: form.From, to: To, text: '<script>alert(1)</script>', status: 'queued' },
	]);
});

test('the page loads nothing from elsewhere and writes no markup', async () => {
	const html = await get('/');
	expect(html).toContain('What arrived');
	expect(html).not.toMatch(/https?:|innerHTML|src=|<link/);
});
