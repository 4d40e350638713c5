import { onChannel, optionalAddress } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { textOf } from '../../records/read';
import { twilioFields, type Value } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields, recipient } from '../fields';
import { KIND, locator } from '../locators';
import { MESSAGE_FIELDS } from './additionalFields';
import { messageStatus } from './finalStatus';
import { defineField } from '../params';
import { emptyVariablesHint, filledVariables } from './templateVariables';

export const CHANNEL = defineField({
	displayName: 'Channel',
	name: 'channel',
	type: 'options',
	options: [
		{ name: 'Facebook Messenger', value: 'messenger' },
		{
			name: 'RCS',
			value: 'rcs',
			description: 'No SMS fallback. To fall back, choose SMS or MMS with a messaging service that has an RCS sender.',
		},
		{ name: 'SMS or MMS', value: 'sms' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'sms',
	description: 'Channel to send the message on. Sets the prefix, such as "whatsapp:", of From and To.',
});

export const SENDER = locator(KIND.sender, {
	displayName: 'From',
	name: 'from',
	hint: 'Required, unless you choose a Messaging Service under Additional Fields',
	description: 'Phone number in E.164 format, short code or sender name of your account to send from',
});

/** The chosen template's variables as fields. The editor can show them only at the top level, not in a collection. */
const TEMPLATE_VARIABLES = defineField({
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['additionalFields.contentSid.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			mode: 'add',
			valuesLabel: 'Template Variables',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: false,
			hideNoDataError: true,
		},
	},
	displayOptions: { show: { channel: ['messenger', 'rcs', 'whatsapp'] } },
	description:
		'Values for the variables of the Content Template under Additional Fields. Content Variables, if provided there, is used instead.',
	builderHint: { propertyHint: 'For people. Leave it out, and set additionalFields.contentVariables' },
});

/** Returns the SID of the messaging service, if *From* holds one. */
const serviceOf = (from: Value | undefined) => /^\s*(MG[0-9a-f]{32})\s*$/i.exec(String(from))?.[1];

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
export const send = defineAction({
	resource: 'message',
	operation: 'send',
	name: 'Send',
	action: 'Send an SMS, MMS or WhatsApp message (charges apply)',
	description: 'Send an SMS, MMS, WhatsApp, RCS or Messenger message. Charges apply.',
	builderHint:
		"One-time codes: use resource verification. To ask a person and wait for the answer: use sendAndWait. WhatsApp delivers a body only within 24 hours of the recipient's last message: otherwise set additionalFields.contentSid and contentVariables. With additionalFields.messagingServiceSid, from may be left out.",
	fields: [
		CHANNEL,
		SENDER,
		recipient('Recipient: a phone number in E.164 format, or an address of the channel'),
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: 'Text of the message, up to 1,600 characters. Required unless there is media or a content template.',
		},
		{
			displayName: 'Media URLs',
			name: 'mediaUrls',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Media URL' },
			default: [],
			placeholder: 'e.g. https://example.com/picture.jpg',
			description:
				'Public URLs of images or other media, up to 10. Twilio fetches them: upload binary data of n8n somewhere first.',
		},
		additionalFields(MESSAGE_FIELDS),
		TEMPLATE_VARIABLES,
	],
	output: { message: one(message) },
	request({ channel, from, to, mediaUrls, templateVariables, messagingServiceSid, fallbackFrom, ...fields }) {
		const serviceInFrom = serviceOf(from);
		const service = messagingServiceSid ?? serviceInFrom;
		if (mediaUrls && mediaUrls.length > 10)
			throw new InvalidParameterError(`Provide at most 10 Media URLs, got ${mediaUrls.length}`);
		if (from === undefined && service === undefined) {
			throw new InvalidParameterError('From is required, unless a messaging service is chosen under Additional Fields');
		}
		if (fields.body === undefined && !mediaUrls && fields.contentSid === undefined) {
			throw new InvalidParameterError('Body is required, unless Media URLs or a Content Template is provided');
		}
		// Without one, Twilio may send immediately: https://www.twilio.com/docs/api/errors/35111
		if (fields.sendAt !== undefined && service === undefined) {
			throw new InvalidParameterError(
				'Send At requires a messaging service: choose one under Additional Fields. From can stay as it is',
			);
		}
		return {
			product: 'api',
			method: 'POST',
			path: ['Messages'],
			form: {
				To: onChannel(channel, to),
				From: serviceInFrom === undefined ? onChannel(channel, from) : undefined,
				FallbackFrom: optionalAddress(fallbackFrom),
				MessagingServiceSid: service,
				MediaUrl: mediaUrls,
				ContentVariables: filledVariables(templateVariables),
				ScheduleType: fields.sendAt === undefined ? undefined : 'fixed',
				...twilioFields(fields),
			},
		};
	},
	finalStatus: messageStatus,
	hints: ({ channel, contentSid, contentVariables, templateVariables }, { num_segments, body }) => [
		...(contentSid !== undefined && contentVariables === undefined ? emptyVariablesHint(templateVariables) : []),
		...(Number(num_segments) > 1
			? ['The text takes several segments, and each is charged. Shorten it, or turn on Smart Encoded.']
			: []),
		...(channel === 'whatsapp' && contentSid === undefined
			? [
					"WhatsApp delivers free-form text only within 24 hours of the recipient's last message. After that, choose a Content Template.",
				]
			: []),
		...(/^Sent from (your|a) Twilio trial account/i.test(textOf(body))
			? ['This is a trial account: it sends to verified numbers only, and adds a notice to the start of the text.']
			: []),
	],
	content: ['Body', 'MediaUrl', 'ContentSid', 'ContentVariables'],
	uncertainAdvice:
		'The message may have been sent and was not sent again. Look for it with Message > Get Many, filtered by To (ignore messages with the status failed), before you send it again.',
	toOutput: ([found]) => ({ message: found }),
});
