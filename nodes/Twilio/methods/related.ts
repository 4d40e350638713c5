import type { IDataObject } from 'n8n-workflow';
import { getAll as getCalls } from '../actions/call/getAll';
import { objectsOf, textOf } from '../records/read';
import type { TwilioClient } from '../transport/client';
import { LARGEST_PAGE, pages } from '../transport/pagination';
import { EDITOR_SETTINGS } from './editorClient';
import { requestOf, requestTo } from './listRequest';

type BySid = Map<unknown, IDataObject>;

/** Maximum number of calls that are read one by one, however old they are. */
const ONE_BY_ONE = 20;

/** Maximum number of calls read from the list of calls, which is used for more than `ONE_BY_ONE` calls. */
const MOST_CALLS = 2000;

const DAY = 86_400_000;

export const INTELLIGENCE_SERVICES = requestTo('intelligence', 'Services');

/**
 * Returns recordings with their calls as `call`, if found: a recording itself does not say who was on the phone.
 * Reading the calls may fail, because a list without calls is better than none.
 */
export async function withCalls(client: TwilioClient, recordings: IDataObject[]): Promise<IDataObject[]> {
	const sids = [...new Set(recordings.map(({ call_sid }) => call_sid).filter((sid) => typeof sid === 'string'))];
	const calls: BySid = new Map();
	if (sids.length > ONE_BY_ONE) await listCalls(client, recordings, calls).catch(() => undefined);
	const missing = sids.filter((sid) => !calls.has(sid)).slice(0, ONE_BY_ONE);
	await Promise.all(missing.map(async (sid) => await readCall(client, sid, calls).catch(() => undefined)));
	return recordings.map((recording) => ({ ...recording, call: calls.get(recording.call_sid) }));
}

async function readCall(client: TwilioClient, sid: string, calls: BySid): Promise<void> {
	const request = requestTo('api', 'Calls', sid)(client.account);
	calls.set(sid, await client.send(request, EDITOR_SETTINGS));
}

/** Reads the calls of the days on which the recordings were made. A call may begin the day before. */
async function listCalls(client: TwilioClient, recordings: IDataObject[], calls: BySid): Promise<void> {
	const times = recordings.map(({ date_created }) => Date.parse(textOf(date_created)));
	const day = (time: number) => new Date(time).toISOString().slice(0, 10);
	const startTimeAfter = day(Math.min(...times) - DAY);
	const startTimeBefore = day(Math.max(...times) + DAY);
	const request = requestOf(getCalls, { startTimeAfter, startTimeBefore })(client.account);
	for await (const page of pages(client, request, 'calls', MOST_CALLS, EDITOR_SETTINGS))
		for (const call of page) calls.set(call.sid, call);
}

/** Returns transcripts with the Intelligence service that made them as `service`, if found. */
export async function withServices(client: TwilioClient, transcripts: IDataObject[]): Promise<IDataObject[]> {
	if (transcripts.length === 0) return [];
	const request = { ...INTELLIGENCE_SERVICES(client.account), query: { PageSize: LARGEST_PAGE } };
	const { services } = await client.read(request, EDITOR_SETTINGS).catch((): IDataObject => ({}));
	const bySid: BySid = new Map(objectsOf(services).map((service) => [service.sid, service]));
	return transcripts.map((transcript) => ({ ...transcript, service: bySid.get(transcript.service_sid) }));
}
