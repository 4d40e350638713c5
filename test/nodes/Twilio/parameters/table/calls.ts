import { address, flag, number, oneOf, sid, someOf, text, verbatim, type Kind } from '../kinds';
import { LIST_OPTIONS, OPTIONS, OUTCOME_OPTIONS, PAGING, RECORD_OPTIONS, RECORDING_OPTIONS } from '../options';
import { additional, dates, filters, required, type Row, type Rows } from '../row';

const HTTP_METHOD = oneOf('GET', 'POST');

const spoken = (text: string, attributes = '') =>
	`<Response><Say${attributes}>${text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')}</Say></Response>`;

const EVERY_INSTRUCTION = {
	url: 'https://example.com/twiml',
	twiml: '<Response/>',
	applicationSid: `AP${'0'.repeat(32)}`,
};

const INSTRUCTED: Record<string, Record<string, string[] | undefined>> = {
	text: { Twiml: [spoken('Hello')] },
	url: { Twiml: undefined, Url: [EVERY_INSTRUCTION.url] },
	twiml: { Twiml: [EVERY_INSTRUCTION.twiml] },
	applicationSid: { Twiml: undefined, ApplicationSid: [EVERY_INSTRUCTION.applicationSid] },
};

/** A setting for the spoken text, sent as an attribute in the TwiML. */
const voice = (name: string, kind: Kind): Row => ({
	name,
	in: 'additionalFields',
	kind: {
		sent: kind.sent.map(([given, value]) => [
			given,
			spoken('Hello', ` ${name}="${/^[^>]*>([^]*)</.exec(spoken(String(value)).slice(10, -12))![1]}"`),
		]),
		refused: kind.refused,
	},
	wire: 'Twiml',
	otherwise: [spoken('Hello')],
});

export const CALLS: Record<string, Rows> = {
	'call/make': [
		required('from', address, { wire: 'From' }),
		required('to', address, { wire: 'To' }),
		required(
			'text',
			{ ...verbatim, sent: verbatim.sent.map(([given, wire]) => [given, spoken(String(wire))]) },
			{ wire: 'Twiml' },
		),
		required('url', text, { wire: 'Url', given: { instructions: 'url' } }),
		required('twiml', verbatim, { wire: 'Twiml', given: { instructions: 'twiml' } }),
		required('applicationSid', sid('AP'), { wire: 'ApplicationSid', given: { instructions: 'applicationSid' } }),
		{
			name: 'instructions',
			kind: oneOf('text', 'url', 'twiml', 'applicationSid'),
			// With an expression here, the editor shows and requires all four.
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
			sipAuthPassword: verbatim,
			byoc: sid('BY'),
			machineDetectionSpeechThreshold: number(1000, 6000),
			machineDetectionSpeechEndThreshold: number(500, 5000),
			machineDetectionSilenceTimeout: number(2000, 10_000),
			recordingStatusCallbackMethod: HTTP_METHOD,
			asyncAmdStatusCallbackMethod: HTTP_METHOD,
			callToken: verbatim,
			clientNotificationUrl: text,
			recordingConfigurationId: text,
			passports: text,
		}),
		...OUTCOME_OPTIONS,
	],
	'call/get': [required('callSid', sid('CA'), { path: (value) => `/Calls/${value}.json` }), ...RECORD_OPTIONS],
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
	'call/hangUp': [required('callSid', sid('CA'), { path: (value) => `/Calls/${value}.json` }), ...RECORD_OPTIONS],
	'recording/download': [
		required('recordingSid', sid('RE'), { path: (value) => `/Recordings/${value}.json` }),
		{ name: 'format', kind: oneOf('.wav', '.mp3') },
		...additional({ includeSoftDeleted: flag }),
		...RECORDING_OPTIONS,
	],
	'recording/delete': [
		required('recordingSid', sid('RE'), { path: (value) => `/Recordings/${value}.json` }),
		...OPTIONS,
	],
	'recording/getAll': [
		...PAGING,
		...filters({ callSid: sid('CA'), conferenceSid: sid('CF'), includeSoftDeleted: flag, ...dates('dateCreated') }),
		...LIST_OPTIONS,
	],
};
