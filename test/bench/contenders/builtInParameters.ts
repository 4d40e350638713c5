import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { FROM } from '../../support/sending';
import type { AccountCredentials } from '../../twilio/client';

/** Parameters of n8n's built-in Twilio node that send the message in each item. */
export const builtInParameters: INode['parameters'] = {
	resource: 'sms',
	operation: 'send',
	from: FROM,
	to: '={{ $json.to }}',
	message: '={{ $json.body }}',
	// Without one, the node sends an empty address, which the local Twilio refuses.
	options: { statusCallback: 'https://example.com/status' },
};

/** Credential of the built-in node, of the type `twilioApi`. */
export const builtInCredential = ({ accountSid, authToken }: AccountCredentials): ICredentialDataDecryptedObject => ({
	authType: 'authToken',
	accountSid,
	authToken,
});
