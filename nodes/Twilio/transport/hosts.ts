import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { textOf } from '../records/read';
import { encodeFields, type Product, type TwilioRequest, type Value } from './request';

/** The name of the credential's type in n8n. */
export const CREDENTIAL = 'twilioAccountApi';

/** Twilio's regions. Credentials belong to one: https://www.twilio.com/docs/global-infrastructure */
type Region = 'us1' | 'ie1' | 'au1';

/** Whose resources the requests are about, and where they lie. */
export interface Account {
	sid: string;
	/** One of Twilio's, unless the credential is wrong. */
	region: string;
}

/** The account of a credential. Which host and path that means is checked by `urlOf`. */
export const accountOf = (credential: ICredentialDataDecryptedObject): Account => ({
	sid: textOf(credential.accountSid).trim(),
	region: textOf(credential.region).trim() || 'us1',
});

/** Outside of US1 a host names the edge location and the region. */
const EDGE: Record<Region, string> = { us1: '', ie1: '.dublin.ie1', au1: '.sydney.au1' };

const isRegion = (name: string): name is Region => Object.hasOwn(EDGE, name);

/** https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability */
const REGIONS: Record<Product, Region[]> = {
	api: ['us1', 'ie1', 'au1'],
	content: ['us1'],
	intelligence: ['us1'],
	lookups: ['us1', 'ie1'],
	messaging: ['us1', 'ie1'],
	verify: ['us1'],
	voice: ['us1', 'ie1', 'au1'],
};

/** As Twilio calls its products. */
const NAME: Record<Product, string> = {
	api: 'The Twilio API',
	content: 'Content Templates',
	intelligence: 'Conversation Intelligence (classic)',
	lookups: 'Lookup',
	messaging: 'Messaging Services',
	verify: 'Verify',
	voice: 'Voice',
};

const VERSION: Record<Product, string> = {
	api: '2010-04-01',
	content: 'v1',
	intelligence: 'v2',
	lookups: 'v2',
	messaging: 'v1',
	verify: 'v2',
	voice: 'v1',
};

/**
 * The scheme and host of a product in the account's region, for example `https://api.dublin.ie1.twilio.com`.
 * @throws InvalidParameterError if the region does not have the product
 */
export function originOf(product: Product, region: string): string {
	if (!isRegion(region))
		throw new InvalidParameterError(`The credential's region must be us1, ie1 or au1, not "${region}"`);
	if (!REGIONS[product].includes(region)) {
		throw new InvalidParameterError(
			`${NAME[product]} is not available in ${region.toUpperCase()}. Use a credential for ${REGIONS[product].join(' or ').toUpperCase()}`,
		);
	}
	return `https://${product}${EDGE[region]}.twilio.com`;
}

/**
 * The full address of a request. No value can leave its place in it: each part of the path is encoded,
 * and one that is empty or only dots is refused, because URL parsers resolve those even when encoded.
 * @throws InvalidParameterError for a part that cannot be sent, or a region without the product
 */
export function urlOf(request: TwilioRequest, account: Account): string {
	if (!/^AC[0-9a-fA-F]{32}$/.test(account.sid)) {
		throw new InvalidParameterError('The credential\'s Account SID must be "AC" followed by 32 hexadecimal digits');
	}
	const path = [VERSION[request.product], ...request.path.map(encodePart)];
	if (request.product === 'api') path.splice(1, 0, 'Accounts', account.sid);
	const suffix = request.product === 'api' ? (request.suffix ?? '.json') : '';
	const query = encodeFields(request.query ?? {}).toString();
	return `${originOf(request.product, account.region)}/${path.join('/')}${suffix}${query ? `?${query}` : ''}`;
}

function encodePart(part: Value | undefined): string {
	const plain = String(part ?? '');
	if (plain === '' || /^\.+$/.test(plain)) throw new InvalidParameterError(`"${plain}" cannot be part of a Twilio URL`);
	return encodeURIComponent(plain);
}

/** The host of old media. */
const OLD_MEDIA_HOST = 's3-external-1.amazonaws.com';

/** The domains of Twilio's media storage, as n8n's helper takes them. */
export const MEDIA_DOMAINS = `*.twiliocdn.com,${OLD_MEDIA_HOST}`;

/** Whether a URL belongs to Twilio's media storage. On the old host only a part is Twilio's. */
export function isMediaAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, pathname } = new URL(address);
	const isOwn =
		hostname.endsWith('.twiliocdn.com') ||
		(hostname === OLD_MEDIA_HOST && pathname.startsWith('/media.twiliocdn.com/'));
	return protocol === 'https:' && isOwn;
}
