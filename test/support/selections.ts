import type { INodeParameters } from 'n8n-workflow';
import { envelopes } from './engine';
import { ACTIVE_CALL, addActiveCall, addScheduledMessage, CODE, SCHEDULED_MESSAGE, type World } from './world';

/** A selection of resource and operation. */
export interface Selection {
	resource: string;
	operation: string;
	/** The least that must be filled in. */
	parameters: (world: World) => INodeParameters;
	/** What must have happened before. */
	before?: (world: World) => Promise<unknown>;
	/** Twilio's product: where its host is not `api`. */
	product?: 'lookups' | 'verify' | 'intelligence';
	/** The method of its first request, where it is not GET. */
	method?: 'POST' | 'DELETE';
	/** Whether it lists: the envelope's key of the list. */
	list?: string;
}

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

/** All that the node can do, each with inputs that succeed in a new world. */
export const selections: Selection[] = [
	{ resource: 'call', operation: 'delete', method: 'DELETE', parameters: ({ sids }) => ({ callSid: byId(sids.call) }) },
	{ resource: 'call', operation: 'get', parameters: ({ sids }) => ({ callSid: byId(sids.call) }) },
	{ resource: 'call', operation: 'getAll', list: 'calls', parameters: () => ({}) },
	{
		resource: 'call',
		operation: 'hangUp',
		method: 'POST',
		before: addActiveCall,
		parameters: () => ({ callSid: byId(ACTIVE_CALL) }),
	},
	{
		resource: 'call',
		operation: 'make',
		method: 'POST',
		parameters: () => ({ from: byId('+15005550006'), to: '+15005550101', text: 'Hello' }),
	},
	{
		resource: 'message',
		operation: 'cancel',
		method: 'POST',
		before: addScheduledMessage,
		parameters: () => ({ messageSid: byId(SCHEDULED_MESSAGE) }),
	},
	{
		resource: 'message',
		operation: 'delete',
		method: 'DELETE',
		parameters: ({ sids }) => ({ messageSid: byId(sids.message) }),
	},
	{ resource: 'message', operation: 'get', parameters: ({ sids }) => ({ messageSid: byId(sids.message) }) },
	{ resource: 'message', operation: 'getAll', list: 'messages', parameters: () => ({}) },
	{
		resource: 'message',
		operation: 'redact',
		method: 'POST',
		parameters: ({ sids }) => ({ messageSid: byId(sids.message) }),
	},
	{
		resource: 'message',
		operation: 'send',
		method: 'POST',
		parameters: () => ({ from: byId('+15005550006'), to: '+15005550101', body: 'Hello' }),
	},
	{
		resource: 'messageMedia',
		operation: 'getAll',
		list: 'media',
		parameters: ({ sids }) => ({ messageSid: byId(sids.message) }),
	},
	{ resource: 'phoneNumber', operation: 'getAll', list: 'phone_numbers', parameters: () => ({}) },
	{
		resource: 'phoneNumber',
		operation: 'lookup',
		product: 'lookups',
		parameters: () => ({ phoneNumber: '+15005550100' }),
	},
	{
		resource: 'recording',
		operation: 'delete',
		method: 'DELETE',
		parameters: ({ sids }) => ({ recordingSid: byId(sids.recording) }),
	},
	{ resource: 'recording', operation: 'getAll', list: 'recordings', parameters: () => ({}) },
	{ resource: 'recording', operation: 'download', parameters: ({ sids }) => ({ recordingSid: byId(sids.recording) }) },
	{
		resource: 'transcript',
		operation: 'get',
		product: 'intelligence',
		parameters: ({ sids }) => ({ transcriptSids: [sids.transcripts[0]] }),
	},
	{ resource: 'transcript', operation: 'getAll', product: 'intelligence', list: 'transcripts', parameters: () => ({}) },
	{
		resource: 'verification',
		operation: 'check',
		product: 'verify',
		method: 'POST',
		before: sendCode,
		parameters: ({ sids }) => ({ serviceSid: byId(sids.verifyService), to: VERIFIED, code: CODE }),
	},
	{
		resource: 'verification',
		operation: 'send',
		product: 'verify',
		method: 'POST',
		parameters: ({ sids }) => ({ serviceSid: byId(sids.verifyService), to: VERIFIED }),
	},
	{
		resource: 'verificationService',
		operation: 'create',
		product: 'verify',
		method: 'POST',
		parameters: () => ({ friendlyName: 'Example Shop' }),
	},
];

/** For `test.each`: the selections by name. */
export const everySelection = selections.map((selection) => [nameOf(selection), selection] as const);

export const everyList = everySelection.filter(([, { list }]) => list !== undefined);

export function nameOf({ resource, operation }: Pick<Selection, 'resource' | 'operation'>): string {
	return `${resource}/${operation}`;
}

/** The parameters of a selection as n8n stores them. */
export function parametersOf(
	{ resource, operation, parameters }: Selection,
	world: World,
	more: INodeParameters = {},
): INodeParameters {
	return { resource, operation, ...parameters(world), ...more };
}
