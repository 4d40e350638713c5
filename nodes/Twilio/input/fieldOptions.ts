import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

// n8n uses `options` of a field for three things:
// https://docs.n8n.io/integrations/creating-nodes/build/reference/ui-elements/

/** The choices of a dropdown. */
export const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((option) => 'value' in option);

/** The fields of a collection. */
export const fieldsOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((option) => 'type' in option);

/** The groups of a fixed collection. */
export const groupsOf = ({ options = [] }: INodeProperties): INodePropertyCollection[] =>
	options.filter((option) => 'values' in option);
