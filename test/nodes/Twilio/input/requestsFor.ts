import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../support/engine';
import { parametersOf, selections } from '../../../support/selections';
import { newWorld, type World } from '../../../support/world';

export const TIMEZONE = 'Europe/Berlin';

/**
 * Runs an action once per item in a workflow in Berlin's time zone. Returns the envelopes and the fields that reached
 * Twilio.
 */
export async function requestsFor(
	name: string,
	parameters: INodeParameters | ((world: World) => INodeParameters),
	items: IDataObject[] = [{}],
) {
	const world = await newWorld();
	const selection = selections.find(({ resource, operation }) => `${resource}/${operation}` === name)!;
	const given = typeof parameters === 'function' ? parameters(world) : parameters;
	const { outputs, run } = await runNode({
		credential: world.credential,
		parameters: parametersOf(selection, world, { options: { maxConcurrency: 1 }, ...given }),
		items: items.map((json) => ({ json })),
		settings: { timezone: TIMEZONE },
	});
	const { requests } = await world.account.ledger();
	return {
		world,
		envelopes: outputs[0]!.map(({ json }) => json),
		hints: run.data.resultData.runData.Twilio![0]!.hints?.map(({ message }) => message) ?? [],
		sent: requests.map(({ form, query }) => [...form, ...query]),
		fields: requests.map(({ form, query }) => Object.fromEntries([...form, ...query])),
	};
}

/** Returns all values of a field in a request. */
export const valuesOf = (pairs: Array<[string, string]>, name: string): string[] =>
	pairs.filter(([key]) => key === name).map(([, value]) => value);
