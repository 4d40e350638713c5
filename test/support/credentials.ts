import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';

/** Creates what n8n's server gives the engine for credentials. It knows a single one. */
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
		authenticate: async (
			data: ICredentialDataDecryptedObject,
			type: string,
			request: IHttpRequestOptions,
			workflow: Workflow,
			node: INode,
		) => await authenticated(loader.getCredential(type).type.authenticate!, data, request, workflow, node),
	} as unknown as ICredentialsHelper;
}

/** Works like n8n's CredentialsHelper: a credential has a function, or declares expressions for the header. */
async function authenticated(
	authenticate: IAuthenticate,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): Promise<IHttpRequestOptions> {
	if (typeof authenticate === 'function') return await authenticate(data, request);
	const evaluate = (value: unknown) =>
		String(
			workflow.expression.getSimpleParameterValue(
				node,
				String(value),
				'internal',
				{ $credentials: data },
				undefined,
				'',
			),
		);
	const { username, password } = authenticate.properties.auth!;
	return { ...request, auth: { username: evaluate(username), password: evaluate(password) } };
}

/** Returns a credential of the type `twilioAccountApi`, as the user fills it in. */
export function credentialOf(
	{ accountSid, authToken, region }: { accountSid: string; authToken: string; region: string },
	apiKey?: { sid: string; secret: string },
): ICredentialDataDecryptedObject {
	if (!apiKey) return { accountSid, authType: 'authToken', authToken, region };
	return { accountSid, authType: 'apiKey', authToken: '', apiKeySid: apiKey.sid, apiKeySecret: apiKey.secret, region };
}
