import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { TwilioClient } from '../transport/client';
import { CREDENTIAL } from '../transport/sendOnce';
import { accountOf } from '../transport/hosts';
import { Limiter } from '../transport/limiter';

/** Somebody waits in front of the editor: better an error soon than a list late. */
export const EDITOR_SETTINGS = { timeout: 20, maxRetries: 2 };

/** Twilio for the lists of the editor, with the credential that is chosen there. */
export async function editorClient(context: ILoadOptionsFunctions): Promise<TwilioClient> {
	const credential = await context.getCredentials(CREDENTIAL);
	return new TwilioClient(context, accountOf(credential), credential, new Limiter(1));
}
