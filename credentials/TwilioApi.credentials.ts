import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
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
			description: 'On the first page of the Twilio Console, under Account Info',
		},
		{
			displayName: 'Log In With',
			name: 'authType',
			type: 'options',
			options: [
				{ name: 'Auth Token', value: 'authToken' },
				{ name: 'API Key', value: 'apiKey', description: 'Can be revoked by itself; a Standard key is enough' },
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
			description: 'Next to the Account SID. Each region has a token of its own.',
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
			description: 'Twilio shows it once, when the key is made',
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
				'Where the account keeps its data. Tokens and keys belong to one region. Verify and transcripts are in US1 only.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: {
				username: '={{ $credentials.authType === "apiKey" ? $credentials.apiKeySid : $credentials.accountSid }}',
				password: '={{ $credentials.authType === "apiKey" ? $credentials.apiKeySecret : $credentials.authToken }}',
			},
		},
	};

	// A Standard API key may not read the account itself, but its phone numbers.
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ { ie1: "https://api.dublin.ie1.twilio.com", au1: "https://api.sydney.au1.twilio.com" }[$credentials.region] || "https://api.twilio.com" }}',
			url: '=/2010-04-01/Accounts/{{ encodeURIComponent($credentials.accountSid) }}/IncomingPhoneNumbers.json',
			qs: { PageSize: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Twilio refused the login: check the Account SID, the token or API key, and that they belong to the region',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Twilio does not allow this: the API key may belong to another account or lack the right to read phone numbers, the account may be suspended, or these are test credentials',
				},
			},
			{ type: 'responseCode', properties: { value: 404, message: 'Twilio does not know this Account SID' } },
		],
	};
}
