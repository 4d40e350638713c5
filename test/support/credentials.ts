import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

type Authenticate = Extract<IAuthenticate, (...args: never[]) => unknown>;

/** What n8n's server gives the engine for credentials: it knows one. */
export function credentialsHelper(
	loader: PackageDirectoryLoader,
	credential?: ICredentialDataDecryptedObject,
): ICredentialsHelper {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: (type: string) => loader.getCredential(type).type.properties,
		getDecrypted: () => Promise.resolve({ ...credential }),
		preAuthentication: () => Promise.resolve(undefined),
		runPreAuthentication: () => Promise.resolve(undefined),
		// As n8n's CredentialsHelper calls a credential's function.
		authenticate: async (data: ICredentialDataDecryptedObject, type: string, request: IHttpRequestOptions) =>
			await (loader.getCredential(type).type.authenticate as Authenticate)(data, request),
	} as unknown as ICredentialsHelper;
}

/** A credential of the type `twilioAccountApi`, as the user fills it in. */
export function credentialOf(
	{ accountSid, authToken, region }: { accountSid: string; authToken: string; region: string },
	apiKey?: { sid: string; secret: string },
): ICredentialDataDecryptedObject {
	if (!apiKey) return { accountSid, authType: 'authToken', authToken, region };
	return { accountSid, authType: 'apiKey', authToken: '', apiKeySid: apiKey.sid, apiKeySecret: apiKey.secret, region };
}
