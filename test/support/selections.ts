import type { INodeParameters } from 'n8n-workflow';
import type * as Actions from '../../nodes/Twilio/actions';
import { built } from './built';
import { envelopes } from './engine';
import { ACTIVE_CALL, addActiveCall, addScheduledMessage, CODE, SCHEDULED_MESSAGE, type World } from './world';

/** What the suites that cover all actions need to know about one. */
interface Row {
	/** The required parameters. */
	parameters: (world: World) => INodeParameters;
	/** The fields that stay null in a success. */
	nulls?: string[];
	/** What must happen first. */
	before?: (world: World) => Promise<unknown>;
	/** Twilio's product, if its host is not `api`. */
	product?: 'lookups' | 'verify' | 'intelligence';
	/** Method of the action's main request, if it is not GET. */
	method?: 'POST' | 'DELETE';
	/** For an action that lists records: the envelope's key of the list. */
	list?: string;
}

/** An action of the node, with inputs that succeed in a new world. */
export interface Selection extends Row {
	resource: string;
	operation: string;
}

/** Returns n8n's collection *Limit Wait Time* for a number of seconds. */
export const waitFor = (seconds: number): INodeParameters => ({
	values: { limitType: 'afterTimeInterval', resumeAmount: seconds / 60, resumeUnit: 'minutes' },
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const VERIFIED = '+15005550111';

const sendCode = async ({ credential, sids }: World) =>
	await envelopes({
		credential,
		parameters: {
			resource: 'verification',
			operation: 'send',
			serviceSid: byId(sids.verifyService),
			to: VERIFIED,
			additionalFields: { customCode: CODE },
		},
	});

const rows: Record<string, Row> = {
	'call/delete': { method: 'DELETE', parameters: ({ sids }) => ({ callSid: byId(sids.call) }) },
	'call/get': { parameters: ({ sids }) => ({ callSid: byId(sids.call) }) },
	'call/getAll': { list: 'calls', parameters: () => ({}) },
	'call/hangUp': {
		method: 'POST',
		before: addActiveCall,
		parameters: () => ({ callSid: byId(ACTIVE_CALL) }),
	},
	'call/make': {
		method: 'POST',
		parameters: () => ({ from: byId('+15005550006'), to: '+15005550101', text: 'Hello' }),
	},
	'message/cancel': {
		method: 'POST',
		before: addScheduledMessage,
		parameters: () => ({ messageSid: byId(SCHEDULED_MESSAGE) }),
	},
	'message/delete': {
		method: 'DELETE',
		parameters: ({ sids }) => ({ messageSid: byId(sids.message) }),
	},
	'message/get': { parameters: ({ sids }) => ({ messageSid: byId(sids.message) }) },
	'message/getAll': { list: 'messages', parameters: () => ({}) },
	'message/redact': { method: 'POST', parameters: ({ sids }) => ({ messageSid: byId(sids.message) }) },
	'message/send': {
		method: 'POST',
		parameters: () => ({ from: byId('+15005550006'), to: '+15005550101', body: 'Hello' }),
	},
	'message/sendAndWait': {
		method: 'POST',
		nulls: ['call', 'approved'],
		// The message is delivered and the reply is there at the first poll. If there is none, the wait is short.
		before: async ({ account }) =>
			await account.configure({
				outcome: { message: { steps: [['delivered', 0]] } },
				autoReply: { '*': { body: 'Yes' } },
			}),
		parameters: () => ({
			from: byId('+15005550006'),
			to: '+15005550101',
			message: 'What time suits you?',
			responseType: 'freeText',
			answerBy: 'reply',
			options: { limitWaitTime: waitFor(2) },
		}),
	},
	'messageMedia/getAll': {
		list: 'media',
		parameters: ({ sids }) => ({ messageSid: byId(sids.message) }),
	},
	'phoneNumber/getAll': { list: 'phone_numbers', parameters: () => ({}) },
	'phoneNumber/lookup': {
		product: 'lookups',
		parameters: () => ({ phoneNumber: '+15005550100' }),
	},
	'recording/delete': { method: 'DELETE', parameters: ({ sids }) => ({ recordingSid: byId(sids.recording) }) },
	'recording/download': { parameters: ({ sids }) => ({ recordingSid: byId(sids.recording) }) },
	'recording/getAll': { list: 'recordings', parameters: () => ({}) },
	'transcript/get': {
		product: 'intelligence',
		parameters: ({ sids }) => ({ transcriptSids: [sids.transcripts[0]] }),
	},
	'transcript/getAll': { product: 'intelligence', list: 'transcripts', parameters: () => ({}) },
	'verification/check': {
		product: 'verify',
		method: 'POST',
		before: sendCode,
		parameters: ({ sids }) => ({ serviceSid: byId(sids.verifyService), to: VERIFIED, code: CODE }),
	},
	'verification/send': {
		product: 'verify',
		method: 'POST',
		parameters: ({ sids }) => ({ serviceSid: byId(sids.verifyService), to: VERIFIED }),
	},
	'verificationService/create': {
		product: 'verify',
		method: 'POST',
		parameters: () => ({ friendlyName: 'Example Shop' }),
	},
};

/** All actions of the built node. */
export const { actions } = built<typeof Actions>('actions');

/**
 * Returns the entry of each action in a table, in the order of the actions.
 * @throws if an action has no entry, or an entry no action
 */
export function perAction<T>(table: Record<string, T>, where: string): Array<[name: string, entry: T]> {
	const names = actions.map(nameOf);
	const missing = names.filter((name) => !Object.hasOwn(table, name));
	const unknown = Object.keys(table).filter((name) => !names.includes(name));
	if (missing.length > 0) throw new Error(`${where} needs a row for ${missing.join(', ')}`);
	if (unknown.length > 0) throw new Error(`${where} has a row for ${unknown.join(', ')}, which is no action`);
	return names.map((name) => [name, table[name]!]);
}

/** For `test.each`: the selections by name. */
export const everySelection = perAction(rows, 'test/support/selections.ts').map(([name, row], index) => {
	const { resource, operation } = actions[index]!;
	return [name, { resource, operation, ...row }] as const;
});

export const selections: Selection[] = everySelection.map(([, selection]) => selection);

export const everyList = everySelection.filter(([, { list }]) => list !== undefined);

export function nameOf({ resource, operation }: Pick<Selection, 'resource' | 'operation'>): string {
	return `${resource}/${operation}`;
}

/** Returns the parameters of a selection as n8n stores them. */
export function parametersOf(
	{ resource, operation, parameters }: Selection,
	world: World,
	{ options, ...more }: INodeParameters = {},
): INodeParameters {
	const own = parameters(world);
	return { resource, operation, ...own, ...more, options: { ...(own.options as object), ...(options as object) } };
}
