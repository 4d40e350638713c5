import type { TestAccount } from '../twilio/client';
import { rfc2822 } from '../twilio/dates';
import type { Outcome } from '../twilio/types';

/** The number whose calls do not end by themselves: an example hangs up. */
export const RINGING_ON: Record<string, Outcome> = {
	'+14155550125': {
		steps: [
			['queued', 0],
			['in-progress', 20],
		],
	},
};

/** Fills an account with what a while of use leaves in it, for the workflows under examples/ to find. */
export async function fill(account: TestAccount): Promise<void> {
	// The examples send from the first and to the second of these numbers.
	await account.seed('number', { fields: { phone_number: '+14155550100', friendly_name: 'Example' } });
	await account.configure({ autoReply: { '+14155550123': { body: 'Yes', delay: 200 } } });
	// Where a user chooses from a list, the examples have these SIDs.
	await account.seed('verifyService', {
		fields: { sid: 'VA0123456789abcdef0123456789abcdef', friendly_name: 'Example' },
	});
	await account.seed('messagingService', {
		fields: { sid: 'MG0123456789abcdef0123456789abcdef', friendly_name: 'Example' },
	});
	await account.seed('content', {
		fields: {
			sid: 'HX0123456789abcdef0123456789abcdef',
			friendly_name: 'order_news',
			variables: { 1: 'Ada', 2: '4711' },
		},
	});
	await account.seed('recording', { fields: { sid: 'RE0123456789abcdef0123456789abcdef' } });
	// Everything gets a final status: the examples delete what they sent, and Twilio only deletes what is finished.
	await account.configure({
		outcome: {
			message: {
				steps: [
					['queued', 0],
					['delivered', 60],
				],
			},
			call: {
				steps: [
					['queued', 0],
					['in-progress', 20],
					['completed', 60],
				],
			},
			byTo: RINGING_ON,
		},
	});
	// Before the others, since lists start with the newest.
	const longAgo = rfc2822(Date.now() - 100 * 86_400_000);
	await account.seed('message', {
		count: 2,
		fields: { body: 'A message from long ago', date_created: longAgo, date_sent: longAgo, date_updated: longAgo },
	});
	await account.seed('message', { count: 3 });
	await account.seed('call', { count: 3 });
	const [source_sid] = await account.seed('recording', { fields: { channels: 2 } });
	const channel = { type: 'voice', media_properties: { source: 'Recording', source_sid }, participants: [] };
	await account.seed('transcript', { count: 3, sentences: 4, fields: { channel } });
}
