import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { TwilioClient } from '../transport/client';
import { accountOf, CREDENTIAL } from '../transport/hosts';

/** Somebody waits in front of the editor: better an error soon than a list late. */
export const EDITOR_SETTINGS = { timeout: 20, maxRetries: 2, retryWithin: 5000 };

/** For what a list needs beside its pages. The rest of the account's requests belong to executions. */
const MAX_CONCURRENCY = 5;

/** Does `task` with Twilio for the lists of the editor, with the credential that is chosen there. */
export async function withEditorClient<T>(
	context: ILoadOptionsFunctions,
	task: (client: TwilioClient) => Promise<T>,
): Promise<T> {
	// Loaded by the first list, as a start of n8n loads the nodes of all packages.
	const [{ TwilioClient }, { joinAccount }] = await Promise.all([
		import('../transport/client'),
		import('../transport/limiter/registry'),
	]);
	const credential = await context.getCredentials(CREDENTIAL);
	const account = accountOf(credential);
	const queue = joinAccount(account, { maxConcurrency: MAX_CONCURRENCY });
	try {
		return await task(new TwilioClient(context, account, credential, queue));
	} finally {
		queue.leave();
	}
}
