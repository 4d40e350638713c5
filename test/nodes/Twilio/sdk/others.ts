import { CODE } from '../../../support/world';
import { byId, SEEM_DONE, type Cases } from './case';

const TO = '+15005550101';

const TEMPLATES = `[{"sid":"HJ${'0'.repeat(32)}"}]`;

export const others: Cases = ({ sids }) => [
	{
		resource: 'recording',
		operation: 'download',
		parameters: { recordingSid: byId(sids.recording) },
		sdk: ({ recordings }) => recordings(sids.recording).fetch(),
	},
	{
		name: 'with its audio',
		resource: 'recording',
		operation: 'download',
		parameters: { recordingSid: byId(sids.recording), options: { downloadFile: true } },
		sdk: ({ recordings }) => recordings(sids.recording).fetch(),
		requests: 2,
		deviations: [['requests: node 2, SDK 1', 'the SDK cannot download audio: it only gives its address']],
	},
	{
		resource: 'recording',
		operation: 'delete',
		parameters: { recordingSid: byId(sids.recording) },
		sdk: ({ recordings }) => recordings(sids.recording).remove(),
		faults: SEEM_DONE,
	},
	{
		name: 'with all filters',
		resource: 'recording',
		operation: 'getAll',
		parameters: {
			limit: 8,
			filters: {
				callSid: byId(sids.call),
				conferenceSid: `CF${'0'.repeat(32)}`,
				dateCreated: '2026-01-31',
				dateCreatedBefore: '2026-02-01T12:00:00Z',
				dateCreatedAfter: '2026-01-01T00:00:00Z',
				includeSoftDeleted: true,
			},
		},
		sdk: ({ recordings }) =>
			recordings.list({
				limit: 8,
				callSid: sids.call,
				conferenceSid: `CF${'0'.repeat(32)}`,
				dateCreated: '2026-01-31' as never,
				dateCreatedBefore: new Date('2026-02-01T12:00:00Z'),
				dateCreatedAfter: new Date('2026-01-01T00:00:00Z'),
				includeSoftDeleted: true,
			}),
	},
	{
		resource: 'phoneNumber',
		operation: 'lookup',
		parameters: {
			phoneNumber: TO,
			additionalFields: {
				countryCode: 'US',
				fields: ['line_type_intelligence', 'caller_name'],
				partnerSubId: 'tenant-42',
			},
		},
		sdk: ({ lookups }) =>
			lookups.v2
				.phoneNumbers(TO)
				.fetch({ countryCode: 'US', fields: 'line_type_intelligence,caller_name', partnerSubId: 'tenant-42' }),
		deviations: [
			[
				`path: node /v2/PhoneNumbers/${encodeURIComponent(TO)}, SDK /v2/PhoneNumbers/${TO}`,
				'both mean the same; the node encodes every part, so that none can leave its place',
			],
		],
	},
	{
		name: 'without fields',
		resource: 'phoneNumber',
		operation: 'lookup',
		parameters: { phoneNumber: '5005550101' },
		sdk: ({ lookups }) => lookups.v2.phoneNumbers('5005550101').fetch(),
		deviations: [['query Fields: node line_type_intelligence, SDK –', "the node's output has line type and carrier"]],
	},
	{
		name: 'with all filters',
		resource: 'phoneNumber',
		operation: 'getAll',
		parameters: {
			limit: 3,
			filters: { phoneNumber: '+1500*', friendlyName: 'Main line', origin: 'twilio', beta: false },
		},
		sdk: ({ incomingPhoneNumbers }) =>
			incomingPhoneNumbers.list({
				limit: 3,
				phoneNumber: '+1500*',
				friendlyName: 'Main line',
				origin: 'twilio',
				beta: false,
			}),
	},
	{
		resource: 'verification',
		operation: 'send',
		parameters: { serviceSid: byId(sids.verifyService), to: TO },
		sdk: ({ verify }) => verify.v2.services(sids.verifyService).verifications.create({ to: TO, channel: 'sms' }),
	},
	{
		name: 'with all settings',
		resource: 'verification',
		operation: 'send',
		parameters: {
			serviceSid: byId(sids.verifyService),
			to: TO,
			channel: 'call',
			additionalFields: {
				locale: 'de',
				customFriendlyName: 'Example Shop',
				customCode: CODE,
				templateSid: `HJ${'0'.repeat(32)}`,
				templateCustomSubstitutions: '{"name":"Ada"}',
				sendDigits: 'ww12',
				appHash: 'FA+9qCX9VSu',
				amount: '$49.99',
				payee: 'Example Shop',
				rateLimits: '{"end_user_ip":"203.0.113.7"}',
				deviceIp: '203.0.113.7',
				riskCheck: 'disable',
				tags: '{"campaign":"spring"}',
				templates: TEMPLATES,
				channelConfiguration: '{"from_name":"Example"}',
				enableSnaClientToken: true,
			},
		},
		sdk: ({ verify }) =>
			verify.v2.services(sids.verifyService).verifications.create({
				to: TO,
				channel: 'call',
				locale: 'de',
				customFriendlyName: 'Example Shop',
				customCode: CODE,
				templateSid: `HJ${'0'.repeat(32)}`,
				templateCustomSubstitutions: '{"name":"Ada"}',
				sendDigits: 'ww12',
				appHash: 'FA+9qCX9VSu',
				amount: '$49.99',
				payee: 'Example Shop',
				rateLimits: { end_user_ip: '203.0.113.7' },
				deviceIp: '203.0.113.7',
				riskCheck: 'disable',
				tags: '{"campaign":"spring"}',
				templates: TEMPLATES,
				channelConfiguration: { from_name: 'Example' },
				enableSnaClientToken: true,
			}),
	},
	{
		name: 'with a wrong code',
		resource: 'verification',
		operation: 'check',
		parameters: {
			serviceSid: byId(sids.verifyService),
			to: '+15005550111',
			code: '0000',
			additionalFields: { amount: '$49.99', payee: 'Example Shop' },
		},
		sdk: ({ verify }) =>
			verify.v2.services(sids.verifyService).verificationChecks.create({
				to: '+15005550111',
				code: '0000',
				amount: '$49.99',
				payee: 'Example Shop',
			}),
	},
	{
		name: 'with a token',
		// Twilio accepts a token only for a verification by Silent Network Auth.
		faults: [
			{ match: { method: 'POST' }, action: { kind: 'status', status: 200, body: { sid: `VE${'0'.repeat(32)}` } } },
		],
		resource: 'verification',
		operation: 'check',
		parameters: {
			serviceSid: byId(sids.verifyService),
			to: '+15005550111',
			additionalFields: { snaClientToken: 'token' },
		},
		sdk: ({ verify }) =>
			verify.v2.services(sids.verifyService).verificationChecks.create({ to: '+15005550111', snaClientToken: 'token' }),
	},
	{
		resource: 'verificationService',
		operation: 'create',
		parameters: {
			friendlyName: 'Example Shop',
			additionalFields: {
				codeLength: 8,
				lookupEnabled: true,
				skipSmsToLandlines: true,
				dtmfInputRequired: false,
				ttsName: 'Example',
				psd2Enabled: true,
				doNotShareWarningEnabled: true,
				customCodeEnabled: true,
				defaultTemplateSid: `HJ${'0'.repeat(32)}`,
				verifyEventSubscriptionEnabled: true,
				whatsappMsgServiceSid: byId(sids.messagingService),
				whatsappFrom: '+15005550006',
			},
		},
		sdk: ({ verify }) =>
			verify.v2.services.create({
				friendlyName: 'Example Shop',
				codeLength: 8,
				lookupEnabled: true,
				skipSmsToLandlines: true,
				dtmfInputRequired: false,
				ttsName: 'Example',
				psd2Enabled: true,
				doNotShareWarningEnabled: true,
				customCodeEnabled: true,
				defaultTemplateSid: `HJ${'0'.repeat(32)}`,
				verifyEventSubscriptionEnabled: true,
				'whatsapp.msgServiceSid': sids.messagingService,
				'whatsapp.from': 'whatsapp:+15005550006',
			}),
	},
	{
		name: 'with all filters',
		resource: 'transcript',
		operation: 'getAll',
		parameters: {
			limit: 9,
			filters: {
				serviceSid: `GA${'0'.repeat(32)}`,
				status: 'completed',
				languageCode: 'en-US',
				sourceSid: sids.recording,
				afterStartTime: '2026-01-01T00:00:00Z',
				beforeStartTime: '2026-02-01T00:00:00Z',
				afterDateCreated: '2026-01-02T00:00:00Z',
				beforeDateCreated: '2026-02-02T00:00:00Z',
			},
		},
		sdk: ({ intelligence }) =>
			intelligence.v2.transcripts.list({
				limit: 9,
				serviceSid: `GA${'0'.repeat(32)}`,
				status: 'completed',
				languageCode: 'en-US',
				sourceSid: sids.recording,
				afterStartTime: '2026-01-01T00:00:00Z',
				beforeStartTime: '2026-02-01T00:00:00Z',
				afterDateCreated: '2026-01-02T00:00:00Z',
				beforeDateCreated: '2026-02-02T00:00:00Z',
			}),
	},
	{
		resource: 'transcript',
		operation: 'get',
		parameters: {
			transcriptSids: [sids.transcripts[0]],
			additionalFields: { redacted: false, wordTimestamps: true },
		},
		sdk: async ({ intelligence }) => {
			const transcript = intelligence.v2.transcripts(sids.transcripts[0]);
			await transcript.fetch();
			await transcript.sentences.list({ redacted: false, wordTimestamps: true });
		},
		requests: 2,
		deviations: [['query PageSize: node 5000, SDK –', 'as for all lists; sentences have larger pages']],
	},
];
