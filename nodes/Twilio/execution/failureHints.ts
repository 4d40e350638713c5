import { shortened } from '../errors/shortened';
import type { ItemResult } from './itemResult';

/** Maximum length of an error, in characters. Twilio's details may be longer. The output has the whole error. */
const MAX_ERROR = 500;

/** Where failed items go. */
interface Route {
	/** Whether they leave through an error output. */
	forErrorOutput: boolean;
	/** Whether the node runs as the tool of an agent. A tool has no error output. */
	isTool: boolean;
}

/**
 * Returns the hints about failed items for the editor, which shows them above the output. n8n shows failed items in
 * green, because the node does not throw. One hint covers items that certainly failed, another those that may have
 * taken effect.
 */
export function failureHints(results: ItemResult[], route: Route): string[] {
	if (route.forErrorOutput && !route.isTool) return [];
	const failures = results.filter(({ error }) => error !== undefined);
	const certain = failures.filter(({ uncertain }) => !uncertain);
	const uncertain = failures.filter((failure) => failure.uncertain);
	const total = results.length === 1 ? '1 item' : `${results.length} items`;
	return [
		...hint(`${certain.length} of ${total} failed`, certain, route),
		...hint(`The outcome of ${uncertain.length} of ${total} is unknown`, uncertain, route),
	];
}

/** Returns a hint with the error of the first failed item, if there is one. */
function hint(what: string, [first]: ItemResult[], route: Route): string[] {
	if (first?.error === undefined) return [];
	return [[`${what}: ${shortened(first.error, MAX_ERROR)}`, adviceFor(route)].filter(Boolean).join(' ')];
}

function adviceFor({ forErrorOutput, isTool }: Route): string | undefined {
	if (!isTool)
		return 'To handle failed items, set On Error to "Continue (using error output)", or check success with an If node.';
	return forErrorOutput
		? 'With an error output, the agent gets an empty text: set On Error to "Stop Workflow".'
		: undefined;
}
