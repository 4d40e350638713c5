import { shortened } from '../errors/shortened';
import type { ItemResult } from './itemResult';

/** Twilio's details of an error may be longer, in characters. The output has the whole error. */
const MAX_ERROR = 500;

/** Where failed items go. */
interface Route {
	/** Whether they leave through an error output. */
	forErrorOutput: boolean;
	/** Whether the node runs as the tool of an agent. A tool has no error output. */
	isTool: boolean;
}

/**
 * What the editor says above the output about failed items: n8n shows them green, because the node does not throw.
 * One text for those that certainly failed, and one for those that may have had their effect.
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

/** Says so with the error of the first of them, if there are any. */
function hint(what: string, [first]: ItemResult[], route: Route): string[] {
	if (first?.error === undefined) return [];
	// The editor shows hints as HTML.
	const error = shortened(first.error, MAX_ERROR).replaceAll('<', '&lt;');
	return [[`${what}: ${error}`, adviceFor(route)].filter(Boolean).join(' ')];
}

function adviceFor({ forErrorOutput, isTool }: Route): string | undefined {
	if (!isTool)
		return 'To handle failed items, set On Error to "Continue (using error output)", or check success with an If node.';
	return forErrorOutput
		? 'With an error output, the agent gets an empty text: set On Error to "Stop Workflow".'
		: undefined;
}
