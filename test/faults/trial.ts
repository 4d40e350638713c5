import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine';
import type { World } from '../support/world';
import { LocalTwilioClient, type Effect, type EffectKind, type Fault, type RequestEntry } from '../twilio/client';
import { connectionFaults, faults } from './mix';

/** An action with an effect, and how to find an item's effects in the ledger. */
export interface Sending {
	host: string;
	parameters: INodeParameters;
	/** Field of the envelope that holds the created record. */
	field: 'message' | 'call' | 'verification';
	effect: EffectKind;
	/** Field that identifies an item's effect: no two items share its text. */
	mark: 'body' | 'to';
}

export interface Trial {
	sending: Sending;
	items: IDataObject[];
	seed: number;
	node?: Partial<INode>;
	/** Faults that are applied before the mix. */
	first?: Fault[];
}

/** An item and what became of it. */
export interface Fate {
	envelope: IDataObject;
	effects: Effect[];
	kind: 'success' | 'uncertain' | 'failure';
}

const kindOf = ({ success, error }: IDataObject): Fate['kind'] => {
	if (success === true) return 'success';
	return /may have been (sent|made)/.test(String(error)) ? 'uncertain' : 'failure';
};

/** Runs the node under the mix of faults, and compares each envelope with the ledger. */
export async function attempt(
	world: World,
	{ sending, items, seed, node, first = [] }: Trial,
): Promise<{ fates: Fate[]; requests: RequestEntry[]; effects: Effect[] }> {
	const { account, credential } = world;
	const twilio = new LocalTwilioClient();
	const before = process.env.HTTPS_PROXY;
	await account.configure({ seed, faults: [...first, ...faults] });
	for (const fault of connectionFaults(sending.host, account.sid, items.length)) await twilio.connectionFault(fault);
	try {
		process.env.HTTPS_PROXY = account.proxyUrl();
		const { outputs } = await runNode({
			credential,
			parameters: sending.parameters,
			items: items.map((json) => ({ json })),
			node,
		});
		const { requests, effects } = await account.ledger();
		const made = effects.filter(({ kind }) => kind === sending.effect);
		const byMark = new Map<unknown, Effect[]>();
		for (const effect of made) byMark.set(effect[sending.mark], [...(byMark.get(effect[sending.mark]) ?? []), effect]);
		const fates = outputs[0]!.map(({ json }, index) => ({
			envelope: json,
			kind: kindOf(json),
			effects: byMark.get(items[index]![sending.mark]) ?? [],
		}));
		return { fates, requests, effects: made };
	} finally {
		process.env.HTTPS_PROXY = before;
		await twilio.clearConnectionFaults(account.sid);
	}
}

/** Returns what is wrong with an item's fate, or `undefined` if its envelope tells the truth. */
export function lieOf({ envelope, effects, kind }: Fate, field: Sending['field']): string | undefined {
	if (effects.length > 1) return `done ${effects.length} times`;
	if (kind === 'uncertain') return undefined;
	if (kind === 'failure')
		return effects.length === 1 ? `done, but told as a failure: ${String(envelope.error)}` : undefined;
	const told = (envelope[field] as IDataObject | null)?.sid;
	return effects[0]?.sid === told ? undefined : `told as ${String(told)}, done as ${effects[0]?.sid ?? 'nothing'}`;
}

/** Formats the figures of a trial on one line. */
export function figures(name: string, seed: number, fates: Fate[], requests: RequestEntry[]): string {
	const count = (kind: Fate['kind'], done?: boolean) =>
		fates.filter((fate) => fate.kind === kind && (done === undefined || fate.effects.length > 0 === done)).length;
	return (
		`${name}: ${fates.length} items, seed ${seed}, ${requests.length} requests (${requests.filter(({ fault }) => fault !== null).length} with a fault): ` +
		`${count('success')} succeeded, ${count('failure')} failed without an effect, ${count('uncertain')} uncertain (${count('uncertain', true)} done, ${count('uncertain', false)} not)`
	);
}
