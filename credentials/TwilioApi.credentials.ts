import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** https://www.twilio.com/docs/usage/requests-to-twilio#credentials */
export class TwilioApi implements ICredentialType {
	// Not `twilioApi`: n8n keys credential types by this name, and that one belongs to its built-in nodes.
	name = 'twilioAccountApi';

	displayName = 'Twilio Account API';

	icon: Icon = { light: 'file:../icons/twilio.svg', dark: 'file:../icons/twilio.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-twilio/n8n-nodes-twilio#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Account SID',
			name: 'accountSid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. AC0123456789abcdef0123456789abcdef',
			description: 'On the Twilio Console home page, under Account Info',
		},
		{
			displayName: 'Auth Type',
			name: 'authType',
			type: 'options',
			options: [
				{ name: 'Auth Token', value: 'authToken' },
				{
					name: 'API Key',
					value: 'apiKey',
					description: 'Recommended: can be revoked on its own; a Standard key is sufficient',
				},
			],
			default: 'authToken',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authType: ['authToken'] } },
			description: 'Next to the Account SID. Each region has its own token.',
		},
		{
			displayName: 'API Key SID',
			name: 'apiKeySid',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. SK0123456789abcdef0123456789abcdef',
			displayOptions: { show: { authType: ['apiKey'] } },
		},
		{
			displayName: 'API Key Secret',
			name: 'apiKeySecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { authType: ['apiKey'] } },
			description: 'Shown only once, when the key is created',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia (AU1)', value: 'au1' },
				{ name: 'Ireland (IE1)', value: 'ie1' },
				{ name: 'United States (US1)', value: 'us1' },
			],
			default: 'us1',
			description:
				'Where Twilio processes and stores the data. Tokens and keys belong to one region. Verify and transcripts are available in US1 only.',
		},
	];

	// A function, because n8n would evaluate expressions again for each request.
	authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (name: string) => {
			const value = credentials[name];
			return typeof value === 'string' ? value.trim() : '';
		};
		const auth =
			credentials.authType === 'apiKey'
				? { username: text('apiKeySid'), password: text('apiKeySecret') }
				: { username: text('accountSid'), password: text('authToken') };
		return Promise.resolve({ ...requestOptions, auth });
	}

	// Twilio's example for regions, which a Standard API key may also read:
	// https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ { ie1: "https://api.dublin.ie1.twilio.com", au1: "https://api.sydney.au1.twilio.com" }[($credentials.region || "").trim()] || "https://api.twilio.com" }}',
			url: '=/2010-04-01/Accounts/{{ encodeURIComponent(($credentials.accountSid || "").trim()) }}/Calls.json',
			qs: { PageSize: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Twilio rejected these credentials. Check the Account SID, and that the Auth Token or API key is correct and belongs to this region.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Twilio denied access. The API key may belong to another account or lack permission to read calls, the account may be suspended, or these may be test credentials.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'Twilio does not know this Account SID. Check it for typos.' },
			},
		],
	};
}
