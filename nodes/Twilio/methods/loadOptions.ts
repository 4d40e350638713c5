import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getAll as transcripts } from '../actions/transcript/getAll';
import { pages } from '../transport/pagination';
import { isObject } from '../records/read';
import { EDITOR_SETTINGS, withEditorClient } from './editorClient';
import { dateTime, duration, item, nameOfService, unlessCompleted } from './labels';
import { requestOf } from './listRequest';
import { withServices } from './related';

/** Maximum number of entries. The list of a multi-select field does not load more as the user scrolls. */
const MOST = 2000;

/** Lists the newest transcripts for a multi-select field. */
export async function getTranscripts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const zone = this.getTimezone();
	return await withEditorClient(this, async (client) => {
		const list = requestOf(transcripts)(client.account);
		const options: INodePropertyOptions[] = [];
		for await (const page of pages(client, list, 'transcripts', MOST, EDITOR_SETTINGS))
			options.push(...(await withServices(client, page)).flatMap((transcript) => show(transcript, zone)));
		return options.length < MOST ? options : [...options, THE_NEWEST];
	});
}

/** Shows when the media started, because many transcripts may be created at the same time. */
const show = ({ sid, service, service_sid, status, media_start_time, ...transcript }: IDataObject, zone: string) =>
	item(
		[
			isObject(service) ? nameOfService(service) : service_sid,
			unlessCompleted(status) ?? duration(transcript.duration),
			dateTime(media_start_time ?? transcript.date_created, zone),
		],
		sid,
	);

/** Shown at the end, but cannot be picked. */
const THE_NEWEST = {
	name: `Only the newest ${MOST} are listed. For others, use an expression.`,
	value: '',
	disabled: true,
};
