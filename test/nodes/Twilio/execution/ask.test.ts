import { ExecuteContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks';
import type * as Call from '../../../../nodes/Twilio/actions/message/askByCall';
import type * as Link from '../../../../nodes/Twilio/actions/message/askByLink';
import type * as Limits from '../../../../nodes/Twilio/actions/message/waitsUntil';
import type { AnswerRequest, Question } from '../../../../nodes/Twilio/actions/action';
import type * as Signature from '../../../../nodes/Twilio/transport/twilioSignature';
import { built } from '../../../support/built';
import { envelopes, runNode } from '../../../support/engine';
import { waitFor } from '../../../support/selections';
import { newWorld } from '../../../support/world';

const { respondToVisit } = built<typeof Link>('actions/message/askByLink');
const { questionTwiml, respondToCall } = built<typeof Call>('actions/message/askByCall');
const { waitsUntil } = built<typeof Limits>('actions/message/waitsUntil');
const { isSigned } = built<typeof Signature>('transport/twilioSignature');

const HOSTILE = `<script>alert(1)</script>"'&`;
const SAFE = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&apos;&amp;';

const question: Question = {
	way: 'link',
	sid: 'CA1',
	message: 'Refund?',
	isApproval: true,
	approveLabel: 'Pay',
	declineLabel: 'Keep',
	approveKey: '4',
	declineKey: '6',
	twiml: '<Response><Gather/></Response>',
};

const visit = (more: Partial<AnswerRequest> = {}): AnswerRequest => ({
	method: 'GET',
	query: {},
	isForged: true,
	...more,
});

describe('The page', () => {
	const pages = {
		approval: respondToVisit(visit(), { ...question, message: HOSTILE, approveLabel: HOSTILE, declineLabel: HOSTILE }),
		'free text': respondToVisit(visit(), { ...question, message: HOSTILE, isApproval: false }),
		'a mistake': respondToVisit(visit({ method: 'POST', form: {} }), { ...question, message: HOSTILE }),
		recorded: respondToVisit(visit({ method: 'POST', form: { text: HOSTILE } }), { ...question, isApproval: false }),
	};

	test.each(Object.entries(pages))('%s: has a title, and no script or outside resource', (_name, { body, style }) => {
		expect(body).toContain(SAFE);
		expect(body).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|(?:src|href|action)=|https?:|url\(|@import/i);
		expect(body).toMatch(/<html lang="en">/);
		expect(body).toMatch(/<title>[^<]+<\/title>/);
		expect(body.match(/<style>([\s\S]*)<\/style>/)?.[1]).toBe(style);
	});

	test('looks the same on old phones, which know no variables, grids or flexible boxes', () => {
		expect(pages.recorded.style).not.toMatch(
			/var\(|calc\(|light-dark|grid|flex|:(is|where|has)\(|@(layer|container|supports)/,
		);
		const [always] = pages.recorded.style!.split('@media');
		expect(always).toMatch(/button \{[^}]*background: #\w+; color: #fff/);
	});

	test('has a name for everything that can be used', () => {
		expect(pages['free text'].body).toMatch(/<label for="text">[^<]+<\/label>\s*<textarea id="text" name="text"/);
		expect(respondToVisit(visit(), question).body.match(/<button.*<\/button>/g)).toEqual([
			'<button name="approved" value="true" dir="auto">Pay</button>',
			'<button name="approved" value="false" dir="auto">Keep</button>',
		]);
	});

	test.each([
		['GET', undefined, 200],
		['POST', undefined, 415],
		['POST', {}, 400],
		['POST', { approved: 'yes' }, 400],
		['POST', { approved: ['true', 'false'] }, 400],
	])('%s with %j decides nothing', (method, form, status) => {
		const response = respondToVisit(visit({ method, form, query: { approved: 'true' } }), question);
		expect(response).toMatchObject({ status });
		expect(response.outcome).toBeUndefined();
	});

	test.each(['', '   ', 'x'.repeat(4001)])('a text without use is no answer', (text) => {
		const response = respondToVisit(visit({ method: 'POST', form: { text } }), { ...question, isApproval: false });
		expect(response).toMatchObject({ status: 400 });
		expect(response.outcome).toBeUndefined();
	});
});

test('5 MB of line breaks do not hold up n8n', () => {
	const form = { text: '\r\n'.repeat(2_500_000) };
	const { user } = process.cpuUsage();
	const response = respondToVisit(visit({ method: 'POST', form }), { ...question, isApproval: false });
	expect((process.cpuUsage().user - user) / 1000).toBeLessThan(100);
	expect(response.body).toContain('Your response is too long');
});

describe("Twilio's signature", () => {
	const url = 'https://n8n.example.com/webhook-waiting/1?event=keys&signature=ab%2Bc';
	const form = { CallSid: 'CA1', Digits: '4', Caller: '+14155550100', Ünï: 'é', empty: '' };

	test.each([
		['12345', url, form],
		['', url, {}],
		['a', 'https://example.com/', { b: '2', a: '1' }],
	])('of the token %j is what the SDK expects', (token, address, fields) => {
		const signature = getExpectedTwilioSignature(token, address, fields);
		expect(validateRequest(token, signature, address, fields)).toBe(true);
		expect(isSigned(signature, token, address, fields)).toBe(true);
		expect(isSigned(signature, `${token}x`, address, fields)).toBe(false);
		expect(isSigned(signature, token, `${address}x`, fields)).toBe(false);
		expect(isSigned(signature, token, address, { ...fields, more: '1' })).toBe(false);
	});

	test.each([undefined, '', 'x', ['a'], '====', 'a'.repeat(10_000)])('%j is none', (signature) => {
		expect(isSigned(signature, '12345', url, form)).toBe(false);
	});
});

describe('A call', () => {
	const asked: Question = { ...question, way: 'call' };
	const keys = (more: Partial<AnswerRequest> = {}, form: object = {}): AnswerRequest => ({
		method: 'POST',
		query: { event: 'keys' },
		form: { CallSid: 'CA1', Digits: '4', ...form },
		isForged: false,
		...more,
	});

	test.each([
		['a wrong signature', keys({ isForged: true }), 403],
		['another call', keys({}, { CallSid: 'CA2' }), 403],
		['no call', keys({}, { CallSid: undefined }), 403],
		['GET', keys({ method: 'GET' }), 405],
		['no form', { ...keys(), form: undefined }, 405],
	])('%s decides nothing', (_name, request, status) => {
		expect(respondToCall(request, asked)).toEqual({ status, contentType: 'text/plain', body: '' });
		const ended = {
			...request,
			query: { event: 'ended' },
			form: request.form && { ...request.form, CallStatus: 'busy' },
		};
		expect(respondToCall(ended, asked).outcome).toBeUndefined();
	});

	test.each(['5', '', '44', '#', undefined])('the key %j asks again', (Digits) => {
		const response = respondToCall(keys({}, { Digits }), asked);
		expect(response).toEqual({ status: 200, contentType: 'text/xml', body: asked.twiml });
	});

	test.each([
		['4', true],
		['6', false],
	])('the key %s decides', (Digits, approved) => {
		expect(respondToCall(keys({}, { Digits }), asked).outcome).toMatchObject({ answer: { approved, text: Digits } });
	});

	test.each(['queued', 'ringing', 'in-progress'])('%s is not its end', (CallStatus) => {
		const request = keys({ query: { event: 'ended' } }, { CallStatus });
		expect(respondToCall(request, asked).outcome).toBeUndefined();
	});

	test.each([
		['12', '6', 'Approve Key must be'],
		['4', '', 'Decline Key must be'],
		['4', 'x', 'Decline Key must be'],
		['4', '4', 'must be different'],
	])('refuses the keys %j and %j', (approveKey, declineKey, reason) => {
		const given = { message: 'Fine?', isApproval: true, repeats: 1, approveKey, declineKey };
		expect(() => questionTwiml(given, {}, 'https://example.com')).toThrow(reason);
	});

	test.each([1, 2, 5])('the question is spoken %i times while nobody presses a key', (repeats) => {
		const given = { message: 'Fine?', isApproval: true, repeats, approveKey: '4', declineKey: '6' };
		expect(questionTwiml(given, {}, 'https://example.com').match(/Fine\?/g)).toHaveLength(repeats);
	});
});

describe('The end of waiting', () => {
	const options = (more: object) => more as Parameters<typeof waitsUntil>[1];
	const start = Date.now();
	const endOf = (...given: Parameters<typeof waitsUntil>) => new Date(waitsUntil(...given)(start));
	const secondsOf = (...given: Parameters<typeof waitsUntil>) => (endOf(...given).getTime() - start) / 1000;
	const after = (resumeAmount: number, resumeUnit: string) =>
		options({ limitType: 'afterTimeInterval', resumeAmount, resumeUnit });
	const at = (time: number) => options({ limitType: 'atSpecifiedTime', maxDateAndTime: new Date(time).toISOString() });

	test('is as chosen', () => {
		expect(secondsOf('link', after(0.5, 'minutes'))).toBe(30);
		expect(secondsOf('call', after(40, 'days'))).toBe(40 * 86_400);
		expect(secondsOf('reply', at(start + 90_000))).toBe(90);
	});

	test('is an hour without a choice, and a day at most, for a reply', () => {
		expect(secondsOf('reply', options({}))).toBe(3600);
		expect(secondsOf('reply', after(40, 'days'))).toBe(86_400);
	});

	test('is open without a choice for a link, and a day for a call, which cannot last longer', () => {
		expect(endOf('link', options({})).getUTCFullYear()).toBe(3000);
		expect(secondsOf('call', options({}))).toBe(86_400);
	});

	test.each([4_000_000, 100_000_000, 1e300])('is a date that n8n can store: %d days', (days) => {
		expect(endOf('link', after(days, 'days')).getUTCFullYear()).toBe(3000);
		expect(endOf('call', after(days, 'days')).getUTCFullYear()).toBe(3000);
	});

	test('must lie ahead', () => {
		expect(() => waitsUntil('link', at(start - 1))).toThrow('in the past');
		expect(() => waitsUntil('link', options({ limitType: 'atSpecifiedTime' }))).toThrow('is required');
	});
});

describe('Before anything is sent', () => {
	const ask = (more: INodeParameters): INodeParameters => ({
		resource: 'message',
		operation: 'sendAndWait',
		from: { __rl: true, mode: 'id', value: '+15005550006' },
		to: '+15005550101',
		message: 'Fine?',
		...more,
	});
	const template = { contentSid: { __rl: true, mode: 'id', value: 'HX0123456789abcdef0123456789abcdef' } };

	test.each([
		[{ message: 'x'.repeat(1600) }, 'Message is too long'],
		[{ additionalFields: template }, 'A Content Template cannot contain the link'],
		[{ answerBy: 'reply', from: { __rl: true, mode: 'id', value: 'Acme' } }, 'nobody can reply to a name'],
		[{ answerBy: 'reply', options: { approveWord: 'no' } }, 'must be different'],
		[{ channel: 'call', options: { approveKey: '44' } }, 'Approve Key must be'],
	])('%j is refused', async (parameters, reason) => {
		const { account, credential } = await newWorld();
		const [envelope] = await envelopes({ parameters: ask(parameters), credential });
		expect(envelope).toMatchObject({ success: false, approved: null, error: expect.stringContaining(reason) });
		expect((await account.ledger()).requests).toEqual([]);
	});

	test.each([{}, { channel: 'call' }])('an n8n without signed addresses is told: %j', async (parameters) => {
		const { account, credential } = await newWorld();
		// As in an older n8n. The method is inherited, so this property hides it until it is deleted.
		Object.defineProperty(ExecuteContext.prototype, 'getSignedResumeUrl', { value: undefined, configurable: true });
		try {
			const [envelope] = await envelopes({ parameters: ask(parameters), credential });
			expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('Update n8n') });
		} finally {
			Reflect.deleteProperty(ExecuteContext.prototype, 'getSignedResumeUrl');
		}
		expect((await account.ledger()).requests).toEqual([]);
	});

	test('a question is not sent twice under Retry On Fail', async () => {
		const { account, credential } = await newWorld();
		await account.faults({ match: { method: 'POST' }, action: { kind: 'reset', when: 'after' } });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const [envelope] = await envelopes({ parameters: ask({}), credential, node });
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('may have been asked') });
		expect((await account.counters()).effects['message.created']).toBe(1);
	});

	test('a question that was sent waits', async () => {
		const { account, credential } = await newWorld();
		const { run } = await runNode({ parameters: ask({}), credential });
		expect(run.waitTill?.getUTCFullYear()).toBe(3000);
		expect((await account.counters()).effects['message.created']).toBe(1);
	});

	test('the limit of the wait counts from when it was sent', async () => {
		const { account, credential } = await newWorld();
		await account.faults({ match: { method: 'POST' }, action: { kind: 'delay', ms: 1500, when: 'before' } });
		const { run } = await runNode({ parameters: ask({ options: { limitWaitTime: waitFor(60) } }), credential });
		const [sent] = (await account.ledger()).effects;
		expect(run.waitTill!.getTime() - sent!.time).toBeGreaterThanOrEqual(60_000);
	});

	test('a question whose time has passed meanwhile is refused', async () => {
		const { account, credential } = await newWorld();
		await account.faults({ match: { method: 'GET' }, action: { kind: 'delay', ms: 4000, when: 'before' } });
		const maxDateAndTime = new Date(Date.now() + 3000).toISOString();
		const limitWaitTime = { values: { limitType: 'atSpecifiedTime', maxDateAndTime } };
		const parameters = ask({ answerBy: 'reply', options: { limitWaitTime } });
		const [envelope] = await envelopes({ parameters, credential });
		expect(envelope).toMatchObject({ success: false, error: expect.stringContaining('Max Date and Time passed') });
		expect((await account.ledger()).effects).toEqual([]);
	});
});
