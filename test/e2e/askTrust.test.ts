import { gzipSync } from 'node:zlib';
import { envelopesOf } from '../n8n/rest';
import { sign } from '../twilio/phone/webhook';
import { Asking, FROM, http, post, question, TO } from './asking';
import { chain, node, save } from './world';

let asking: Asking;

beforeEach(async () => {
	asking = await Asking.open();
});

const byCall = { channel: 'call', from: FROM };

/** Returns the address with a changed query or path. */
function changed(address: string, change: (url: URL) => void): string {
	const url = new URL(address);
	change(url);
	return url.href;
}

/** Checks that a response or a message shows no secret of the credential. */
function expectNoSecret(shown: unknown): void {
	const { authToken, apiKeys } = asking.world.account.credentials;
	const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
	for (const secret of [authToken, ...Object.values(apiKeys).map(({ secret }) => secret)])
		expect(text).not.toContain(secret);
}

test('bots that open the link decide nothing', async () => {
	const id = await asking.ask({});
	const link = await asking.linkSent(id);
	const previews = async () =>
		(await asking.world.account.ledger()).outbound.filter(({ purpose, ended }) => purpose === 'preview' && ended);
	while ((await previews()).length < 5) await new Promise((resolve) => setTimeout(resolve, 50));
	await http.head(link);
	const page = await http.get(link, { headers: { 'User-Agent': 'WhatsApp/2.0' } });
	expectNoSecret(page.data);
	expectNoSecret(page.headers);
	expectNoSecret(link);
	expect(await asking.isWaiting(id)).toBe(true);
	await post(link, 'approved=true');
	expect(await asking.answered(id)).toMatchObject({ approved: true });
});

test('a link stays open without its credential, and a response counts', async () => {
	const id = await asking.ask({});
	const link = await asking.linkSent(id);
	await asking.world.n8n.deleteCredential(asking.world.credential);
	expect(await http.get(link, { headers: { 'User-Agent': 'WhatsApp/2.0' } })).toMatchObject({ status: 200 });
	expect(await asking.isWaiting(id)).toBe(true);
	await post(link, 'approved=true');
	expect(await asking.answered(id)).toMatchObject({ approved: true });
});

test.each(['Ask }}', 'Ask {{x}} "now"'])('a node may be named %s', async (name) => {
	const id = await asking.ask({}, { name });
	const link = await asking.linkSent(id);
	expect(await http.get(link)).toMatchObject({ status: 200 });
	expect(await asking.isWaiting(id)).toBe(true);
	await post(link, 'approved=false');
	expect(await asking.answered(id)).toMatchObject({ approved: false });
});

test('nothing but the form decides', async () => {
	const id = await asking.ask({});
	const link = await asking.linkSent(id);
	const form = 'application/x-www-form-urlencoded';
	const taken: unknown[] = [];
	const parts = '--x\r\nContent-Disposition: form-data; name="approved"\r\n\r\ntrue\r\n--x--\r\n';
	for (const [body, headers] of [
		['', {}],
		['approved=maybe', {}],
		['approved=true&approved=false', {}],
		['approved[]=true', {}],
		['{"approved":true}', { 'Content-Type': 'application/json' }],
		['<approved>true</approved>', { 'Content-Type': 'text/xml' }],
		['approved=true', { 'Content-Type': 'text/plain' }],
		[parts, { 'Content-Type': 'multipart/form-data; boundary=x' }],
		['approved=true', { 'Content-Type': `${form}; charset=utf-16` }],
		[Buffer.from('approved=true', 'utf16le'), {}],
		[gzipSync('approved=true'), {}],
		['approved=true', { 'Content-Encoding': 'gzip' }],
		[`text=${'x'.repeat(100_000)}`, {}],
		[`approved=${'x'.repeat(20_000_000)}`, {}],
	] as Array<[string | Buffer, Record<string, string>]>) {
		const { status, data } = await post(link, body, headers);
		if (status < 400) taken.push([String(body).slice(0, 30), headers]);
		expectNoSecret(data);
	}
	expect(taken).toEqual([]);
	expect(await asking.isWaiting(id)).toBe(true);
	await post(link, 'approved=true');
	expect(await asking.answered(id)).toMatchObject({ approved: true });
});

test('text beyond the limit is no answer, whatever its size', async () => {
	const id = await asking.ask({ responseType: 'freeText' });
	const link = await asking.linkSent(id);
	for (const size of [4001, 1_000_000]) {
		expect((await post(link, `text=${'x'.repeat(size)}`)).status).toBe(400);
	}
	expect(await asking.isWaiting(id)).toBe(true);
	await post(link, `text=${'x'.repeat(4000)}`);
	expect(await asking.answered(id)).toMatchObject({ text: 'x'.repeat(4000) });
});

