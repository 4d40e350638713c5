import type { TestAccount } from '../twilio/client';

/** What a while of use leaves in an account, for the workflows under examples/ to find. */
export async function fill(account: TestAccount): Promise<void> {
	// Nothing stays in its queue: the examples delete what they sent, and Twilio deletes only what is finished.
	await account.configure({
		outcome: {
			message: { steps: [['queued', 0], ['delivered', 60]] },
			call: { steps: [['queued', 0], ['in-progress', 20], ['completed', 60]] },
		},
	});
	await account.seed('message', { count: 3 });
	await account.seed('call', { count: 3 });
	const [source_sid] = await account.seed('recording', { fields: { channels: 2 } });
	const channel = { type: 'voice', media_properties: { source: 'Recording', source_sid }, participants: [] };
	await account.seed('transcript', { count: 3, sentences: 4, fields: { channel } });
}
