import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { Subresource, TwilioFile } from '../actions/action';
import { about, TwilioApiError } from '../errors/twilioApiError';
import { successEnvelope } from '../output/envelope';
import { listIn } from '../output/fields';
import { fit } from '../output/fit';
import { outputFields } from '../output/simplify';
import { objectsOf, textOf } from '../records/read';
import type { Settings, TwilioClient } from '../transport/client';
import { pages } from '../transport/pagination';
import type { TwilioRequest } from '../transport/request';
import { downloadFiles } from './download';
import { envelopeOf, success, type ItemResult, type Waiting } from './itemResult';
import { awaitedRequest, QUESTION_ID, type AwaitedAnswer, type Job } from './jobs';
import type { RunContext } from './runContext';
import { settleAll } from './settleAll';
import { stretches } from './stretches';

/** Immediate result of a job and, if the job waits for more, the result that later replaces it. */
export interface Performed {
	result: ItemResult;
	later?: Promise<ItemResult>;
}

/**
 * Performs one job: sends its requests and makes the envelope.
 * @param mayBeDone whether an earlier try may have performed it
 * @throws TwilioApiError if a request did not succeed; `later` is rejected in the same way
 */
export async function perform(run: RunContext, job: Job, mayBeDone?: boolean): Promise<Performed> {
	const { client, action, followUps } = run;
	const key = listIn(action.output);
	if (key !== undefined) return { result: await list(run, job, key) };
	const { requests, params, options } = job;
	const earlier = await followUps.before(job);
	checkTimeLeft(job);
	const first = await responseTo(client, requests[0], { ...options, mayBeDone });
	const files = options.downloadFile ? action.files?.(params, [first], job) : undefined;
	const binary = files && (await downloadFiles(run, job, files, () => options.binaryProperty));
	const later = followUps.after(job, first, earlier);
	const awaited = awaitedRequest(job);
	return {
		result: { ...single(run, job, [first], binary), waiting: awaited && waitingFor(awaited, job, first) },
		later: later?.then((final) => single(run, job, final.found, binary, final.hint)),
	};
}

const responseTo = async (client: TwilioClient, request: TwilioRequest, settings: Settings): Promise<IDataObject> =>
	await (request.method === 'GET' ? client.read(request, settings) : client.send(request, settings));

/** @throws TwilioApiError if a question would be sent when its wait is over, for example after other items */
function checkTimeLeft({ answer }: Job): void {
	const now = Date.now();
	if (answer && answer.until(now) < now)
		throw new TwilioApiError('The question was not sent, because Max Date and Time passed before. Choose a later one.');
}

/** Collects what must be known when the answer arrives, perhaps days later and in another n8n instance. */
function waitingFor({ ask, until }: AwaitedAnswer, job: Job, record: IDataObject): Waiting {
	const { params, options, several, requests } = job;
	const { origin, pathname, searchParams } = new URL(job.resumeUrl());
	const sid = textOf(record.sid);
	return {
		question: { ...ask.question(params, job), sid },
		id: textOf(searchParams.get(QUESTION_ID)),
		until: until(Date.now()),
		path: [...requests[0].path.map(String), sid],
		record,
		address: origin + pathname,
		job: { params, options, several },
	};
}

function single(run: RunContext, job: Job, found: IDataObject[], binary?: IBinaryKeyData, hint?: string): ItemResult {
	const { action } = run;
	const { params, options } = job;
	const [first = {}, reply] = found;
	const json = envelopeOf(action, job, found, reply && job.answer?.ask.readReply(reply, params, options));
	const hints = [...(action.hints?.(params, first) ?? []), ...(hint === undefined ? [] : [hint])];
	return success([{ json, ...(binary && { binary }) }], hints);
}

/** Makes one envelope, or the items that it is split into, from the records of a list or of several requests. */
async function list(run: RunContext, job: Job, name: string): Promise<ItemResult> {
	const { action } = run;
	const { params, options, isTool } = job;
	const { includeRaw, downloadFile, binaryProperty } = options;
	const records: IDataObject[] = [];
	const raw: IDataObject[] = [];
	const files: TwilioFile[] = [];
	const giveWay = stretches();
	for await (const found of portions(run, job)) {
		const fields = outputFields(action.output, action.toOutput(found, params, job), options.simplify);
		records.push(...objectsOf(fields[name]));
		if (includeRaw) raw.push(...found);
		if (downloadFile) files.push(...(action.files?.(params, found, job) ?? []));
		await giveWay();
	}
	const nameOf = (index: number) => `${binaryProperty}_${index}`;
	const binary = files.length ? await downloadFiles(run, job, files, nameOf) : undefined;
	const all = { ...successEnvelope({ [name]: records }), ...(includeRaw && { raw }) };
	const json = fit(all, name, options.maxResultSize);
	// n8n gives a model an empty text if a tool returns no items.
	const isSplit = options.splitItems && !(isTool && records.length === 0);
	if (!isSplit) return success([{ json, ...(binary && { binary }) }]);
	const binaryOf = (index: number) => {
		const file = binary?.[nameOf(index)];
		return file && { binary: { [binaryProperty]: file } };
	};
	const items: ItemResult['items'] = [];
	for (const one of split(json, name)) {
		items.push({ json: one, ...binaryOf(items.length) });
		await giveWay();
	}
	return success(items);
}

/**
 * Yields complete records, as many as can be converted in one piece: a page takes 10 ms, but with a list nested under
 * each record it may take a second.
 */
async function* portions(run: RunContext, job: Job): AsyncGenerator<IDataObject[]> {
	const { subresource } = run.action;
	for await (const batch of batches(run, job)) {
		if (!subresource?.wanted(job.params)) yield batch;
		else for (const record of await withNested(run, job, subresource, batch)) yield [record];
	}
}

/** Yields the records of a list page by page, or those of several requests. */
async function* batches({ action, client }: RunContext, job: Job): AsyncGenerator<IDataObject[]> {
	const { requests, options, limit } = job;
	const read = async (request: TwilioRequest) =>
		await about(String(request.path.at(-1)), responseTo(client, request, options));
	if (action.list === undefined) yield await settleAll(requests, read, options.maxConcurrency);
	else yield* pages(client, requests[0], action.list, limit, options);
}

/** Yields the records of an envelope, each with its raw response, and the note about records that were left out. */
function* split({ raw, more, ...envelope }: IDataObject, name: string): Generator<IDataObject> {
	const responses = objectsOf(raw);
	for (const [index, record] of objectsOf(envelope[name]).entries())
		yield responses[index] ? { ...record, raw: responses[index] } : record;
	if (more !== undefined) yield { more };
}

/** Adds the list nested under each record. A record that no longer exists is returned without it. */
async function withNested(
	{ client }: RunContext,
	{ params, options }: Job,
	nested: Subresource,
	records: IDataObject[],
): Promise<IDataObject[]> {
	const read = async (record: IDataObject) => {
		const found: IDataObject[] = [];
		const request = nested.request(record, params);
		for await (const page of pages(client, request, nested.list, Infinity, options)) found.push(...page);
		return { ...record, [nested.list]: found };
	};
	const complete = async (record: IDataObject) =>
		await about(textOf(record.sid), read(record)).catch((error) => {
			if (error instanceof TwilioApiError && error.status === 404) return record;
			throw error;
		});
	return await settleAll(records, complete, options.maxConcurrency);
}
