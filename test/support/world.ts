import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { LocalTwilioClient, type Region, type TestAccount } from '../twilio/client';
import { credentialOf } from './credentials';

/** The code of every verification in these tests. It starts with a zero, which must not get lost. */
export const CODE = '012345';

/** A message that has not been sent yet. */
export const SCHEDULED_MESSAGE = `SM${'5'.repeat(32)}`;

export const addScheduledMessage = async ({ account }: World) =>
	await account.seed('message', { fields: { sid: SCHEDULED_MESSAGE, status: 'scheduled', date_sent: null } });

/** A call that has not ended. */
export const ACTIVE_CALL = `CA${'5'.repeat(32)}`;

export const addActiveCall = async ({ account }: World) =>
	await account.seed('call', { fields: { sid: ACTIVE_CALL, status: 'in-progress', end_time: null, duration: null } });

/** An account with one of everything, and the credential for it. */
export interface World {
	account: TestAccount;
	credential: ICredentialDataDecryptedObject;
	sids: {
		message: string;
		media: string;
		call: string;
		recording: string;
		application: string;
		messagingService: string;
		content: string;
		verifyService: string;
		verifyTemplate: string;
		intelligenceService: string;
		byocTrunk: string;
		/** Each has three sentences. */
		transcripts: [string, string];
	};
}

/** Creates a separate account for a test, so that tests can run side by side. */
export async function newWorld(region: Region = 'us1'): Promise<World> {
	const account = await new LocalTwilioClient().createAccount({ region, empty: true });
	const one = async (...seed: Parameters<TestAccount['seed']>) => (await account.seed(...seed))[0]!;
	await one('number', { fields: { phone_number: '+15005550006', friendly_name: 'Main line' } });
	const message = await one('message', { fields: { body: 'Hello', to: '+15005550100' } });
	const sids = {
		message,
		media: await one('media', { messageSid: message }),
		call: await one('call'),
		recording: await one('recording', { fields: { channels: 2 } }),
		application: await one('application', { fields: { friendly_name: 'Greeting' } }),
		messagingService: await one('messagingService', { fields: { friendly_name: 'Notifications' } }),
		content: await one('content', { fields: { friendly_name: 'order_shipped' } }),
		verifyService: await one('verifyService', {
			fields: { friendly_name: 'Sign-in codes', custom_code_enabled: true },
		}),
		verifyTemplate: await one('verifyTemplate', { fields: { friendly_name: 'Plain words' } }),
		intelligenceService: await one('intelligenceService', { fields: { friendly_name: 'Support calls' } }),
		byocTrunk: await one('byocTrunk', { fields: { friendly_name: 'Own carrier' } }),
		transcripts: (await account.seed('transcript', { count: 2, sentences: 3 })) as [string, string],
	};
	return { account, credential: credentialOf(account.credentials), sids };
}
