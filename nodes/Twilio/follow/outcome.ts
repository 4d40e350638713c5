import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../actions/action';
import type { Settings, TwilioClient } from '../transport/client';
import { TwilioFailure } from '../transport/failure';
import { pages } from '../transport/pages';
import type { TwilioRequest } from '../transport/request';
import { Watch } from './watch';

/** A message or call on its way, as it was seen last. */
export interface Followed {
	record: IDataObject;
	settings: Settings;
}

/** So many are read one by one: a page of the list would not be fewer requests. */
const ONE_BY_ONE = 2;

/** Room on a page for what others send at the same time. */
const SPARE = 50;

/**
 * Follows what a run sent until it is final. Several are read with one page of the list, newest first; what is
 * not on it is read by itself.
 */
export function outcomeWatch(client: TwilioClient, action: Action, list: TwilioRequest): Watch<Followed, IDataObject> {
	const { key, isFinal } = action.outcome!;

	return new Watch(async (waiting) => {
		const left = new Map(waiting.map((entry) => [entry.record.sid as string, entry]));
		const final = new Map<Followed, IDataObject>();
		const see = (record: IDataObject) => {
			const entry = left.get(record.sid as string);
			if (!entry) return;
			left.delete(record.sid as string);
			entry.record = record;
			if (isFinal(record)) final.set(entry, record);
		};
		if (waiting.length > ONE_BY_ONE) {
			for await (const page of pages(client, list, key, waiting.length + SPARE, waiting[0]!.settings)) page.forEach(see);
		}
		await Promise.allSettled([...left].map(async ([sid, { settings }]) => see(await client.send({ ...list, path: [...list.path, sid] }, settings))));
		return final;
	}, client.cancel);
}

/** The failure that a final state means, if it means one. What is known goes into the envelope. */
export function failureOf(action: Action, record: IDataObject): TwilioFailure | undefined {
	const trouble = action.outcome?.trouble(record);
	if (!trouble) return undefined;
	const { message, code } = trouble;
	return new TwilioFailure(message, { body: { message, code }, fields: action.answer([record], {}, { sid: '', region: 'us1' }) });
}
