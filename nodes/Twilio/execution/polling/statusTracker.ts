import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../../records/read';
import type { FinalStatus } from '../../actions/action';
import type { Settings, TwilioClient } from '../../transport/client';
import { TwilioApiError } from '../../errors/twilioApiError';
import { LARGEST_PAGE, pages } from '../../transport/pagination';
import type { Fields, TwilioRequest } from '../../transport/request';
import { Poller, type Entry, type Read } from './poller';

/** A message or call in progress, as last seen. */
export interface Tracked extends Entry {
	record: IDataObject;
	/** Number of further looks in which it is read individually, because the list did not show it. */
	looksAlone?: number;
	/** When it was last read individually, in milliseconds since the epoch. */
	readAt?: number;
}

/** Up to this many entries are always read individually: a page of the list would hardly save requests. */
const ONE_BY_ONE = 2;

/** Maximum number of entries read individually in one look, starting with those not read for the longest time. */
const MOST_ONE_BY_ONE = 50;

/** Number of times an entry that the list did not show is read individually before the list is tried again. */
const LOOKS_ALONE = 3;

/** Room on a page for what others send at the same time. */
const SPARE = 50;

/** Maximum number of pages of a list that are read in one look. */
export const MOST_PAGES = 10;

/**
 * Tracks the status of what a run sent. Several entries are read from pages of the list, newest first. Entries that
 * are not on these pages are read individually in the next looks, as are all entries if the list cannot be read.
 * @param list the request for the list, without filters
 */
export function statusTracker(client: TwilioClient, listKey: string, list: TwilioRequest): Poller<Tracked> {
	return new Poller((entries) => {
		const alone = new Set(
			entries
				.filter(({ looksAlone = 0 }) => looksAlone > 0)
				.sort((one, other) => (one.readAt ?? 0) - (other.readAt ?? 0))
				.slice(0, MOST_ONE_BY_ONE),
		);
		const others = entries.filter((entry) => !alone.has(entry));
		const byList = others.length > ONE_BY_ONE ? [readList(client, listKey, list, others)] : [];
		const oneByOne = byList.length ? [...alone] : entries;
		return [...byList, ...oneByOne.map((entry) => readRecord(client, list, entry))];
	}, client.cancel);
}

function readList(client: TwilioClient, listKey: string, list: TwilioRequest, entries: Tracked[]): Read<Tracked> {
	const request = {
		...list,
		query: sameSender(entries),
		maxPageSize: Math.min(LARGEST_PAGE, entries.length + SPARE),
	};
	const run = async (settings: Settings) => {
		const left = new Map(entries.map((entry) => [entry.record.sid, entry]));
		const seen = new Map<Tracked, Tracked>();
		let failure: unknown;
		try {
			let read = 0;
			for await (const page of pages(client, request, listKey, Infinity, settings)) {
				for (const record of page) {
					const entry = left.get(record.sid);
					if (entry) seen.set(entry, { ...entry, record, looksAlone: 0, failure: undefined });
					left.delete(record.sid);
				}
				if (++read >= MOST_PAGES || left.size <= ONE_BY_ONE) break;
			}
		} catch (error) {
			// What was read before the failure counts.
			failure = error;
		}
		for (const entry of left.values()) seen.set(entry, { ...entry, looksAlone: LOOKS_ALONE, failure });
		return seen;
	};
	return { entries, run };
}

function readRecord(client: TwilioClient, list: TwilioRequest, entry: Tracked): Read<Tracked> {
	const { sid } = entry.record;
	const request = { ...list, path: [...list.path, textOf(sid)] };
	const run = async (settings: Settings) => {
		let failure: unknown;
		// A record that no longer exists stays as last seen.
		const record = await client.send(request, settings).catch((error: unknown) => {
			if (!(error instanceof TwilioApiError) || error.status !== 404) throw error;
			failure = error;
			return entry.record;
		});
		if (record.sid !== sid) return new Map<Tracked, Tracked>();
		const looksAlone = Math.max(0, (entry.looksAlone ?? 0) - 1);
		const now: Tracked = { ...entry, record, looksAlone, readAt: Date.now(), failure };
		return new Map([[entry, now]]);
	};
	return { entries: [entry], run };
}

/** Returns a filter for the sender if all entries share one, to leave out what came in meanwhile. */
function sameSender(entries: Tracked[]): Fields {
	const senders = new Set(entries.map(({ record }) => textOf(record.from)));
	const [sender] = senders;
	return senders.size === 1 && sender ? { From: sender } : {};
}

/** @throws TwilioApiError if the status is a failure. The error has the record, because the request took effect. */
export function throwFailure(finalStatus: FinalStatus, record: IDataObject): void {
	const failure = finalStatus.failureReason(record);
	if (!failure) return;
	const { message, code } = failure;
	throw new TwilioApiError(message, { body: { message, code }, record });
}
