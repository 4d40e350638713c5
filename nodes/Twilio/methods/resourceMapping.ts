import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { objectOf, textOf } from '../records/read';
import type { TwilioRequest } from '../transport/request';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';

const NONE_CHOSEN =
	'Choose a Content Template under Additional Fields. If an expression gives the template, use Content Variables there instead.';

/**
 * Returns the variables of the chosen content template as fields. Their labels include Twilio's example values, which
 * tell them apart and are what the recipient reads if a field is left empty.
 * https://www.twilio.com/docs/content/content-api-resources#fetch-a-content-resource
 */
export async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = this.getCurrentNodeParameter('additionalFields.contentSid');
	const given = objectOf(chosen).value ?? chosen;
	// The editor passes on an expression unchanged if it could not evaluate it.
	if (typeof given !== 'string' || given.trim() === '' || given.startsWith('='))
		return { fields: [], emptyFieldsNotice: NONE_CHOSEN };
	// For a link, only its SID.
	const sid = textOf(this.getCurrentNodeParameter('additionalFields.contentSid', { extractValue: true }));
	const request: TwilioRequest = { product: 'content', method: 'GET', path: ['Content', sid.trim()] };
	const template = await withEditorClient(this, async (client) => await client.send(request, EDITOR_SETTINGS));
	const fields = Object.entries(objectOf(template.variables)).map(([id, example]) => ({
		id,
		displayName: example ? `${id} (if empty: ${textOf(example)})` : id,
		type: 'string' as const,
		required: false,
		defaultMatch: false,
		display: true,
	}));
	return { fields, emptyFieldsNotice: 'This content template has no variables' };
}
