import type { IDataObject } from 'n8n-workflow';
import type { Action } from '../../actions/action';
import type { Settings, TwilioClient } from '../../transport/client';
import { TwilioApiError } from '../../errors/twilioApiError';
import { LARGEST_PAGE, pages } from '../../transport/pagination';
import type { Fields, TwilioRequest } from '../../transport/request';
import { Poller } from './poller';

/** A message or call on its way, as it was seen last. */
export interface Tracked {
	record: IDataObject;
	settings: Settings;
}

/** So many are read one by one: a page of the list would not be fewer requests. */
const ONE_BY_ONE = 2;

/** Room on a page for what others send at the same time. */
const SPARE = 50;

/** So many pages of the list are read for one look. */
const MOST_PAGES = 10;

/**
 * Follows what a run sent until it is final. Several are read by pages of the list, newest first; what is
 * not on them is read by itself.
 */
export function statusTracker(client: TwilioClient, action: Action, list: TwilioRequest): Poller<Tracked, IDataObject> {
	const { listKey, isFinal } = action.finalStatus!;

	return new Poller(async (waiting) => {
		const left = new Map(waiting.map((entry) => [entry.record.sid as string, entry]));
		const final = new Map<Tracked, IDataObject>();
		const see = (record: IDataObject) => {
			const entry = left.get(record.sid as string);
			if (!entry) return;
			left.delete(record.sid as string);
			entry.record = record;
			if (isFinal(record)) final.set(entry, record);
		};
		if (left.size > ONE_BY_ONE) {
			let read = 0;
			const newest = {
				...list,
				query: sameSender(waiting),
				maxPageSize: Math.min(LARGEST_PAGE, waiting.length + SPARE),
			};
			for await (const page of pages(client, newest, listKey, Infinity, waiting[0]!.settings)) {
				page.forEach(see);
				if (++read >= MOST_PAGES || left.size <= ONE_BY_ONE) break;
			}
		}
		await Promise.allSettled(
			[...left].map(async ([sid, { settings }]) =>
				see(await client.send({ ...list, path: [...list.path, sid] }, settings)),
			),
		);
		return final;
	}, client.cancel);
}

/** If all have one sender, its messages or calls alone are listed, and not what came in meanwhile. */
function sameSender(waiting: Tracked[]): Fields {
	const senders = new Set(waiting.map(({ record }) => record.from as string | null));
	const [sender] = senders;
	return senders.size === 1 && sender ? { From: sender } : {};
}

/** The failure that a final state means, if it means one. What is known goes into the envelope. */
export function statusError(action: Action, record: IDataObject): TwilioApiError | undefined {
	const trouble = action.finalStatus?.failureReason(record);
	if (!trouble) return undefined;
	const { message, code } = trouble;
	return new TwilioApiError(message, { body: { message, code }, record });
}
