import { onChannel } from '../../input/address';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { message } from '../../output/shapes';
import { one } from '../../output/fields';
import { twilioFields, type Value } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields, riskCheck } from '../fields';
import { KIND, locator } from '../locators';
import { messageStatus } from './finalStatus';
import { defineField, defineFields } from '../params';
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
			description:
				'Without fallback. For a fallback to SMS choose SMS or MMS, and a messaging service with an RCS sender.',
		},
		{ name: 'SMS or MMS', value: 'sms' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'sms',
	description: 'How the message travels. Sets the prefix, such as "whatsapp:", of From and To.',
});

export const SENDER = locator(KIND.sender, {
	displayName: 'From',
	name: 'from',
	description:
		'Number, short code or sender name of your account that sends the message. May be empty if a messaging service is given.',
});

/** Optional request fields of a message. */
export const MESSAGE_FIELDS = defineFields(
	locator(KIND.application, {
		displayName: 'Application',
		name: 'applicationSid',
		description: 'TwiML application whose status callback URL Twilio calls for this message',
	}),
	locator(KIND.content, {
		displayName: 'Content Template',
		name: 'contentSid',
		description: 'Content template to send instead of a body. WhatsApp demands one outside of a 24-hour conversation.',
	}),
	{
		displayName: 'Content Variables',
		name: 'contentVariables',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "1": "Ada", "2": "12:30" }',
		description: 'Values for the variables of the content template, as JSON',
	},
	locator(KIND.messagingService, {
		displayName: 'Messaging Service',
		name: 'messagingServiceSid',
		description: 'Messaging service that chooses the sender. With it, From may be left empty.',
	}),
	{
		displayName: 'Persistent Action',
		name: 'persistentAction',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Action' },
		default: [],
		placeholder: 'e.g. geo:37.787890,-122.391664|Office',
		description: 'Rich actions of channels other than SMS, such as a location for WhatsApp',
	},
	{
		displayName: 'Provide Feedback',
		name: 'provideFeedback',
		type: 'boolean',
		default: false,
		description: 'Whether you will tell Twilio that the recipient acted on the message',
	},
	riskCheck("Whether Twilio's protection against SMS pumping checks this message"),
	{
		displayName: 'Send as MMS',
		name: 'sendAsMms',
		type: 'boolean',
		default: false,
		description: 'Whether to deliver the message as one MMS, even without media',
	},
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description: 'When Twilio shall send the message: 5 minutes to 35 days ahead. Needs a messaging service.',
	},
	{
		displayName: 'Shorten URLs',
		name: 'shortenUrls',
		type: 'boolean',
		default: false,
		description: 'Whether to shorten the links in the body. Needs a messaging service with link shortening.',
	},
	{
		displayName: 'Smart Encoded',
		name: 'smartEncoded',
		type: 'boolean',
		default: false,
		description: 'Whether to replace Unicode characters by similar ones that need fewer segments',
	},
	{
		displayName: 'Status Callback URL',
		name: 'statusCallback',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/status',
		description: 'URL that Twilio calls whenever the status of the message changes',
	},
	{
		displayName: 'Validity Period (Seconds)',
		name: 'validityPeriod',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 36000, numberPrecision: 0 },
		default: 36000,
		description: "How long the message may wait in Twilio's queue before it is given up",
	},
);

/** The variables of the chosen template as fields. The editor can show them at the top only, not in a collection. */
export const TEMPLATE_VARIABLES = defineField({
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
		'Values for the variables of the Content Template that is chosen under Additional Fields. Content Variables, if given there, is used instead.',
});

/** A messaging service may be given in From, too. */
const serviceOf = (from: Value | undefined) => /^\s*(MG[0-9a-f]{32})\s*$/i.exec(String(from))?.[1];

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
export const send = defineAction({
	resource: 'message',
	operation: 'send',
	name: 'Send',
	action: 'Send a message',
	description: 'Send an SMS, MMS, WhatsApp, RCS or Messenger message. Costs money.',
	fields: [
		CHANNEL,
		SENDER,
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550123',
			description: 'Recipient: a phone number in international format, or an address of the channel',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Your order is on its way',
			description: 'Text of the message, up to 1,600 characters. Needed unless there is media or a content template.',
		},
		{
			displayName: 'Media URLs',
			name: 'mediaUrls',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Media URL' },
			default: [],
			placeholder: 'e.g. https://example.com/picture.jpg',
			description:
				'Public addresses of pictures or other media, up to 10. Twilio fetches them by URL: binary data of n8n must be uploaded somewhere first.',
		},
		additionalFields(MESSAGE_FIELDS),
		TEMPLATE_VARIABLES,
	],
	output: { message: one(message) },
	request({ channel, from, to, mediaUrls, templateVariables, messagingServiceSid, ...fields }) {
		const serviceInFrom = serviceOf(from);
		const service = messagingServiceSid ?? serviceInFrom;
		if (mediaUrls && mediaUrls.length > 10)
			throw new InvalidParameterError(`Media URLs: Twilio takes up to 10, there are ${mediaUrls.length}`);
		if (from === undefined && service === undefined) {
			throw new InvalidParameterError('From is empty: choose a sender, or a messaging service under Additional Fields');
		}
		if (fields.body === undefined && !mediaUrls && fields.contentSid === undefined) {
			throw new InvalidParameterError('The message is empty: fill in Body, Media URLs or Content Template');
		}
		// Without one Twilio may send at once: https://www.twilio.com/docs/api/errors/35111
		if (fields.sendAt !== undefined && service === undefined) {
			throw new InvalidParameterError(
				'Send At needs a messaging service: choose one under Additional Fields, From may stay as it is',
			);
		}
		return {
			product: 'api',
			method: 'POST',
			path: ['Messages'],
			form: {
				To: onChannel(channel, to),
				From: serviceInFrom === undefined ? onChannel(channel, from) : undefined,
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
			? ['The text needs several segments, and each is charged. Shorten it, or turn on Smart Encoded.']
			: []),
		...(channel === 'whatsapp' && contentSid === undefined
			? [
					'WhatsApp delivers free text only within 24 hours after the recipient wrote. Outside of that choose a Content Template.',
				]
			: []),
		...(/^Sent from (your|a) Twilio trial account/i.test(`${body as string}`)
			? ['This is a trial account: it sends to verified numbers only, and puts a notice before the text.']
			: []),
	],
	uncertainAdvice:
		'The message may have been sent and was not sent again. Look for it with Message > Get Many, filtered by To, before you send it again.',
	toOutput: ([found]) => ({ message: found }),
});
