import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { envelopes } from '../support/engine';
import { nameOf, show, summary, type Result } from './report';

type Environment = Record<string, string | undefined>;

/** Returns the credential from the environment, or what is missing there. */
export function credentialFrom(env: Environment): ICredentialDataDecryptedObject | string[] {
	const {
		TWILIO_ACCOUNT_SID: accountSid,
		TWILIO_AUTH_TOKEN: authToken,
		TWILIO_API_KEY_SID: apiKeySid,
		TWILIO_API_KEY_SECRET: apiKeySecret,
	} = env;
	const byKey = Boolean(apiKeySid && apiKeySecret);
	const missing: string[] = [];
	if (!accountSid) missing.push('TWILIO_ACCOUNT_SID');
	if (!byKey && !authToken) missing.push('TWILIO_AUTH_TOKEN (or TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET)');
	if (missing.length > 0) return missing;
	const given = {
		accountSid,
		authType: byKey ? 'apiKey' : 'authToken',
		authToken,
		apiKeySid,
		apiKeySecret,
		region: env.TWILIO_REGION || 'us1',
	};
	return given as ICredentialDataDecryptedObject;
}

/** A step of the tour. Its parameters come from earlier results; `undefined` if there is nothing to ask for. */
type Step = [
	resource: string,
	operation: string,
	parameters: (found: Record<string, IDataObject>) => INodeParameters | undefined,
];

const first = (found: IDataObject | undefined, list: string) => (found?.[list] as IDataObject[] | undefined)?.[0];

/** Returns parameters with the value, if there is one. */
const given = (name: string, value: unknown, more: INodeParameters = {}) =>
	value ? { ...more, [name]: value as string } : undefined;

function recordingOf(transcript: IDataObject | undefined): unknown {
	const channel: { media_properties?: { source_sid?: string } } = JSON.parse(String(transcript?.channel ?? '{}'));
	return channel.media_properties?.source_sid;
}

/** The actions that only read, in an order in which each finds what it needs in earlier results. */
const TOUR: Step[] = [
	['phoneNumber', 'getAll', () => ({ limit: 5 })],
	// With the field `validation` alone, a lookup is free.
	[
		'phoneNumber',
		'lookup',
		(found) =>
			given('phoneNumber', first(found['phoneNumber/getAll'], 'phone_numbers')?.phone_number, {
				additionalFields: { fields: ['validation'] },
			}),
	],
	['message', 'getAll', () => ({ limit: 5 })],
	['message', 'get', (found) => given('messageSid', first(found['message/getAll'], 'messages')?.sid)],
	[
		'messageMedia',
		'getAll',
		(found) => given('messageSid', first(found['message/getAll'], 'messages')?.sid, { limit: 5 }),
	],
	['call', 'getAll', () => ({ limit: 5 })],
	['call', 'get', (found) => given('callSid', first(found['call/getAll'], 'calls')?.sid)],
	['transcript', 'getAll', () => ({ limit: 2 })],
	['transcript', 'get', (found) => given('transcriptSids', first(found['transcript/getAll'], 'transcripts')?.sid)],
	[
		'recording',
		'download',
		(found) => given('recordingSid', recordingOf(first(found['transcript/getAll'], 'transcripts'))),
	],
];

/** Runs the reading actions, and prints what each returned, or that the account has nothing for it. */
export async function tour(
	credential: ICredentialDataDecryptedObject,
	print: (text: string) => void,
): Promise<boolean> {
	const found: Record<string, IDataObject> = {};
	const results: Result[] = [];
	for (const [resource, operation, parameters] of TOUR) {
		const chosen = parameters(found);
		if (!chosen) {
			print(`${resource} / ${operation}: left out, the account has nothing to ask for\n`);
			continue;
		}
		const [envelope] = await envelopes({ credential, parameters: { resource, operation, ...chosen } });
		const result = { resource, operation, where: 'live', envelope: envelope! };
		found[`${resource}/${operation}`] = envelope!;
		results.push(result);
		print(show(result));
	}
	const { lines, ok } = summary(results, results.map(nameOf));
	print(lines.join('\n'));
	return ok;
}

/** Runs the tour with the credential from the environment. Nothing is sent, changed or deleted. */
export async function live(env: Environment): Promise<boolean> {
	const credential = credentialFrom(env);
	if (!Array.isArray(credential)) return await tour(credential, console.log);
	console.error(
		`Set ${credential.join(' and ')} in the environment. TWILIO_REGION (us1, ie1 or au1) is us1 unless set.`,
	);
	return false;
}
