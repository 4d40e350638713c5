import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { TwilioFile } from '../actions/action';
import { TwilioApiError } from '../errors/twilioApiError';
import { successEnvelope } from '../output/envelope';
import { listIn } from '../output/fields';
import { fit } from '../output/fit';
import { outputFields } from '../output/simplify';
import { objectsOf, textOf } from '../records/read';
import { pages } from '../transport/pagination';
import { downloadFiles } from './download';
import { envelopeOf, success, type ItemResult, type Waiting } from './itemResult';
import { awaitedRequest, QUESTION_ID, type AwaitedAnswer, type Job } from './jobs';
import type { RunContext } from './runContext';
import { settleAll } from './settleAll';

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
	if (run.action.list !== undefined) return { result: await list(run, run.action.list, job) };
	const { client, action, followUps } = run;
	const { requests, params, options } = job;
	const earlier = await followUps.before(job);
	const found = await settleAll(requests, async (request) => {
		const settings = { ...options, mayBeDone };
		const response = request.method === 'GET' ? client.read(request, settings) : client.send(request, settings);
		return await withSubresource(run, job, await response);
	});
	const files = options.downloadFile ? action.files?.(params, found, job) : undefined;
	const binary = files && (await downloadFiles(run, job, files, () => options.binaryProperty));
	const [first = {}] = found;
	const later = followUps.after(job, first, earlier);
	const awaited = awaitedRequest(job);
	return {
		result: { ...single(run, job, found, binary), waiting: awaited && waitingFor(awaited, job, first) },
		later: later?.then((final) => single(run, job, final.found, binary, final.hint)),
	};
}

/** Collects what must be known when the answer arrives, perhaps days later and in another process. */
function waitingFor({ ask, until }: AwaitedAnswer, job: Job, record: IDataObject): Waiting {
	const { params, options, several, requests } = job;
	const { origin, pathname, searchParams } = new URL(job.resumeUrl());
	const sid = textOf(record.sid);
	return {
		question: { ...ask.question(params, job), sid },
		id: textOf(searchParams.get(QUESTION_ID)),
		until,
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
	const envelope = envelopeOf(action, job, found, reply && job.answer?.ask.readReply(reply, params, options));
	const hints = [...(action.hints?.(params, first) ?? []), ...(hint === undefined ? [] : [hint])];
	const json = fit(envelope, listIn(action.output), options.maxResultSize);
	return success([{ json, ...(binary && { binary }) }], hints);
}

async function list(run: RunContext, key: string, job: Job): Promise<ItemResult> {
	const { action, client } = run;
	const { requests, params, options, limit } = job;
	const { includeRaw, downloadFile, binaryProperty } = options;
	const name = listIn(action.output) ?? key;
	const records: IDataObject[] = [];
	const raw: IDataObject[] = [];
	const files: TwilioFile[] = [];
	for await (const page of pages(client, requests[0], key, limit, options)) {
		const found = await settleAll(page, async (record) => await withSubresource(run, job, record));
		const fields = outputFields(action.output, action.toOutput(found, params, job), options.simplify);
		records.push(...objectsOf(fields[name]));
		if (includeRaw) raw.push(...found);
		if (downloadFile) files.push(...(action.files?.(params, found, job) ?? []));
	}
	const nameOf = (index: number) => `${binaryProperty}_${index}`;
	const binary = files.length ? await downloadFiles(run, job, files, nameOf) : undefined;
	const all = { ...successEnvelope({ [name]: records }), ...(includeRaw && { raw }) };
	const json = fit(all, name, options.maxResultSize);
	// n8n gives a model an empty text if a tool returns no items.
	const isSplit = options.splitItems && !(job.isTool && records.length === 0);
	if (!isSplit) return success([{ json, ...(binary && { binary }) }]);
	const binaryOf = (index: number) => {
		const file = binary?.[nameOf(index)];
		return file && { binary: { [binaryProperty]: file } };
	};
	return success(split(json, name).map((one, index) => ({ json: one, ...binaryOf(index) })));
}

/** Returns the records of an envelope, each with its raw response, and the note about records that were left out. */
function split({ raw, more, ...envelope }: IDataObject, name: string): IDataObject[] {
	const responses = objectsOf(raw);
	const items = objectsOf(envelope[name]).map((record, index) =>
		responses[index] ? { ...record, raw: responses[index] } : record,
	);
	return more === undefined ? items : [...items, { more }];
}

/** Adds the list nested under a record, if it is wanted. A record that no longer exists is returned without it. */
async function withSubresource(
	{ client, action }: RunContext,
	{ params, options }: Job,
	record: IDataObject,
): Promise<IDataObject> {
	const { subresource } = action;
	if (!subresource?.wanted(params)) return record;
	const read = async () => {
		const found: IDataObject[] = [];
		const request = subresource.request(record, params);
		for await (const page of pages(client, request, subresource.list, Infinity, options)) found.push(...page);
		return { ...record, [subresource.list]: found };
	};
	return await read().catch((error) => {
		if (error instanceof TwilioApiError && error.status === 404) return record;
		throw error;
	});
}
