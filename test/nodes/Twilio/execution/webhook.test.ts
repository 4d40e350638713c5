import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type * as Webhook from '../../../../nodes/Twilio/execution/webhook';
import type * as Registry from '../../../../nodes/Twilio/transport/limiter/registry';
import { built } from '../../../support/built';

const { respond } = built<typeof Webhook>('execution/webhook');
const { joinAccount } = built<typeof Registry>('transport/limiter/registry');

const SELECTION = { resource: 'message', operation: 'sendAndWait' };

const CREDENTIAL = { accountSid: `AC${'1'.repeat(32)}`, authType: 'authToken', authToken: 'secret', region: 'us1' };

const LABELS = { approveLabel: 'Approve', declineLabel: 'Decline', approveKey: '4', declineKey: '6' };

interface Visit {
	method?: string;
	form?: IDataObject;
	way?: 'link' | 'call';
	credential?: () => Promise<ICredentialDataDecryptedObject>;
	/** What the execution waits for, as stored. */
	stored?: () => unknown;
	/** Reads the resource or the operation. */
	selected?: (name: keyof typeof SELECTION) => string;
}

let visits = 0;

/** Requests the address of a waiting question. Returns the response, and what n8n gets. */
async function visit({ method = 'GET', form = {}, way = 'link', credential, stored, selected }: Visit) {
	const sid = `SM${String(visits++).padStart(32, '0')}`;
	const question = { way, sid, message: 'Refund?', isApproval: true, ...LABELS };
	const waiting = {
		question,
		id: 'abc',
		until: Date.now() + 60_000,
		path: ['Messages', sid],
		record: { sid, status: 'queued' },
		address: 'https://n8n.example.com/webhook-waiting/1',
		job: { params: { channel: way === 'call' ? 'call' : 'sms' }, options: {}, several: true },
	};
	const sent: { status?: number; body?: string } = {};
	const response = {
		status: (status: number) => Object.assign(response, { set: () => Object.assign(sent, { status }) }),
		end: (body: string) => Object.assign(sent, { body }),
	};
	const error = jest.fn();
	const context = {
		logger: { error, debug: jest.fn() },
		getNode: () => ({ name: 'Twilio' }),
		getNodeParameter: selected ?? ((name: keyof typeof SELECTION) => SELECTION[name]),
		evaluateExpression: stored ?? (() => JSON.stringify(waiting)),
		getQueryData: () => ({ q: 'abc', event: 'keys' }),
		getCredentials: credential ?? (async () => await Promise.resolve(CREDENTIAL)),
		getRequestObject: () => ({ method, originalUrl: '/webhook-waiting/1?q=abc&event=keys' }),
		getHeaderData: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
		getBodyData: () => ({ CallSid: sid, ...form }),
		getResponseObject: () => response,
		helpers: { httpRequestWithAuthentication: async () => await Promise.reject(new Error('no network')) },
	};
	const result = await respond(context as unknown as IWebhookFunctions);
	return { sent, result, logged: error.mock.calls.flat().join('\n') };
}

const WAITS_ON = { noWebhookResponse: true };

describe('Without the credential', () => {
	const credential = async () => await Promise.reject(new Error('Credential with ID "1" does not exist'));

	test('the page is shown, and the execution keeps waiting', async () => {
		const { sent, result, logged } = await visit({ credential });
		expect(sent).toMatchObject({ status: 200, body: expect.stringContaining('Refund?') });
		expect(result).toEqual(WAITS_ON);
		expect(logged).toContain('Credential with ID "1" does not exist');
	});

	test('an answer by link counts, with the record as it was at first', async () => {
		const { sent, result } = await visit({ credential, method: 'POST', form: { approved: 'true' } });
		expect(sent.status).toBe(200);
		expect(result.workflowData?.[0]![0]!.json).toMatchObject({ approved: true, message: { status: 'queued' } });
	});

	test.each([
		['was deleted', credential],
		['has no token', async () => await Promise.resolve({ ...CREDENTIAL, authToken: ' ' })],
	])('a key is refused until it can be checked: the credential %s', async (_name, unusable) => {
		const { sent, result } = await visit({ way: 'call', credential: unusable, method: 'POST', form: { Digits: '4' } });
		expect(sent.status).toBe(503);
		expect(result).toEqual(WAITS_ON);
	});
});

test('an answer waits only briefly for the requests of other executions', async () => {
	const soon = AbortSignal.timeout(200);
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
	const others = joinAccount({ sid: CREDENTIAL.accountSid, region: 'us1' }, { maxConcurrency: 500 });
	try {
		for (let request = 0; request < 500; request++) void others.acquire(false);
		const { result } = await visit({ method: 'POST', form: { approved: 'true' } });
		expect(result.workflowData?.[0]![0]!.json).toMatchObject({ approved: true, message: { status: 'queued' } });
		expect(timeout).toHaveBeenCalledWith(10_000);
	} finally {
		others.leave();
		timeout.mockRestore();
	}
});

test.each([
	[
		'the question cannot be evaluated',
		{
			stored: () => {
				throw new Error('Unknown node');
			},
		},
	],
	[
		'the operation cannot be evaluated',
		{
			selected: () => {
				throw new Error('No data');
			},
		},
	],
	['the stored question is damaged', { stored: () => '{' }],
])('keeps waiting if %s', async (_name, more) => {
	const { sent, result, logged } = await visit({ ...more, method: 'POST', form: { approved: 'true' } });
	expect(sent).toMatchObject({ status: 503, body: expect.stringContaining('Try again later') });
	expect(result).toEqual(WAITS_ON);
	expect(logged).toContain('Twilio: ');
});
