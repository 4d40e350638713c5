import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getAll as transcripts } from '../actions/transcript/getAll';
import { pages } from '../transport/pagination';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';
import { item } from './item';
import { requestOf } from './listRequest';

/** The list of a field that takes several is not read on while the user scrolls. */
const MOST = 2000;

/** The newest transcripts, for a field that takes several. */
export async function getTranscripts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorClient(this, async (client) => {
		const options: INodePropertyOptions[] = [];
		for await (const page of pages(
			client,
			requestOf(transcripts)(client.account),
			'transcripts',
			MOST,
			EDITOR_SETTINGS,
		)) {
			for (const { sid, status, date_created, duration } of page) {
				options.push(item([date_created, status, typeof duration === 'number' ? `${duration} s` : null], sid));
			}
		}
		return options;
	});
}
