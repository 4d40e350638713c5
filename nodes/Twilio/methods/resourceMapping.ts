import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeParameterResourceLocator,
	ResourceMapperFields,
} from 'n8n-workflow';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';

/**
 * The variables of the chosen content template as fields; Twilio's example values tell them apart.
 * https://www.twilio.com/docs/content/content-api-resources#fetch-a-content-resource
 */
export async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = this.getCurrentNodeParameter('additionalFields.contentSid') as
		INodeParameterResourceLocator | string | undefined;
	const sid = typeof chosen === 'object' ? (chosen.value as string) : chosen;
	if (!sid) return { fields: [], emptyFieldsNotice: 'Choose a Content Template under Additional Fields' };
	const template = await withEditorClient(
		this,
		async (client) => await client.send({ product: 'content', method: 'GET', path: ['Content', sid] }, EDITOR_SETTINGS),
	);
	const fields = Object.entries((template.variables ?? {}) as IDataObject).map(([id, example]) => ({
		id,
		displayName: example ? `${id} (${example as string})` : id,
		type: 'string' as const,
		required: false,
		defaultMatch: false,
		display: true,
	}));
	return { fields, emptyFieldsNotice: 'This content template has no variables' };
}
