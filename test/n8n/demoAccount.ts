import { fill, RINGING_ON } from '../demo/account';
import { LocalTwilioClient, type AccountCredentials, type TestAccount } from '../twilio/client';

/** Always the same, so that a credential created with it stays valid when the local Twilio restarts. */
export const DEMO_LOGIN: AccountCredentials = {
	accountSid: 'AC00000000000000000000000000000001',
	authToken: '00000000000000000000000000000002',
	apiKeys: {
		main: { sid: 'SK00000000000000000000000000000003', secret: '00000000000000000000000000000004' },
		standard: { sid: 'SK00000000000000000000000000000005', secret: '00000000000000000000000000000006' },
	},
	region: 'us1',
};

/** Creates an account of the local Twilio in which all examples find what they need. */
export async function demoAccount(url: string, login: Partial<AccountCredentials> = {}): Promise<TestAccount> {
	const account = await new LocalTwilioClient(url).createAccount(login);
	await fill(account);
	// n8n may be fast: what is sent must reach its final status before the next node deletes it.
	const steps = (end: string): Array<[string, number]> => [
		['queued', 0],
		[end, 5],
	];
	await account.configure({
		outcome: { message: { steps: steps('delivered') }, call: { steps: steps('completed') }, byTo: RINGING_ON },
	});
	return account;
}
