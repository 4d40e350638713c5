import type { IBuilderHintVariation, INodeProperties } from 'n8n-workflow';
import { choicesOf, fieldsOf, groupsOf } from './input/fieldOptions';

/**
 * Shortens what n8n's AI workflow builder reads of the node: a definition that n8n generates, with a type for each
 * operation. n8n repeats every collection in every type, so the common options would appear 23 times. Here each entry
 * appears once: those of every operation at the top, the others where they first occur.
 *
 * n8n cannot share entries, but its generator skips a field that is disabled for all operations that show it. The
 * generator looks at one condition at a time, the editor at all of them: a second one, which is never met, keeps the
 * field enabled.
 * `narrowDisplayOptionsByDisabled` in
 * https://github.com/n8n-io/n8n/blob/master/packages/%40n8n/workflow-sdk/src/generate-types/generate-types.ts
 */
export function viewForBuilder(fields: INodeProperties[]): {
	properties: INodeProperties[];
	/** Definitions of the collections that replace n8n's. */
	extraTypeDefContent: IBuilderHintVariation[];
} {
	const collections = fields.filter(isCollection);
	const [first = [], ...others] = collections.filter(({ name }) => name === 'options').map(fieldsOf);
	const common = first.filter((entry) => others.every((entries) => entries.includes(entry)));
	const written = new Set(common);
	const lineOf = (collection: string, entry: INodeProperties) => {
		if (written.has(entry)) return `  ${entry.name}`;
		written.add(entry);
		// The other fields have Twilio's names, which models know.
		return collection === 'options' ? described(entry) : typed(entry);
	};
	const contentOf = (collection: INodeProperties): IBuilderHintVariation[] => {
		const own = fieldsOf(collection).filter((entry) => !common.includes(entry));
		const { name, displayOptions: { show: { resource = [], operation = [] } = {} } = {} } = collection;
		const content = [`${name}: {`, ...own.map((entry) => lineOf(name, entry)), '}'].join('\n');
		return own.length > 0 ? [{ displayOptions: { show: { resource, operation } }, content }] : [];
	};
	const top = [
		'The comments in the types are fields, too. Their entries are optional, and typed where they come first.',
		'Locator is { __rl: true, mode: "id", value: string }.',
		'options of every operation: {',
		...common.map(described),
		'}',
	];
	return {
		properties: fields.map((field) => (isCollection(field) ? skippedByGenerator(field) : field)),
		extraTypeDefContent: [{ content: top.join('\n') }, ...collections.flatMap(contentOf)],
	};
}

const isCollection = ({ type }: INodeProperties) => type === 'collection';

/** Never met: no version of the node is -1. */
const skippedByGenerator = (field: INodeProperties): INodeProperties => ({
	...field,
	disabledOptions: { show: { ...operationsFor(field), '@version': [-1] } },
});

const operationsFor = ({ displayOptions }: INodeProperties) => ({ operation: displayOptions?.show?.operation ?? [] });

const described = (entry: INodeProperties) => `${typed(entry)} // ${entry.description ?? entry.displayName}`;

const typed = (entry: INodeProperties) =>
	`  ${entry.name}: ${typeOf(entry)}${entry.builderHint ? ` // ${entry.builderHint.propertyHint}` : ''}`;

function typeOf(field: INodeProperties): string {
	switch (field.type) {
		case 'number':
		case 'boolean':
			return field.type;
		case 'options':
			return choices(field);
		case 'multiOptions':
			return `(${choices(field)})[]`;
		case 'resourceLocator':
			return 'Locator';
		case 'fixedCollection':
			return record(groupsOf(field).map(({ name, values }) => [name, recordOf(values)]));
		default:
			return field.typeOptions?.multipleValues ? 'string[]' : 'string';
	}
}

const choices = (field: INodeProperties) =>
	choicesOf(field)
		.map(({ value }) => JSON.stringify(value))
		.join(' | ');

const recordOf = (fields: INodeProperties[]) => record(fields.map((field) => [field.name, typeOf(field)]));

const record = (entries: string[][]) => `{ ${entries.map(([name, type]) => `${name}: ${type}`).join(', ')} }`;
