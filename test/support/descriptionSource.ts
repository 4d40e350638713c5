import { inspect } from 'node:util';
import { Linter } from 'eslint';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import type { INodeTypeDescription } from 'n8n-workflow';
import tseslint from 'typescript-eslint';

/** Returns the source of a node whose description is one literal, because the linters only see literals. */
export function sourceOf(description: INodeTypeDescription): string {
	const literal = inspect(description, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 160 });
	return `export class Twilio implements INodeType {\n\tdescription: INodeTypeDescription = ${literal};\n}\n`;
}

/** Rules about the source text, which is lost in the description that n8n reads. */
const OF_THE_SOURCE = new Set([
	// There is no such file.
	'n8n-nodes-base/node-filename-against-convention',
	// Meant for files whose name says that they are trigger nodes. They mistake this node for one.
	'n8n-nodes-base/node-class-description-display-name-unsuffixed-trigger-node',
	'n8n-nodes-base/node-class-description-name-unsuffixed-trigger-node',
	'n8n-nodes-base/node-class-description-inputs-wrong-trigger-node',
	// The order of an object's keys.
	'n8n-nodes-base/node-param-display-name-not-first-position',
]);

/**
 * The rule for actions treats capitals as abbreviations, and knows neither names such as WhatsApp nor remarks in
 * parentheses, which tell an AI agent what else the action does or costs.
 */
const plainActions = (source: string) =>
	source.replace(/action: '[^']*'/g, (action) => action.replace(/ \([^()]*\)'$/, "'").replace('WhatsApp', 'WHATSAPP'));

/** Returns the complaints of n8n's linter for nodes about the description, by rule and place. */
export function complaintsOf(description: INodeTypeDescription): string[] {
	const source = plainActions(sourceOf(description));
	const lines = source.split('\n');
	const { rules } = nodesBase.configs.nodes!;
	const used = Object.fromEntries(Object.entries(rules).filter(([rule]) => !OF_THE_SOURCE.has(rule)));
	const messages = new Linter({ configType: 'flat' }).verify(
		source,
		[
			{
				files: ['**/*.ts'],
				plugins: { 'n8n-nodes-base': nodesBase },
				rules: used,
				languageOptions: { parser: tseslint.parser },
			},
		],
		'nodes/Twilio/Twilio.node.ts',
	);
	return messages.map(
		({ ruleId, message, line }) => `${ruleId ?? 'syntax'}: ${message} At: ${lines[line - 1]!.trim()}`,
	);
}
