import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { TwilioApiError } from '../errors/twilioApiError';
import type { TwilioClient } from '../transport/client';
import { accountOf, CREDENTIAL } from '../transport/hosts';

/** A person is waiting at the editor, so an early error is better than a late list. The timeout covers a whole list. */
export const EDITOR_SETTINGS = { timeout: 20, maxRetries: 2, retryWithin: 5000 };

/** For what a list needs besides its pages. The account's other slots are left to executions. */
const MAX_CONCURRENCY = 5;

const TOO_SLOW = `The list took longer than ${EDITOR_SETTINGS.timeout} s: Twilio is slow, or executions are using the account. Try again later, or use an ID or an expression.`;

/**
 * Runs `task` with a client for the editor's lists, using the credential that is chosen there.
 * @throws TwilioApiError if it takes too long, whether for Twilio or for the account's executions
 */
export async function withEditorClient<T>(
	context: ILoadOptionsFunctions,
	task: (client: TwilioClient) => Promise<T>,
): Promise<T> {
	// Loaded by the first list, because n8n loads the nodes of all packages when it starts.
	const [{ TwilioClient }, { joinAccount }] = await Promise.all([
		import('../transport/client'),
		import('../transport/limiter/registry'),
	]);
	const credential = await context.getCredentials(CREDENTIAL);
	const account = accountOf(credential);
	const deadline = AbortSignal.timeout(EDITOR_SETTINGS.timeout * 1000);
	const queue = joinAccount(account, { maxConcurrency: MAX_CONCURRENCY, signal: deadline });
	try {
		return await task(new TwilioClient(context, account, credential, queue, deadline)).catch((error) => {
			throw deadline.aborted ? new TwilioApiError(TOO_SLOW, { cause: error }) : error;
		});
	} finally {
		queue.leave();
	}
}
