import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getAll as transcripts } from '../actions/transcript/getAll';
import type { TwilioRequest } from '../transport/request';
import { editorClient, EDITOR_SETTINGS } from './editorClient';

const MOST = 200;

/** The newest transcripts, for a field that takes several. */
export async function getTranscripts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await editorClient(this);
	const request = transcripts.request({}) as TwilioRequest;
	const page = await client.send({ ...request, query: { PageSize: MOST } }, EDITOR_SETTINGS);
	return ((page.transcripts ?? []) as IDataObject[]).map(({ sid, status, date_created, duration }) => ({
		name: [date_created as string, status as string, duration !== null && `${duration as number} s`].filter(Boolean).join(' · '),
		value: sid as string,
	}));
}
