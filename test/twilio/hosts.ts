import type { Region } from './types';

/**
 * Twilio's products with the file of its OpenAPI and the regions that serve it.
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
	/** False where Twilio does not offer the product in the region. */
	served: boolean;
}

/** A host that is not Twilio's: it takes every request and remembers it. */
export const foreignHost = 'evil.example';

/** Where the bytes of media lie, and where they lay years ago. */
export const mediaHost = 'mms.twiliocdn.com';
export const oldMediaHost = 's3-external-1.amazonaws.com';
export const mediaHosts = [mediaHost, oldMediaHost];

/** The carriers' end of silent network authentication, from the example in Twilio's description. */
export const snaHost = 'mi.dnlsrv.com';

/** What is served beside Twilio's own hosts. */
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

/** The names in the server's certificate: wildcards as in Twilio's own, so that a client has few to compare. */
export const certificateNames = [...Object.values(suffixes).map((suffix) => `*${suffix}`), ...otherHosts];

/** What a host name stands for; undefined for a host that is not Twilio's. */
export function twilioHost(name: string): TwilioHost | undefined {
	return table.get(name);
}

/** The address by which Twilio's newer APIs name their resources, in every region. */
export function globalUrl(product: Product): string {
	return `https://${product}.twilio.com`;
}
