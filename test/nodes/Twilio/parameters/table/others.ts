import type { INodeParameters } from 'n8n-workflow';
import { CODE } from '../../../../support/world';
import {
	address,
	addressInPath,
	flag,
	json,
	jsonList,
	number,
	oneOf,
	sid,
	someOf,
	text,
	time,
	verbatim,
} from '../kinds';
import { GUARDS, LIST_OPTIONS, PAGING, RECORD_OPTIONS, RESULT_SIZE } from '../options';
import { additional, filters, required, type Row, type Rows } from '../row';

/** Options for requesting the sentences of transcripts. */
const sentences = (given: INodeParameters): Rows =>
	additional({ redacted: flag, wordTimestamps: flag }).map((row) => ({
		...row,
		given,
		follows: '/Sentences',
		base: { PageSize: ['5000'] },
	}));

export const OTHERS: Record<string, Rows> = {
	'phoneNumber/lookup': [
		required('phoneNumber', addressInPath, { path: (value) => `/v2/PhoneNumbers/${encodeURIComponent(value)}` }),
		...additional({
			addressCountryCode: text,
			addressLine1: text,
			addressLine2: text,
			city: text,
			countryCode: text,
			dateOfBirth: text,
			firstName: text,
			lastName: text,
			lastVerifiedDate: text,
			nationalId: text,
			postalCode: text,
			state: text,
			verificationSid: sid('VE'),
			partnerSubId: text,
		}),
		{
			name: 'fields',
			in: 'additionalFields',
			kind: someOf(
				'validation',
				'caller_name',
				'sim_swap',
				'call_forwarding',
				'line_status',
				'line_type_intelligence',
				'identity_match',
				'reassigned_number',
				'sms_pumping_risk',
				'phone_number_quality_score',
				'pre_fill',
			),
			wire: 'Fields',
			joined: true,
			otherwise: ['line_type_intelligence'],
		},
		...RECORD_OPTIONS,
	],
	'phoneNumber/getAll': [
		...PAGING,
		...filters({ phoneNumber: text, friendlyName: text, origin: oneOf('twilio', 'hosted'), beta: flag }),
		...LIST_OPTIONS,
	],
	'verification/send': [
		required('serviceSid', sid('VA'), { path: (value) => `/v2/Services/${value}/Verifications` }),
		required('to', address, { wire: 'To' }),
		{
			name: 'channel',
			kind: oneOf('sms', 'call', 'whatsapp', 'email', 'auto', 'sna'),
			wire: 'Channel',
			otherwise: ['sms'],
		},
		...additional({
			locale: text,
			customFriendlyName: text,
			customCode: text,
			templateSid: sid('HJ'),
			templateCustomSubstitutions: json,
			sendDigits: text,
			appHash: text,
			amount: text,
			payee: text,
			rateLimits: json,
			deviceIp: text,
			riskCheck: oneOf('enable', 'disable'),
			tags: json,
			templates: jsonList,
			channelConfiguration: json,
			enableSnaClientToken: flag,
		}),
		...RECORD_OPTIONS,
		...GUARDS,
	],
	'verification/check': [
		required('serviceSid', sid('VA'), { path: (value) => `/v2/Services/${value}/VerificationCheck` }),
		required('to', address, { wire: 'To' }),
		required('verificationSid', sid('VE'), {
			wire: 'VerificationSid',
			given: { to: '' },
			implied: () => ({ To: undefined }),
		}),
		required('code', { ...text, sent: [...text.sent, [CODE, CODE], [12345, '12345']] }, { wire: 'Code' }),
		...additional({ amount: text, payee: text }),
		...additional({ snaClientToken: verbatim }).map((row) => ({ ...row, implied: () => ({ Code: undefined }) })),
		...RECORD_OPTIONS,
	],
	'verificationService/create': [
		required('friendlyName', text, { wire: 'FriendlyName' }),
		...additional({
			codeLength: number(4, 10),
			lookupEnabled: flag,
			skipSmsToLandlines: flag,
			dtmfInputRequired: flag,
			ttsName: text,
			psd2Enabled: flag,
			doNotShareWarningEnabled: flag,
			customCodeEnabled: flag,
			defaultTemplateSid: sid('HJ'),
			verifyEventSubscriptionEnabled: flag,
		}),
		{ name: 'whatsappMsgServiceSid', in: 'additionalFields', kind: sid('MG'), wire: 'Whatsapp.MsgServiceSid' },
		{
			name: 'whatsappFrom',
			in: 'additionalFields',
			kind: {
				sent: [
					['+1 500 555 0006', 'whatsapp:+15005550006'],
					['whatsapp:+15005550006', 'whatsapp:+15005550006'],
				],
				refused: address.refused,
			},
			wire: 'Whatsapp.From',
		},
		...RECORD_OPTIONS,
	],
	'transcript/getAll': [
		...PAGING,
		{ name: 'includeTranscriptText', kind: flag },
		...filters({
			serviceSid: sid('GA'),
			status: oneOf('queued', 'in-progress', 'completed', 'new', 'failed', 'canceled', 'error'),
			languageCode: text,
			sourceSid: text,
		}),
		// Twilio's own names, without comparison signs.
		...['afterStartTime', 'beforeStartTime', 'afterDateCreated', 'beforeDateCreated'].map((name): Row => ({
			name,
			in: 'filters',
			kind: time,
			wire: name.charAt(0).toUpperCase() + name.slice(1),
		})),
		...sentences({ includeTranscriptText: true, limit: 1 }),
		...LIST_OPTIONS,
	],
	'transcript/get': [
		required(
			'transcriptSids',
			{ ...sid('GT'), refused: sid('GT').refused.filter((value) => !Array.isArray(value)) },
			{ path: (value) => `/v2/Transcripts/${value}` },
		),
		...sentences({}),
		...RECORD_OPTIONS,
		RESULT_SIZE,
	],
};
