import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { shortened } from '../errors/shortened';
import { trimmedTextOf } from '../records/read';
import { sidRegex } from '../records/sid';
import { encodeFields, type Product, type TwilioRequest, type Value } from './request';

/** Name of the credential type in n8n. */
export const CREDENTIAL = 'twilioAccountApi';

/** Twilio's regions. A credential belongs to one of them: https://www.twilio.com/docs/global-infrastructure */
type Region = 'us1' | 'ie1' | 'au1';

/** The account whose resources are requested, and the region that holds them. */
export interface Account {
	sid: string;
	/** One of Twilio's regions, unless the credential is wrong. */
	region: string;
}

/** Returns the account of a credential. Its SID and region are checked by `urlOf`. */
export const accountOf = (credential: ICredentialDataDecryptedObject): Account => ({
	sid: trimmedTextOf(credential.accountSid),
	region: trimmedTextOf(credential.region) || 'us1',
});

/** Outside US1, the host name includes the edge location and the region. */
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

/** Twilio's names for its products. */
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
 * Returns the scheme and host of a product in the account's region, for example `https://api.dublin.ie1.twilio.com`.
 * @throws InvalidParameterError for an unknown region, or one that does not have the product
 */
export function originOf(product: Product, region: string): string {
	if (!isRegion(region))
		throw new InvalidParameterError(`The credential's region must be us1, ie1 or au1, not "${shortened(region)}"`);
	if (!REGIONS[product].includes(region)) {
		throw new InvalidParameterError(
			`${NAME[product]} is not available in ${region.toUpperCase()}. Use a credential for ${REGIONS[product].join(' or ').toUpperCase()}`,
		);
	}
	return `https://${product}${EDGE[region]}.twilio.com`;
}

const ACCOUNT_SID = new RegExp(`^${sidRegex('AC')}$`);

/**
 * Returns the full URL of a request. No value can escape its place: each part of the path is encoded, and parts that
 * are empty or only dots are rejected, because URL parsers resolve those even when encoded.
 * @throws InvalidParameterError if the SID, region or a part is invalid, or the region does not have the product
 */
export function urlOf(request: TwilioRequest, account: Account): string {
	if (!ACCOUNT_SID.test(account.sid)) {
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

/** Host of old media. */
const OLD_MEDIA_HOST = 's3-external-1.amazonaws.com';

/** Domains of Twilio's media storage, in the format of n8n's `allowedDomains`. */
export const MEDIA_DOMAINS = `*.twiliocdn.com,${OLD_MEDIA_HOST}`;

/** Checks whether a URL belongs to Twilio's media storage. Only part of the old host is Twilio's. */
export function isMediaAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, pathname } = new URL(address);
	const isOwn =
		hostname.endsWith('.twiliocdn.com') ||
		(hostname === OLD_MEDIA_HOST && pathname.startsWith('/media.twiliocdn.com/'));
	return protocol === 'https:' && isOwn;
}
