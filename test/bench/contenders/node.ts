import type { IDataObject, INode } from 'n8n-workflow';
import { credentialOf } from '../../support/credentials';
import { envelopes } from '../../support/engine';
import { messages, sendingParameters } from '../../support/sending';
import type { Work, Worker } from '../types';

type Parameters = (work: Work) => INode['parameters'];

const PARAMETERS: Record<Work['kind'], Parameters> = {
	send: () => sendingParameters(),
	list: ({ count }) => ({ resource: 'message', operation: 'getAll', limit: count }),
	transcripts: ({ count }) => ({
		resource: 'transcript',
		operation: 'getAll',
		limit: count,
		includeTranscriptText: true,
	}),
};

/** This package, built, in n8n's engine. */
export const node: Worker = async (work, account) => {
	const results = await envelopes({
		parameters: { ...PARAMETERS[work.kind](work), options: { maxConcurrency: work.concurrency } },
		items: work.kind === 'send' ? messages(work.count).map((json) => ({ json })) : undefined,
		credential: credentialOf(account),
	});
	if (work.kind === 'send') return results.filter(({ success }) => success).length;
	const [{ messages: found, transcripts = found } = {} as IDataObject] = results;
	return (transcripts as unknown[]).length;
};
