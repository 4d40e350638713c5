import { address, flag, json, number, oneOf, sid, text, texts, time, urls, verbatim } from '../kinds';
import { FILE_OPTIONS, GUARDS, LIST_OPTIONS, OPTIONS, OUTCOME_OPTIONS, PAGING, RECORD_OPTIONS } from '../options';
import { additional, dates, filters, required, type Row, type Rows } from '../row';

const SERVICE = `MG${'0'.repeat(32)}`;

const channel = (prefix: string) => ({ To: [`${prefix}+15005550101`], From: [`${prefix}+15005550006`] });

const SEND: Rows = [
	{
		name: 'channel',
		kind: oneOf('sms', 'whatsapp', 'rcs', 'messenger'),
		implied: (value) => channel(value === 'sms' ? '' : `${String(value)}:`),
	},
	required('from', address, { wire: 'From' }),
	required('to', address, { wire: 'To' }),
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
		fallbackFrom: address,
		contentRetention: oneOf('discard', 'retain'),
		addressRetention: oneOf('obfuscate', 'retain'),
		messageIntent: text,
		attempt: number(1),
		trafficType: oneOf('free'),
	}),
	{
		name: 'sendAt',
		in: 'additionalFields',
		given: { additionalFields: { messagingServiceSid: SERVICE } },
		base: { MessagingServiceSid: [SERVICE] },
		kind: time,
		wire: 'SendAt',
		implied: () => ({ ScheduleType: ['fixed'] }),
	},
	{
		name: 'templateVariables',
		given: { channel: 'whatsapp' },
		base: channel('whatsapp:'),
		kind: {
			sent: [
				['Ada', '{"1":"Ada"}'],
				['&Body="x"', '{"1":"&Body=\\"x\\""}'],
				[5, '{"1":5}'],
				[' Ada ', '{"1":" Ada "}'],
			],
			refused: [],
		},
		wire: 'ContentVariables',
		wrap: (expression) => ({ mappingMode: 'defineBelow', value: { 1: expression, 2: '' } }),
	},
];

const BODY: Row = required('body', verbatim, { wire: 'Body' });

const FOR_APPROVAL = 'What time suits you?\n\nReply YES to approve or NO to decline.';

/** The question and how it is answered. Fields shown only for a link or a call are tested elsewhere. */
const QUESTION: Rows = [
	required('message', verbatim, { wire: 'Body' }),
	{
		name: 'responseType',
		kind: {
			sent: [
				['freeText', 'What time suits you?'],
				['approval', FOR_APPROVAL],
			],
			refused: ['letter'],
		},
		wire: 'Body',
		otherwise: [FOR_APPROVAL],
	},
	// Only one item can ask by link, which is the default.
	{ name: 'answerBy', kind: { ...oneOf('reply'), refused: ['letter'] }, required: true },
	...['approveKey', 'approveLabel', 'approveWord', 'declineKey', 'declineLabel', 'declineWord', 'repeats'].map(
		(name): Row => ({ name, in: 'options', kind: { sent: [['5', '5']], refused: [] } }),
	),
	{
		name: 'limitWaitTime',
		in: 'options',
		kind: { sent: [[{ values: { resumeAmount: 0.02, resumeUnit: 'minutes' } }, '']], refused: [] },
	},
];

/** Nobody can reply to a sender name. */
const repliable = (row: Row): Row =>
	row.name === 'from'
		? { ...row, kind: { ...row.kind, sent: row.kind.sent.filter(([given]) => given !== 'Example') } }
		: row;

export const MESSAGES: Record<string, Rows> = {
	'message/send': [...SEND, BODY, ...OUTCOME_OPTIONS],
	'message/sendAndWait': [
		...SEND.filter(({ name }) => !['mediaUrls', 'sendAt', 'templateVariables'].includes(name)).map(repliable),
		...QUESTION,
		...RECORD_OPTIONS,
		...GUARDS,
	],
	'message/get': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }),
		...RECORD_OPTIONS,
	],
	'message/cancel': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }),
		...RECORD_OPTIONS,
	],
	'message/redact': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }),
		...RECORD_OPTIONS,
	],
	'message/delete': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}.json` }),
		...OPTIONS,
	],
	'message/getAll': [...PAGING, ...filters({ to: address, from: address, ...dates('dateSent') }), ...LIST_OPTIONS],
	'messageMedia/getAll': [
		required('messageSid', sid('SM', 'MM'), { path: (value) => `/Messages/${value}/Media.json` }),
		...PAGING,
		...filters(dates('dateCreated')),
		...LIST_OPTIONS,
		...FILE_OPTIONS,
	],
};
