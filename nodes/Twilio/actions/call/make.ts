import { normalizeAddress, optionalAddress } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { call } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { say } from '../twiml';
import { defineAction } from '../action';
import { additionalFields, recipient } from '../fields';
import { KIND, locator } from '../locators';
import { CALL_FIELDS } from './additionalFields';
import { callStatus } from './finalStatus';

/** Maximum length of a call's TwiML, in characters after escaping. */
const MAX_TWIML = 4000;

/** https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource */
export const make = defineAction({
	resource: 'call',
	operation: 'make',
	name: 'Make',
	action: 'Make a phone call (charges apply)',
	description: 'Call a phone number and speak a text or run TwiML instructions. Charges apply.',
	builderHint:
		'Does not wait for an answer. To get a decision by key press use resource message, operation sendAndWait, with channel call.',
	fields: [
		locator(KIND.caller, {
			displayName: 'From',
			name: 'from',
			required: true,
			description: 'Phone number of your account, or verified caller ID, to call from, in E.164 format',
		}),
		recipient('Phone number in E.164 format, SIP address or client to call'),
		{
			displayName: 'Instructions',
			name: 'instructions',
			type: 'options',
			options: [
				{ name: 'Text', value: 'text', description: 'Speak a text to the recipient' },
				{ name: 'TwiML', value: 'twiml', description: 'Run the provided TwiML' },
				{ name: 'TwiML Application', value: 'applicationSid', description: 'Have an application handle the call' },
				{ name: 'URL', value: 'url', description: 'Fetch the TwiML from a URL' },
			],
			default: 'text',
			description: 'What happens when the call is answered',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Your server is down',
			displayOptions: { show: { instructions: ['text'] } },
			description:
				'Text to speak. Set voice and language under Additional Fields. Most voices take up to 3,000 characters, fewer outside of the Latin alphabet.',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/twiml',
			displayOptions: { show: { instructions: ['url'] } },
			description: 'URL that Twilio fetches the TwiML from',
		},
		locator(KIND.application, {
			displayName: 'Application',
			name: 'applicationSid',
			required: true,
			displayOptions: { show: { instructions: ['applicationSid'] } },
			description: 'TwiML application that handles the call',
		}),
		{
			displayName: 'TwiML',
			name: 'twiml',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. <Response><Say>Hello</Say></Response>',
			displayOptions: { show: { instructions: ['twiml'] } },
			description: 'TwiML instructions, up to 4,000 characters',
		},
		additionalFields(CALL_FIELDS),
	],
	output: { call: one(call) },
	request({ instructions, text, voice, language, loop, from, to, url, applicationSid, twiml, callerId, ...fields }) {
		const Twiml = instructions === 'text' ? say(text ?? '', { voice, language, loop }) : twiml;
		const length = (Twiml ?? '').length;
		if (length > MAX_TWIML) {
			throw new InvalidParameterError(
				`TwiML must have at most ${MAX_TWIML} characters, got ${length}: shorten it, or use a URL`,
			);
		}
		return {
			product: 'api',
			method: 'POST',
			path: ['Calls'],
			form: {
				To: normalizeAddress(to),
				From: normalizeAddress(from),
				Twiml,
				Url: url,
				ApplicationSid: applicationSid,
				CallerId: optionalAddress(callerId),
				...twilioFields(fields),
			},
		};
	},
	finalStatus: callStatus,
	content: ['Twiml', 'Url', 'ApplicationSid'],
	uncertainAdvice:
		'The call may have been made and was not made again. Look for it with Call > Get Many, filtered by To, before you call again.',
	toOutput: ([found]) => ({ call: found }),
});
