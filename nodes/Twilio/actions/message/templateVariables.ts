import { readObject } from '../../transport/json';
import type { Value } from '../../transport/request';

/**
 * Returns *Template Variables* as Twilio's ContentVariables, or `undefined` if all are empty. Variables that are left
 * out get the example values of the template: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function filledVariables(templateVariables: Value | undefined): string | undefined {
	const filled = entriesOf(templateVariables).filter(([, value]) => value !== null);
	return filled.length ? JSON.stringify(Object.fromEntries(filled)) : undefined;
}

/** Says which fields are empty, if any: the recipient sees their example values instead. */
export function emptyVariablesHint(templateVariables: Value | undefined): string[] {
	const empty = entriesOf(templateVariables).flatMap(([name, value]) => (value === null ? [name] : []));
	if (empty.length === 0) return [];
	return [
		`Template Variables without a value: ${empty.join(', ')}. Twilio sends the template's example values for them.`,
	];
}

const entriesOf = (templateVariables: Value | undefined) => Object.entries(readObject(String(templateVariables)) ?? {});
