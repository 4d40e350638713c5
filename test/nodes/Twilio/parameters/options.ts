import { flag, number, OBJECT, oneOf, text, UNSENDABLE, type Kind } from './kinds';
import type { Row, Rows } from './row';

const option = (name: string, kind: Kind): Row => ({ name, in: 'options', kind });

/** Options for the node's behavior, which never reach Twilio. Their effects are tested elsewhere. */
export const OPTIONS: Rows = [
	option('includeRaw', flag),
	option('maxConcurrency', number(1, 500)),
	option('maxRetries', number(0, 20)),
	option('timeout', { ...number(5, 600, { whole: false }), refused: [0, 0.05, 601, -1, 'soon', { a: 1 }] }),
];

/** For actions that return records. */
export const RECORD_OPTIONS: Rows = [...OPTIONS, option('simplify', flag)];

export const RESULT_SIZE: Row = option('maxResultSize', number(500));

export const LIST_OPTIONS: Rows = [...RECORD_OPTIONS, option('splitItems', flag), RESULT_SIZE];

/** Addresses, or prefixes of addresses, that match those used in the tests. */
const addressList: Kind = {
	sent: [
		[['+1500*'], ''],
		[['+4420*', '+1 (500) 555*'], ''],
		['+1500*', ''],
		['["+1500*"]', ''],
		[[['+1500*']], ''],
	],
	refused: [[], '[]', ['+1500*', ' '], ['*'], ['+15*55'], '+1500*, +4420*', OBJECT, [OBJECT], UNSENDABLE],
};

/** For actions that contact a person. They must not be empty. */
export const GUARDS: Rows = [
	{ ...option('allowedRecipients', addressList), required: true },
	{ ...option('maxCallsPerExecution', number(0)), required: true },
];

export const FILE_OPTIONS: Rows = [option('downloadFile', flag), option('binaryProperty', text)];

export const RECORDING_OPTIONS: Rows = [...OPTIONS, ...FILE_OPTIONS, option('channels', oneOf(1, 2))];

export const WAIT_TIMEOUT: Row = option('waitTimeout', number(1, 3600, { whole: false }));

export const OUTCOME_OPTIONS: Rows = [...RECORD_OPTIONS, ...GUARDS, option('waitForOutcome', flag), WAIT_TIMEOUT];

/** `returnAll` and `limit`, which become the page size. */
export const PAGING: Rows = [
	{
		name: 'returnAll',
		kind: {
			sent: [
				[true, '1000'],
				['true', '1000'],
				[false, '50'],
				['false', '50'],
			],
			refused: ['yes', 1, { a: 1 }],
		},
		wire: 'PageSize',
		otherwise: ['50'],
	},
	{
		name: 'limit',
		kind: {
			sent: [
				[1, '1'],
				['50', '50'],
				[1000, '1000'],
				[1001, '1000'],
				[1e9, '1000'],
			],
			refused: [0, -1, 1.5, '1.5', 'many', '0x10', true, { a: 1 }, [5]],
		},
		wire: 'PageSize',
		otherwise: ['50'],
	},
];
