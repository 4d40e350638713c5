import { waitFor } from '../../../support/selections';
import { SCHEDULED_MESSAGE } from '../../../support/world';
import { byId, SEEM_DONE, type Cases } from './case';

const FROM = '+15005550006';
const TO = '+15005550101';
const MEDIA = ['https://example.com/b.jpg', 'https://example.com/a.jpg'];

const TODAY = new Date().toISOString().slice(0, 10);
const inAnHour = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);

export const messages: Cases = ({ sids }) => [
	{
		resource: 'message',
		operation: 'send',
		parameters: { from: byId(FROM), to: TO, body: 'Grüße & more: 100% + ½ 🎉\nnew line' },
		sdk: ({ messages }) => messages.create({ from: FROM, to: TO, body: 'Grüße & more: 100% + ½ 🎉\nnew line' }),
	},
	{
		name: 'with media and all settings',
		resource: 'message',
		operation: 'send',
		parameters: {
			from: byId(FROM),
			to: TO,
			mediaUrls: MEDIA,
			additionalFields: {
				statusCallback: 'https://example.com/status?a=1&b=2',
				validityPeriod: 600,
				smartEncoded: true,
				shortenUrls: false,
				sendAsMms: true,
				riskCheck: 'disable',
				persistentAction: ['geo:37.787890,-122.391664|Office', 'mailto:ada@example.com'],
				applicationSid: byId(sids.application),
				provideFeedback: true,
				contentRetention: 'discard',
				addressRetention: 'obfuscate',
				messageIntent: 'notifications',
				attempt: 2,
				trafficType: 'free',
			},
		},
		sdk: ({ messages }) =>
			messages.create({
				from: FROM,
				to: TO,
				mediaUrl: MEDIA,
				statusCallback: 'https://example.com/status?a=1&b=2',
				validityPeriod: 600,
				smartEncoded: true,
				shortenUrls: false,
				sendAsMms: true,
				riskCheck: 'disable',
				persistentAction: ['geo:37.787890,-122.391664|Office', 'mailto:ada@example.com'],
				applicationSid: sids.application,
				provideFeedback: true,
				contentRetention: 'discard',
				addressRetention: 'obfuscate',
				messageIntent: 'notifications',
				attempt: 2,
				trafficType: 'free',
			}),
	},
	{
		name: 'later, from a template, by a service',
		resource: 'message',
		operation: 'send',
		parameters: {
			to: TO,
			additionalFields: {
				messagingServiceSid: byId(sids.messagingService),
				contentSid: byId(sids.content),
				contentVariables: '{"1":"Ada","2":"4711"}',
				sendAt: inAnHour.toISOString(),
			},
		},
		sdk: ({ messages }) =>
			messages.create({
				to: TO,
				messagingServiceSid: sids.messagingService,
				contentSid: sids.content,
				contentVariables: JSON.stringify({ 1: 'Ada', 2: '4711' }),
				scheduleType: 'fixed',
				sendAt: inAnHour,
			}),
	},
	{
		name: 'with numbers as people write them',
		resource: 'message',
		operation: 'send',
		parameters: { from: byId('+1 (500) 555-0006'), to: ' +1 500 555 0101 ', body: 'Hello' },
		sdk: ({ messages }) => messages.create({ from: '+1 (500) 555-0006', to: ' +1 500 555 0101 ', body: 'Hello' }),
		deviations: [
			[
				'form To: node +15005550101, SDK  +1 500 555 0101 ',
				'Twilio may refuse a number that is not in E.164; the SDK passes it on',
			],
			['form From: node +15005550006, SDK +1 (500) 555-0006', 'as To'],
		],
	},
	{
		name: 'by WhatsApp',
		resource: 'message',
		operation: 'send',
		parameters: { channel: 'whatsapp', from: byId(FROM), to: TO, body: 'Hello' },
		sdk: ({ messages }) => messages.create({ from: `whatsapp:${FROM}`, to: `whatsapp:${TO}`, body: 'Hello' }),
	},
	{
		name: 'by RCS, or else by SMS',
		resource: 'message',
		operation: 'send',
		parameters: {
			to: TO,
			body: 'Hello',
			additionalFields: { messagingServiceSid: byId(sids.messagingService), fallbackFrom: FROM },
		},
		sdk: ({ messages }) =>
			messages.create({ to: TO, body: 'Hello', messagingServiceSid: sids.messagingService, fallbackFrom: FROM }),
	},
	{
		resource: 'message',
		operation: 'cancel',
		parameters: { messageSid: byId(SCHEDULED_MESSAGE) },
		sdk: ({ messages }) => messages(SCHEDULED_MESSAGE).update({ status: 'canceled' }),
	},
	{
		resource: 'message',
		operation: 'redact',
		parameters: { messageSid: byId(sids.message) },
		sdk: ({ messages }) => messages(sids.message).update({ body: '' }),
	},
	{
		resource: 'message',
		operation: 'sendAndWait',
		parameters: {
			from: byId(FROM),
			to: TO,
			message: 'What time?',
			responseType: 'freeText',
			answerBy: 'reply',
			options: { limitWaitTime: waitFor(5) },
		},
		// Lists what was there before, sends the message, and lists what is there after it.
		sdk: async ({ messages }) => {
			await messages.list({ from: TO, to: FROM, limit: 20 });
			await messages.create({ from: FROM, to: TO, body: 'What time?' });
			await messages.list({ from: TO, to: FROM, dateSentAfter: new Date(TODAY), pageSize: 201 });
		},
		requests: 3,
		deviations: [[`query DateSent>: node ${TODAY}, SDK ${TODAY}T00:00:00Z`, 'a day is enough, and is sent as one']],
	},
	{
		resource: 'message',
		operation: 'get',
		parameters: { messageSid: byId(sids.message) },
		sdk: ({ messages }) => messages(sids.message).fetch(),
	},
	{
		resource: 'message',
		operation: 'delete',
		parameters: { messageSid: byId(sids.message) },
		sdk: ({ messages }) => messages(sids.message).remove(),
		faults: SEEM_DONE,
	},
	{
		name: 'with all filters',
		resource: 'message',
		operation: 'getAll',
		parameters: {
			limit: 20,
			filters: {
				to: TO,
				from: FROM,
				dateSent: '2026-01-31',
				dateSentBefore: '2026-02-01T12:00:00Z',
				dateSentAfter: '2026-01-01T00:00:00+01:00',
			},
		},
		sdk: ({ messages }) =>
			messages.list({
				limit: 20,
				to: TO,
				from: FROM,
				dateSent: '2026-01-31' as never,
				dateSentBefore: new Date('2026-02-01T12:00:00Z'),
				dateSentAfter: new Date('2025-12-31T23:00:00Z'),
			}),
	},
	{
		name: 'all of them',
		resource: 'message',
		operation: 'getAll',
		parameters: { returnAll: true },
		sdk: ({ messages }) => messages.list(),
		deviations: [
			[
				'query PageSize: node 1000, SDK –',
				'the largest page that Twilio gives needs the fewest requests; the SDK reads pages of 50',
			],
		],
	},
	{
		name: 'more than fit on a page',
		resource: 'message',
		operation: 'getAll',
		parameters: { limit: 1500 },
		sdk: ({ messages }) => messages.list({ limit: 1500 }),
		deviations: [['query PageSize: node 1000, SDK 1500', 'Twilio refuses a PageSize above 1000 with error 20007']],
	},
	{
		name: 'with all filters',
		resource: 'messageMedia',
		operation: 'getAll',
		parameters: {
			messageSid: byId(sids.message),
			filters: {
				dateCreated: '2026-01-31',
				dateCreatedBefore: '2026-02-01T12:00:00Z',
				dateCreatedAfter: '2026-01-01T00:00:00Z',
			},
		},
		sdk: ({ messages }) =>
			messages(sids.message).media.list({
				limit: 50,
				dateCreated: '2026-01-31' as never,
				dateCreatedBefore: new Date('2026-02-01T12:00:00Z'),
				dateCreatedAfter: new Date('2026-01-01T00:00:00Z'),
			}),
	},
];
