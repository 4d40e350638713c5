import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Action, TwilioFile } from '../actions/action';
import { settleAll } from './settleAll';
import { successEnvelope, type ItemResult } from './itemResult';
import { downloader, type Download } from './download';
import type { FollowUps } from './polling/followUps';
import type { Job } from './jobs';
import { shaped, type Shaped } from '../output/convert';
import type { TwilioClient } from '../transport/client';
import { TwilioApiError } from '../errors/twilioApiError';
import { pages } from '../transport/pagination';

/** What a job gives: at once, and if it waits for more, later. */
export interface Done extends Pick<ItemResult, 'items' | 'hints'> {
	later?: Promise<Done>;
}

/**
 * Does one job: asks Twilio and makes the envelope.
 * @throws TwilioFailure if a request did not succeed
 */
export async function perform(
	context: IExecuteFunctions,
	client: TwilioClient,
	followers: FollowUps,
	action: Action,
	job: Job,
): Promise<Done> {
	const download = downloader(context, client, job.options);
	if (action.list !== undefined) return await list(client, action, action.list, job, download);
	const { requests, params, options } = job;
	const earlier = await followers.before(job);
	const found = await settleAll(
		requests,
		async (request) => await withSubresource(client, action, job, await client.send(request, options)),
	);
	const files = options.downloadFile ? action.files?.(params, found) : undefined;
	const binary = files && (await download(files, () => options.binaryProperty));
	const later = followers.after(job, found[0] ?? {}, earlier)?.then(({ found: final, hint }) => {
		const done = single(client, action, job, final);
		return { ...done, hints: [...(done.hints ?? []), ...(hint === undefined ? [] : [hint])] };
	});
	return { ...single(client, action, job, found, binary), later };
}

function single(
	client: TwilioClient,
	action: Action,
	{ params, options }: Job,
	found: IDataObject[],
	binary?: IBinaryKeyData,
): Done {
	const fields = shaped(action.output, action.toOutput(found, params, client.account));
	const raw = options.includeRaw ? { raw: found.length === 1 ? found[0] : found } : {};
	return {
		items: [{ json: { ...successEnvelope(fields), ...raw }, ...(binary && { binary }) }],
		hints: action.hints?.(params, found[0] ?? {}),
	};
}

async function list(
	client: TwilioClient,
	action: Action,
	key: string,
	{ requests, params, options, limit }: Job,
	download: Download,
): Promise<Done> {
	const { includeRaw, splitItems, downloadFile, binaryProperty } = options;
	const name = Object.keys(action.output)[0]!;
	const records: Shaped[] = [];
	const raw: IDataObject[] = [];
	const files: TwilioFile[] = [];
	for await (const page of pages(client, requests[0]!, key, limit, options)) {
		const found = await settleAll(
			page,
			async (record) => await withSubresource(client, action, { params, options }, record),
		);
		records.push(...(shaped(action.output, action.toOutput(found, params, client.account))[name] as Shaped[]));
		if (includeRaw) raw.push(...found);
		if (downloadFile) files.push(...(action.files?.(params, found) ?? []));
	}
	const binary = files.length ? await download(files, (index) => `${binaryProperty}_${index}`) : undefined;
	if (!splitItems)
		return {
			items: [
				{ json: { ...successEnvelope({ [name]: records }), ...(includeRaw && { raw }) }, ...(binary && { binary }) },
			],
		};
	const binaryOf = (index: number) => binary && { binary: { [binaryProperty]: binary[`${binaryProperty}_${index}`]! } };
	return {
		items: records.map((record, index) => ({
			json: includeRaw ? { ...record, raw: raw[index] } : record,
			...binaryOf(index),
		})),
	};
}

/** Adds the list that lies under a record, if it is wanted. A record that is gone by now stays without it. */
async function withSubresource(
	client: TwilioClient,
	{ subresource }: Action,
	{ params, options }: Pick<Job, 'params' | 'options'>,
	record: IDataObject,
): Promise<IDataObject> {
	if (!subresource?.wanted(params)) return record;
	const read = async () => {
		const found: IDataObject[] = [];
		for await (const page of pages(client, subresource.request(record), subresource.list, Infinity, options))
			found.push(...page);
		return { ...record, [subresource.list]: found };
	};
	return await read().catch((error) => {
		if (error instanceof TwilioApiError && error.status === 404) return record;
		throw error;
	});
}
