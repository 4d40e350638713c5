import type { INodeParameters } from 'n8n-workflow';
import twilio from 'twilio';
import { nameOf } from '../../../support/selections';
import type { World } from '../../../support/world';
import type { Fault, Pair, Region, RequestEntry } from '../../../twilio/client';

export type Sdk = ReturnType<typeof twilio>;

/** The same inputs for the node and for Twilio's SDK. */
export interface Case {
	name?: string;
	resource: string;
	operation: string;
	parameters: INodeParameters;
	sdk: (sdk: Sdk) => Promise<unknown>;
	/** Number of requests that the node makes, 1 by default. */
	requests?: number;
	/** Where the node's request deviates from the SDK's, and why. */
	deviations?: Deviation[];
	faults?: Fault[];
}

export type Deviation = [difference: string, reason: string];

/** The cases of one resource. */
export type Cases = (world: World) => Case[];

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A deletion that only appears to succeed, so that it can be requested twice. */
export const SEEM_DONE: Fault[] = [{ match: { method: 'DELETE' }, action: { kind: 'status', status: 204 } }];

export const titleOf = (one: Case) => `${nameOf(one)}${one.name ? `, ${one.name}` : ''}`;

/** Returns the SDK with the account's credentials. A region also needs its edge. */
export function sdkOf({ account }: World, region?: Region): Sdk {
	const edges: Partial<Record<Region, string>> = { ie1: 'dublin', au1: 'sydney' };
	const place = region && edges[region] ? { region, edge: edges[region] } : {};
	return twilio(account.sid, account.credentials.authToken, { accountSid: account.sid, ...place });
}

/**
 * Returns the differences between the node's requests and the SDK's: number, method, host, path, query and form. Keys
 * may be in another order, but not the values of a repeated key. Headers are not compared: the SDK has its own
 * User-Agent, Accept-Charset and Connection.
 */
export function differences(node: RequestEntry[], sdk: RequestEntry[]): string[] {
	const found: string[] = [];
	const compare = (what: string, ours: string | undefined, theirs: string | undefined) => {
		if (ours !== theirs) found.push(`${what}: node ${ours ?? '–'}, SDK ${theirs ?? '–'}`);
	};
	compare('requests', String(node.length), String(sdk.length));
	for (const [index, ours] of node.entries()) {
		const theirs = sdk[index];
		if (!theirs) break;
		compare('method', ours.method, theirs.method);
		compare('host', ours.host, theirs.host);
		compare('path', ours.path, theirs.path);
		for (const part of ['query', 'form'] as const) {
			for (const key of new Set([...ours[part], ...theirs[part]].map(([name]) => name))) {
				compare(`${part} ${key}`, valuesOf(ours[part], key), valuesOf(theirs[part], key));
			}
		}
	}
	return found;
}

const valuesOf = (pairs: Pair[], key: string) =>
	pairs
		.filter(([name]) => name === key)
		.map(([, value]) => value)
		.join(' | ') || undefined;
