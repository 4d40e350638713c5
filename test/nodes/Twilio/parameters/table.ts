import { CODE } from '../../../support/world';
import { address, addressInPath, dateTime, day, flag, json, number, oneOf, sid, someOf, text, texts, urls, type Kind } from './kinds';
import { FILE_OPTIONS, LIST_OPTIONS, OPTIONS, OUTCOME_OPTIONS, PAGING, RECORDING_OPTIONS } from './options';
import { additional, filters, type Row, type Rows } from './row';

const required = (name: string, kind: Kind, where: Pick<Row, 'wire' | 'path' | 'given' | 'implied'>): Row => ({ name, kind, required: true, ...where });

const HTTP_METHOD = oneOf('GET', 'POST');

const dates = (name: string): Record<string, Kind> => ({ [name]: day, [`${name}Before`]: dateTime, [`${name}After`]: dateTime });

const spoken = (text: string, attributes = '') =>
	`<Response><Say${attributes}>${text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')}</Say></Response>`;

const EVERY_INSTRUCTION = { url: 'https://example.com/twiml', twiml: '<Response/>', applicationSid: `AP${'0'.repeat(32)}` };

const INSTRUCTED: Record<string, Record<string, string[] | undefined>> = {
	text: { Twiml: [spoken('Hello')] },
	url: { Twiml: undefined, Url: [EVERY_INSTRUCTION.url] },
	twiml: { Twiml: [EVERY_INSTRUCTION.twiml] },
	applicationSid: { Twiml: undefined, ApplicationSid: [EVERY_INSTRUCTION.applicationSid] },
};

/** A setting of the spoken text: it becomes an attribute of the TwiML. */
const voice = (name: string, kind: Kind): Row => ({
	name,
	in: 'additionalFields',
	kind: {
		sent: kind.sent.map(([given, value]) => [given, spoken('Hello', ` ${name}="${/>([^]*)</.exec(spoken(String(value)).slice(10, -12))![1]}"`)]),
		refused: kind.refused,
	},
	wire: 'Twiml',
	otherwise: [spoken('Hello')],
});

const SERVICE = `MG${'0'.repeat(32)}`;

const channel = (prefix: string) => ({ To: [`${prefix}+15005550101`], From: [`${prefix}+15005550006`] });

