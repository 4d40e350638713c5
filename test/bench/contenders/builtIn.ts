import type { ICredentialType, INodeType } from 'n8n-workflow';
import { join } from 'node:path';
import { loader } from '../../support/engine';
import { rivalFolder } from '../rival';
import type { Worker } from '../types';
import { builtInCredential, builtInParameters } from './builtInParameters';
import { runOther } from './workflow';

type Constructor<T> = new () => T;

/** Creates the class that a file of n8n-nodes-base exports. It uses this repository's only copy of n8n-workflow. */
function load<T>(path: string, name: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- it is there only once the rival is unpacked
	const found = require(join(rivalFolder, 'dist', path)) as Record<string, Constructor<T>>;
	return new found[name]!();
}

/** n8n's built-in Twilio node. */
export const builtIn: Worker = async ({ count }, account) => {
	const credentialType = load<ICredentialType>('credentials/TwilioApi.credentials.js', 'TwilioApi');
	loader.credentialTypes.twilioApi = { type: credentialType, sourcePath: rivalFolder };
	const sent = await runOther({
		type: load<INodeType>('nodes/Twilio/Twilio.node.js', 'Twilio'),
		parameters: builtInParameters,
		credential: builtInCredential(account),
		count,
	});
	return sent.filter(({ sid }) => typeof sid === 'string').length;
};
