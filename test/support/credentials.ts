import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

/**
 * What n8n's server gives the engine for credentials: it knows one, and evaluates the expressions of its
 * type's `authenticate` as n8n does.
 */
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
		authenticate: (
			data: ICredentialDataDecryptedObject,
			type: string,
			request: IHttpRequestOptions,
			workflow: Workflow,
			node: INode,
		) => {
			const { properties } = loader.getCredential(type).type.authenticate as IAuthenticateGeneric;
			const evaluate = (value: unknown) =>
				workflow.expression.getSimpleParameterValue(
					node,
					String(value),
					'internal',
					{ $credentials: data },
					undefined,
					'',
				) as string;
			const { username, password } = properties.auth!;
			return Promise.resolve({ ...request, auth: { username: evaluate(username), password: evaluate(password) } });
		},
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