/** All parameters of all actions. The names are those of the contract with the users' saved workflows. */
export const TABLE: Record<string, Rows> = {
	'message/send': [
		{
			name: 'channel',
			kind: oneOf('sms', 'whatsapp', 'rcs', 'messenger'),
			implied: (value) => channel(value === 'sms' ? '' : `${String(value)}:`),
		},
		required('from', address, { wire: 'From' }),
		required('to', address, { wire: 'To' }),
		required('body', text, { wire: 'Body' }),
		{ name: 'mediaUrls', kind: urls, wire: 'MediaUrl' },
		...additional({
			messagingServiceSid: sid('MG'),
			statusCallback: text,
			contentSid: sid('HX'),
			contentVariables: json,
			validityPeriod: number(1, 36000),
			smartEncoded: flag,
			shortenUrls: flag,
			sendAsMms: flag,
			riskCheck: oneOf('enable', 'disable'),
			persistentAction: texts,
			applicationSid: sid('AP'),
			provideFeedback: flag,
		}),
		{
			name: 'sendAt',
			in: 'additionalFields',
			given: { additionalFields: { messagingServiceSid: SERVICE } },
			base: { MessagingServiceSid: [SERVICE] },
			kind: dateTime,
			wire: 'SendAt',
			implied: () => ({ ScheduleType: ['fixed'] }),
		},
		{
			name: 'templateVariables',
			given: { channel: 'whatsapp' },
			base: channel('whatsapp:'),
			kind: { sent: [['Ada', '{"1":"Ada"}'], ['&Body="x"', '{"1":"&Body=\\"x\\""}'], [5, '{"1":5}']], refused: [] },
			wire: 'ContentVariables',
			wrap: (expression) => ({ mappingMode: 'defineBelow', value: { 1: expression, 2: '' } }),
		},
		...OUTCOME_OPTIONS,
	],
	'message/get': [required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }), ...OPTIONS],
	'message/delete': [required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }), ...OPTIONS],
	'message/getAll': [...PAGING, ...filters({ to: address, from: address, ...dates('dateSent') }), ...LIST_OPTIONS],
	'messageMedia/getAll': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}/Media.json` }),
		...PAGING,
		...filters(dates('dateCreated')),
		...LIST_OPTIONS,
		...FILE_OPTIONS,
	],
	'call/make': [
		required('from', address, { wire: 'From' }),
		required('to', address, { wire: 'To' }),
		required('text', { ...text, sent: text.sent.map(([given, wire]) => [given, spoken(String(wire))]) }, { wire: 'Twiml' }),
		required('url', text, { wire: 'Url', given: { instructions: 'url' } }),
		required('twiml', text, { wire: 'Twiml', given: { instructions: 'twiml' } }),
		required('applicationSid', sid('AP'), { wire: 'ApplicationSid', given: { instructions: 'applicationSid' } }),
		{
			name: 'instructions',
			kind: oneOf('text', 'url', 'twiml', 'applicationSid'),
			// With an expression here, the editor shows and demands all four.
			given: EVERY_INSTRUCTION,
			wire: 'Twiml',
			implied: (value) => INSTRUCTED[String(value)]!,
			otherwise: [spoken('Hello')],
		},
		voice('voice', text),
		voice('language', text),
		voice('loop', number(0)),
		...additional({
			method: HTTP_METHOD,
			fallbackUrl: text,
			fallbackMethod: HTTP_METHOD,
			statusCallback: text,
			statusCallbackEvent: someOf('initiated', 'ringing', 'answered', 'completed'),
			statusCallbackMethod: HTTP_METHOD,
			timeout: number(1, 600),
			record: flag,
			recordingChannels: oneOf('mono', 'dual'),
			recordingTrack: oneOf('inbound', 'outbound', 'both'),
			recordingStatusCallback: text,
			recordingStatusCallbackEvent: someOf('in-progress', 'completed', 'absent'),
			trim: oneOf('trim-silence', 'do-not-trim'),
			sendDigits: text,
			machineDetection: oneOf('Enable', 'DetectMessageEnd'),
			machineDetectionTimeout: number(3, 59),
			asyncAmd: flag,
			asyncAmdStatusCallback: text,
			callerId: address,
			callReason: text,
			timeLimit: number(1),
			sipAuthUsername: text,
			sipAuthPassword: text,
			byoc: sid('BY'),
		}),
		...OUTCOME_OPTIONS,
	],
	'call/get': [required('callSid', sid('CA'), { path: (value) => `/Calls/${value}.json` }), ...OPTIONS],
	'call/delete': [required('callSid', sid('CA'), { path: (value) => `/Calls/${value}.json` }), ...OPTIONS],
	'call/getAll': [
		...PAGING,
		...filters({
			to: address,
			from: address,
			status: oneOf('queued', 'ringing', 'in-progress', 'canceled', 'completed', 'failed', 'busy', 'no-answer'),
			parentCallSid: sid('CA'),
			...dates('startTime'),
			...dates('endTime'),
		}),
		...LIST_OPTIONS,
	],
	'recording/download': [
		required('recordingSid', sid('RE'), { path: (value) => `/Recordings/${value}.json` }),
		{ name: 'format', kind: oneOf('.wav', '.mp3') },
		...RECORDING_OPTIONS,
	],
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
		...OPTIONS,
	],
	'phoneNumber/getAll': [
		...PAGING,
		...filters({ phoneNumber: text, friendlyName: text, origin: oneOf('twilio', 'hosted'), beta: flag }),
		...LIST_OPTIONS,
	],
	'verification/send': [
		required('serviceSid', sid('VA'), { path: (value) => `/v2/Services/${value}/Verifications` }),
		required('to', address, { wire: 'To' }),
		{ name: 'channel', kind: oneOf('sms', 'call', 'whatsapp', 'email', 'auto'), wire: 'Channel', otherwise: ['sms'] },
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
		}),
		...OPTIONS,
	],
	'verification/check': [
		required('serviceSid', sid('VA'), { path: (value) => `/v2/Services/${value}/VerificationCheck` }),
		required('to', address, { wire: 'To' }),
		required('verificationSid', sid('VE'), { wire: 'VerificationSid', given: { to: '' }, implied: () => ({ To: undefined }) }),
		required('code', { ...text, sent: [...text.sent, [CODE, CODE], [12345, '12345']] }, { wire: 'Code' }),
		...additional({ amount: text, payee: text }),
		...OPTIONS,
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
		}),
		...OPTIONS,
	],
	'transcript/getAll': [
		...PAGING,
		{ name: 'includeTranscriptText', kind: flag },
		...filters({
			serviceSid: sid('GA'),
			status: oneOf('queued', 'in-progress', 'completed', 'failed', 'canceled', 'error'),
			languageCode: text,
			sourceSid: text,
		}),
		// Twilio's own names, without signs.
		...['afterStartTime', 'beforeStartTime', 'afterDateCreated', 'beforeDateCreated'].map(
			(name): Row => ({ name, in: 'filters', kind: dateTime, wire: name.charAt(0).toUpperCase() + name.slice(1) }),
		),
		...LIST_OPTIONS,
	],
	'transcript/get': [
		required(
			'transcriptSids',
			{ ...sid('GT'), refused: sid('GT').refused.filter((value) => !Array.isArray(value)) },
			{ path: (value) => `/v2/Transcripts/${value}` },
		),
		...OPTIONS,
	],
};
