import type { Region } from './types';

/**
 * Twilio's products, each with its OpenAPI file and the regions that serve it.
 * Source: https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability
 */
export const products = {
	api: { spec: 'api_v2010', regions: ['us1', 'ie1', 'au1'] },
	lookups: { spec: 'lookups_v2', regions: ['us1', 'ie1'] },
	verify: { spec: 'verify_v2', regions: ['us1'] },
	intelligence: { spec: 'intelligence_v2', regions: ['us1'] },
	messaging: { spec: 'messaging_v1', regions: ['us1', 'ie1'] },
	voice: { spec: 'voice_v1', regions: ['us1', 'ie1', 'au1'] },
	content: { spec: 'content_v1', regions: ['us1'] },
} satisfies Record<string, { spec: string; regions: Region[] }>;

export type Product = keyof typeof products;

const suffixes: Record<Region, string> = {
	us1: '.twilio.com',
	ie1: '.dublin.ie1.twilio.com',
	au1: '.sydney.au1.twilio.com',
};

export interface TwilioHost {
	product: Product;
	region: Region;
	/** Whether Twilio offers the product in the region. */
	served: boolean;
}

/** A host that is not Twilio's. It accepts and records every request. */
export const foreignHost = 'evil.example';

/** Hosts of media files: the current one, and the one used years ago. */
export const mediaHost = 'mms.twiliocdn.com';
export const oldMediaHost = 's3-external-1.amazonaws.com';
export const mediaHosts = [mediaHost, oldMediaHost];

/** Carrier side of silent network authentication, from the example in Twilio's description. */
export const snaHost = 'mi.dnlsrv.com';

/** Hosts that are served besides Twilio's own. */
export const otherHosts = [...mediaHosts, snaHost, foreignHost];

const names = Object.keys(products) as Product[];

const table = new Map<string, TwilioHost>(
	names.flatMap((product) =>
		(Object.keys(suffixes) as Region[]).map((region): [string, TwilioHost] => {
			const regions: Region[] = products[product].regions;
			return [product + suffixes[region], { product, region, served: regions.includes(region) }];
		}),
	),
);

/** Names in the server's certificate. Wildcards, as in Twilio's own, leave a client few names to compare. */
export const certificateNames = [...Object.values(suffixes).map((suffix) => `*${suffix}`), ...otherHosts];

/** Returns the product and region of a host name, or `undefined` if the host is not Twilio's. */
export function twilioHost(name: string): TwilioHost | undefined {
	return table.get(name);
}

/** Returns the base URL that Twilio's newer APIs use for their resources in every region. */
export function globalUrl(product: Product): string {
	return `https://${product}.twilio.com`;
}
