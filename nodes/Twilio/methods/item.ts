import type { INodeListSearchItems } from 'n8n-workflow';

/** An entry of a list in the editor: what is known of a record, and the value that is picked. */
export const item = (known: unknown[], value: unknown): INodeListSearchItems => ({
	name: known
		.filter((part) => part !== null && part !== undefined && part !== '')
		.map(String)
		.join(' · '),
	value: String(value),
});
