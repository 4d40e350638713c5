import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import type * as AskByCall from '../../../../nodes/Twilio/actions/message/askByCall';
import type { Question } from '../../../../nodes/Twilio/actions/action';
import type * as TwilioSignature from '../../../../nodes/Twilio/transport/twilioSignature';
import { built } from '../../../support/built';

const { isSigned } = built<typeof TwilioSignature>('transport/twilioSignature');
const { respondToCall } = built<typeof AskByCall>('actions/message/askByCall');

const TOKEN = 'a'.repeat(32);
const URL = 'https://n8n.example.com/webhook-waiting/1/2?event=keys&signature=3';
const FORM = { CallSid: `CA${'0'.repeat(32)}`, Digits: '4', To: '+15005550101' };

const signature = getExpectedTwilioSignature(TOKEN, URL, FORM);

test("a signature of Twilio's own SDK is accepted", () => {
	expect(isSigned(signature, TOKEN, URL, FORM)).toBe(true);
});

test.each([
	['none', [undefined, TOKEN, URL, FORM]],
	['an empty one', ['', TOKEN, URL, FORM]],
	['one of another token', [signature, 'b'.repeat(32), URL, FORM]],
	['one of another address', [signature, TOKEN, `${URL}4`, FORM]],
	['one of other keys', [signature, TOKEN, URL, { ...FORM, Digits: '6' }]],
	['one of a form with one more field', [signature, TOKEN, URL, { ...FORM, More: '1' }]],
] as Array<[string, Parameters<typeof isSigned>]>)('a signature that is %s is refused', (_what, given) => {
	expect(isSigned(...given)).toBe(false);
});

const QUESTION: Question = {
	way: 'call',
	sid: FORM.CallSid,
	message: 'Refund?',
	isApproval: true,
	approveLabel: 'Approve',
	declineLabel: 'Decline',
	approveKey: '4',
	declineKey: '6',
};

const request = { method: 'POST', query: { event: 'keys' }, form: FORM, isForged: false };

test('a request that is not signed, or is about another call, decides nothing', () => {
	expect(respondToCall(request, QUESTION).outcome).toMatchObject({ answer: { approved: true } });
	for (const other of [
		{ ...request, isForged: true },
		{ ...request, form: { ...FORM, CallSid: `CA${'1'.repeat(32)}` } },
	]) {
		expect(respondToCall(other, QUESTION)).toMatchObject({ status: 403, body: '' });
		expect(respondToCall(other, QUESTION).outcome).toBeUndefined();
	}
});
