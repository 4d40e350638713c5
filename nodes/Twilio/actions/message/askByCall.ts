import { InvalidParameterError } from '../../errors/invalidParameterError';
import { textOf } from '../../records/read';
import type { AnswerRequest, AnswerResponse, Question } from '../action';
import { callStatus } from '../call/finalStatus';
import { gather, say } from '../twiml';

/** Voice settings of the question. */
type Voice = { voice?: string; language?: string };

/** The phone keys that approve and decline. */
interface Keys {
	approveKey: string;
	declineKey: string;
}

const KEY = /^[0-9*#]$/;

const NAMES: Record<string, string> = { '*': 'star', '#': 'pound' };

const nameOf = (key: string) => NAMES[key] ?? key;

/** @throws InvalidParameterError for keys that phones do not have, or that are the same */
function checkKeys({ approveKey, declineKey }: Keys): void {
	for (const [label, key] of [
		['Approve Key', approveKey],
		['Decline Key', declineKey],
	] as const) {
		if (!KEY.test(key)) throw new InvalidParameterError(`${label} must be one of 0 to 9, * and #`);
	}
	if (approveKey === declineKey) throw new InvalidParameterError('Approve Key and Decline Key must be different');
}

/**
 * Makes Twilio retry its requests to this address, because n8n refuses those that arrive before the wait is stored.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const retried = (address: string) => `${address}#rc=5&rp=all`;

/**
 * Returns TwiML that asks the question. One key decides an approval; free text is digits up to the pound key.
 * @param action the address that Twilio posts the keys to
 */
export function questionTwiml(
	question: { message: string; isApproval: boolean; repeats: number } & Keys,
	voice: Voice,
	action: string,
): string {
	const { message, isApproval, approveKey, declineKey, repeats } = question;
	if (!isApproval) {
		return gather(
			`${message} Type the digits, then press the pound key.`,
			voice,
			{ action, finishOnKey: '#' },
			repeats,
		);
	}
	checkKeys(question);
	const text = `${message} Press ${nameOf(approveKey)} to approve, or ${nameOf(declineKey)} to decline.`;
	// Without a key that ends the input, each key counts on its own.
	return gather(text, voice, { action, numDigits: 1, finishOnKey: '' }, repeats);
}

const twiml = (body: string): AnswerResponse => ({ status: 200, contentType: 'text/xml', body });

const nothing = (status: number): AnswerResponse => ({ status, contentType: 'text/plain', body: '' });

/**
 * Responds to Twilio's requests about the call: the keys that were pressed, and the end of the call.
 * Voicemail, silence and hanging up are not answers: the call then ends without one.
 * https://www.twilio.com/docs/voice/twiml/gather#action
 */
export function respondToCall({ method, query, form, isForged }: AnswerRequest, question: Question): AnswerResponse {
	if (method !== 'POST' || form === undefined) return nothing(405);
	if (isForged || form.CallSid !== question.sid) return nothing(403);
	return query.event === 'ended' ? endOf(form) : keysOf(form, question);
}

function keysOf({ Digits }: AnswerRequest['query'], question: Question): AnswerResponse {
	const text = textOf(Digits);
	const { isApproval, approveKey, declineKey } = question;
	const isAnswer = isApproval ? text === approveKey || text === declineKey : /^[0-9*]{1,100}$/.test(text);
	if (!isAnswer) return twiml(question.twiml ?? '');
	const approved = isApproval ? text === approveKey : null;
	const answer = { approved, text, respondedAt: new Date().toISOString() };
	return { ...twiml(say('Thank you. Your response was recorded.')), outcome: { answer } };
}

function endOf({ CallStatus }: AnswerRequest['query']): AnswerResponse {
	const record = { status: CallStatus };
	if (!callStatus.isFinal(record)) return nothing(204);
	const failure =
		callStatus.failureReason(record)?.message ??
		(CallStatus === 'canceled' ? 'The call was canceled.' : 'The call was answered, but no key was pressed.');
	return { ...nothing(204), outcome: { failure } };
}
