import { InvalidParameterError } from '../../errors/invalidParameterError';
import { boolean, one, text } from '../../output/fields';
import { call, message } from '../../output/shapes';
import { asList } from '../../transport/request';
import { defineAction, type ActionContext } from '../action';
import { CALL_FIELDS } from '../call/additionalFields';
import { make } from '../call/make';
import { additionalFields, recipient } from '../fields';
import { KIND, locator } from '../locators';
import { defineField, without } from '../params';
import { questionTwiml, respondToCall, retried } from './askByCall';
import { respondToVisit, withLink } from './askByLink';
import { checkCanBeAnswered, checkReplyWords, noReplyReason, readReply, replyLine } from './askByReply';
import { MESSAGE_FIELDS } from './additionalFields';
import { questionStatus } from './finalStatus';
import { CHANNEL, SENDER, send } from './send';
import { waitsUntil } from './waitsUntil';

const [MESSENGER, ...OTHER_CHANNELS] = CHANNEL.options;

const CHANNEL_OR_CALL = defineField({
	...CHANNEL,
	options: [MESSENGER, { name: 'Phone Call', value: 'call' }, ...OTHER_CHANNELS],
	description: 'How to ask the person. Sets the prefix, such as "whatsapp:", of From and To.',
});

const ANSWER_BY = defineField({
	displayName: 'Answer By',
	name: 'answerBy',
	type: 'options',
	options: [
		{
			name: 'Link',
			value: 'link',
			description: 'The message ends with a link to a page. Waits for days, and needs a public address of n8n.',
		},
		{
			name: 'Reply',
			value: 'reply',
			description:
				'The person replies to the message. Waits for up to 24 hours, and needs no public address. On WhatsApp, a reply from a user ID is found only if Twilio names the phone number too.',
		},
	],
	default: 'link',
	displayOptions: { hide: { channel: ['call'] } },
	description: 'How the person answers',
});

const RESPONSE_TYPE = defineField({
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{ name: 'Approval', value: 'approval', description: 'The person approves or declines' },
		{ name: 'Free Text', value: 'freeText', description: 'The person writes a text, or types digits on a call' },
	],
	default: 'approval',
	description: 'What the person can answer',
});

/** Optional call parameters that the operation does not set itself. */
const OF_A_CALL = without(
	CALL_FIELDS,
	...(['fallbackMethod', 'fallbackUrl', 'loop', 'method'] as const),
	...(['statusCallback', 'statusCallbackEvent', 'statusCallbackMethod'] as const),
);

/** Optional message parameters, without scheduling: a scheduled message would be sent after the wait. */
const OF_A_MESSAGE = without(MESSAGE_FIELDS, 'sendAt');

/**
 * Asks a person and waits for the answer: by a link to a page, a reply, or a key pressed during a call.
 * n8n reserves this operation's name for its *Human review* of an agent's tools.
 * https://docs.n8n.io/advanced-ai/human-in-the-loop-tools/
 */
export const sendAndWait = defineAction({
	resource: 'message',
	operation: 'sendAndWait',
	name: 'Send and Wait for Response',
	action: 'Send a message or call and wait for a response (charges apply)',
	description: 'Ask a person by a message or a call, and wait for the response. Charges apply.',
	builderHint:
		'Waits by itself: add no Wait or Webhook node. Branch on approved: true, false, or null if nobody answered. Except with answerBy reply, it takes one item per execution.',
	fields: [
		CHANNEL_OR_CALL,
		{ ...SENDER, displayOptions: { hide: { channel: ['call'] } } },
		locator(KIND.caller, {
			displayName: 'From',
			name: 'from',
			required: true,
			displayOptions: { show: { channel: ['call'] } },
			description: 'Number of your account, or a verified caller ID, that makes the call',
		}),
		recipient('Person to ask: a phone number in international format, or an address of the channel'),
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Refund order 1042',
			description: 'Question to ask',
		},
		RESPONSE_TYPE,
		ANSWER_BY,
		{ ...additionalFields(OF_A_MESSAGE), displayOptions: { hide: { channel: ['call'] } } },
		{ ...additionalFields(OF_A_CALL), displayOptions: { show: { channel: ['call'] } } },
	],
	output: {
		message: one(message),
		call: one(call),
		reply: one(message),
		approved: boolean,
		text,
		respondedAt: text,
	},
	request({ channel, message, responseType, answerBy, voice, language, ...fields }, context) {
		const { options } = context;
		if (channel === 'call') {
			const twiml = twimlOf({ message, responseType, voice, language }, context);
			const statusCallback = retried(context.resumeUrl({ event: 'ended' }));
			return asList(make.request({ ...fields, instructions: 'twiml', twiml, statusCallback }, context));
		}
		if (answerBy === 'link' && fields.contentSid !== undefined) {
			throw new InvalidParameterError(
				'A Content Template cannot contain the link. Set Answer By to Reply, or remove the template',
			);
		}
		const isApproval = responseType === 'approval';
		const body =
			answerBy === 'link'
				? withLink(message, context.resumeUrl())
				: isApproval
					? `${message}\n\n${replyLine(options)}`
					: message;
		const requests = asList(send.request({ ...fields, channel, body }, context));
		if (answerBy === 'reply') {
			if (isApproval) checkReplyWords(options);
			checkCanBeAnswered(requests[0].form ?? {});
		}
		return requests;
	},
	ask: {
		way: ({ channel, answerBy = 'link' }) => (channel === 'call' ? 'call' : answerBy),
		waitsUntil,
		delivery: questionStatus,
		noReplyReason,
		readReply: (reply, { responseType }, options) => readReply(reply, responseType === 'approval', options),
		question: (params, context) => ({
			way: params.channel === 'call' ? 'call' : 'link',
			message: params.message,
			isApproval: params.responseType === 'approval',
			...labelsOf(context),
			...(params.channel === 'call' && { twiml: twimlOf(params, context) }),
		}),
		respond: (request, question) =>
			question.way === 'call' ? respondToCall(request, question) : respondToVisit(request, question),
	},
	content: [...(send.content ?? []), ...(make.content ?? [])],
	uncertainAdvice:
		'The question may have been asked and was not asked again. Look for it with Message > Get Many or Call > Get Many, filtered by To (ignore messages with the status failed), before you ask it again.',
	toOutput: ([asked, reply], { channel }) => ({ [channel === 'call' ? 'call' : 'message']: asked, reply }),
});

const labelsOf = ({ options: { approveLabel, declineLabel, approveKey, declineKey } }: ActionContext) => ({
	approveLabel,
	declineLabel,
	approveKey,
	declineKey,
});

function twimlOf(
	{
		message,
		responseType,
		voice,
		language,
	}: { message: string; responseType: string; voice?: string; language?: string },
	context: ActionContext,
): string {
	const question = { ...context.options, message, isApproval: responseType === 'approval' };
	return questionTwiml(question, { voice, language }, retried(context.resumeUrl({ event: 'keys' })));
}