test('an address that was guessed or changed decides nothing', async () => {
	const [other, id] = [await asking.ask({}), await asking.ask({})];
	const links = [await asking.linkSent(other), await asking.linkSent(id, 1)];
	const link = links.find((address) => address.includes(`/${id}/`))!;
	const strange = links.find((address) => address.includes(`/${other}/`))!;
	const taken: string[] = [];
	for (const address of [
		changed(link, ({ searchParams }) => searchParams.set('extra', '1')),
		changed(link, ({ searchParams }) => searchParams.set('q', 'AAAAAAAA')),
		changed(link, ({ searchParams }) => searchParams.delete('q')),
		changed(link, ({ searchParams }) => searchParams.delete('signature')),
		changed(link, ({ searchParams }) => searchParams.set('signature', 'a'.repeat(64))),
		// The signature of one execution used for another.
		changed(strange, (url) => (url.pathname = url.pathname.replace(`/${other}/`, `/${id}/`))),
		changed(link, (url) => (url.pathname = `/webhook-waiting/${id}/Start`)),
		changed(link, (url) => (url.pathname = `/webhook-waiting/${id}`)),
	]) {
		const { status, data } = await post(address, 'approved=true');
		if (status < 400) taken.push(address);
		expectNoSecret(data);
	}
	expect(taken).toEqual([]);
	expect([await asking.isWaiting(id), await asking.isWaiting(other)]).toEqual([true, true]);
});

test('of two presses at once one decides', async () => {
	const id = await asking.ask({});
	const link = await asking.linkSent(id);
	const pages = await Promise.all([post(link, 'approved=true'), post(link, 'approved=false')]);
	const recorded = pages.filter(({ status, data }) => status === 200 && String(data).includes('was recorded'));
	expect(recorded).toHaveLength(1);
	const { approved } = await asking.answered(id);
	expect(String(recorded[0]!.data)).toContain(approved ? 'Approve' : 'Decline');
});

test('the link of an earlier question of the same execution decides nothing', async () => {
	const list = node(
		'List',
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: '{ "orders": [1, 2] }', options: {} },
		{ typeVersion: 3.4 },
	);
	const each = node('Each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'orders', options: {} });
	const loop = node('Loop', 'n8n-nodes-base.splitInBatches', { options: {} }, { typeVersion: 3 });
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		...[list, each, loop, question({ message: '=Pay order {{ $json.orders }}?' })],
		node('After', 'n8n-nodes-base.noOp'),
	];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections = {
		...chain('Start', 'List', 'Each', 'Loop'),
		Loop: { main: [to('After'), to('Ask')] },
		Ask: { main: [to('Loop')] },
	};
	const workflow = await save(asking.world, { name: 'Ask in a loop', nodes, connections });
	const id = await asking.world.n8n.start(workflow, 'Start');

	const first = await asking.linkSent(id);
	await post(first, 'approved=true');
	const { text } = await asking.phone.waitForMessage(1);
	expect(text).toContain('Pay order 2?');
	const second = await asking.linkSent(id, 1);
	for (const response of [await http.get<string>(first), await post(first, 'approved=true')]) {
		expect([response.status, response.data]).toEqual([409, 'This question is no longer open.']);
	}
	expect(await asking.isWaiting(id)).toBe(true);
	await post(second, 'approved=false');
	const execution = await asking.world.n8n.finished(id);
	expect(envelopesOf(execution, 'After')).toMatchObject([{ approved: true }, { approved: false }]);
});

test('only what Twilio has signed, of this call, decides', async () => {
	// At real speed, so that the call keeps listening during the test.
	await asking.world.account.configure({ pickUp: { [TO]: 'manual' }, callSpeed: 1 });
	const id = await asking.ask(byCall);
	const { keys, ended, CallSid } = await asking.answerCall();
	const { authToken } = asking.world.account.credentials;
	const send = async (url: string, fields: Record<string, string>, signature?: string) => {
		const headers = { ...(signature !== undefined && { 'X-Twilio-Signature': signature }) };
		return (await post(url, new URLSearchParams(fields).toString(), headers)).status;
	};
	for (const [url, fields] of [
		[keys, { CallSid, Digits: '6' }],
		[ended, { CallSid, CallStatus: 'busy' }],
	] as Array<[string, Record<string, string>]>) {
		const foreign = { ...fields, CallSid: `CA${'0'.repeat(32)}` };
		expect(await send(url, fields)).toBe(403);
		expect(await send(url, fields, sign('another token', url, fields))).toBe(403);
		expect(await send(url, { ...fields, Digits: '4' }, sign(authToken, url, fields))).toBe(403);
		expect(await send(url, foreign, sign(authToken, url, foreign))).toBe(403);
		// The event for the end of the call in place of the one for keys, and vice versa.
		const swapped = changed(url, ({ searchParams }) => searchParams.set('event', url === keys ? 'ended' : 'keys'));
		expect(await send(swapped, fields, sign(authToken, swapped, fields))).toBe(401);
		expect((await http.get(url)).status).toBe(405);
	}
	expect(await asking.isWaiting(id)).toBe(true);
	const pressed = { CallSid, Digits: '6' };
	expect(await send(keys, pressed, sign(authToken, keys, pressed))).toBe(200);
	expect(await asking.answered(id)).toMatchObject({ approved: false, text: '6' });
	const replayed = { CallSid, Digits: '4' };
	await send(keys, replayed, sign(authToken, keys, replayed));
	expect(await asking.answered(id)).toMatchObject({ approved: false, text: '6' });
	expectNoSecret((await asking.world.account.ledger()).requests.map(({ form }) => form));
});
