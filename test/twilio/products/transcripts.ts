import type { Account } from '../accounts';
import { iso8601 } from '../dates';
import { examplesOf } from '../openapi';
import { list } from '../paging';
import { named, noContent, type Context, type Handlers, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { equals, reading } from './reading';
import { newRecord } from './record';

export interface Transcript extends Resource {
	sentences: Values[];
}

const path = '/v2/Transcripts';

/** Forms in which Twilio has returned numbers at different times: as text, as numbers, or not at all. */
const shapes = [String, Number, () => null];

function sentence(index: number): Values {
	const [example] = examplesOf('intelligence', 'ListSentence')[0]!.sentences as Values[];
	const shape = shapes[index % shapes.length]!;
	const start = index * 2 + 0.5;
	const transcript = `Sentence number ${index + 1}.`;
	const words = transcript.split(' ').map((word, at) => ({
		word,
		start_time: shape(start + at * 0.5),
		end_time: shape(start + at * 0.5 + 0.4),
	}));
	const place = { sid: newSid('GX'), media_channel: (index % 2) + 1, sentence_index: index };
	const times = { start_time: shape(start), end_time: shape(index * 2 + 2), confidence: shape(0.9) };
	return { ...example, ...place, ...times, transcript, words };
}

export function addTranscript(account: Account, fields: Values, time: number, sentences = 3): Transcript {
	const sid = newSid('GT');
	const sids = { sid, account_sid: account.sid, service_sid: newSid('GA') };
	const wire: Values = {
		...newRecord('intelligence', 'FetchTranscript', sids, time),
		// The example is a queued transcript.
		status: 'completed',
		channel: {
			type: 'voice',
			media_properties: { source: 'Recording', source_sid: newSid('RE'), media_url: null },
			participants: [
				{ channel_participant: 1, role: 'Agent', full_name: 'Ada Example' },
				{ channel_participant: 2, role: 'Customer', full_name: null },
			],
		},
		media_start_time: iso8601(time),
		duration: sentences * 2,
		...fields,
	};
	const texts = Array.from({ length: sentences }, (_, index) => sentence(index));
	return account.stores.transcript.add({ sid, created: time, wire, sentences: texts });
}

function getSentences(context: Context) {
	const { sentences, wire: transcript } = named(context, context.account.stores.transcript, 'TranscriptSid');
	const { Redacted = transcript.redaction, WordTimestamps } = context.query;
	const indexed = (after = -1) => sentences.slice(after + 1).map((wire, at) => ({ wire, index: after + 1 + at }));
	return list(context, {
		key: 'sentences',
		entries: indexed,
		view: ({ wire }) => ({
			...wire,
			transcript: Redacted === false ? `${String(wire.transcript)} (not redacted)` : wire.transcript,
			words: WordTimestamps ? wire.words : null,
		}),
	});
}

function remove(context: Context) {
	const { sid } = named(context, context.account.stores.transcript);
	context.account.stores.transcript.delete(sid);
	context.account.ledger.effect('transcript.deleted', { sid });
	return noContent;
}

/** Parameters such as `BeforeStartTime`: the field, and whether the limit is an upper one. */
const limits: Array<[parameter: string, field: string, before: boolean]> = [
	['BeforeStartTime', 'media_start_time', true],
	['AfterStartTime', 'media_start_time', false],
	['BeforeDateCreated', 'date_created', true],
	['AfterDateCreated', 'date_created', false],
];

function filter({ query }: Context) {
	const same = equals(query, { ServiceSid: 'service_sid', Status: 'status', LanguageCode: 'language_code' });
	const times = limits.filter(([parameter]) => query[parameter] !== undefined);
	return (transcript: Resource) => {
		const { wire } = transcript;
		const { media_properties } = wire.channel as { media_properties?: { source_sid?: string } };
		return (
			(!same || same(transcript)) &&
			(query.SourceSid === undefined || media_properties?.source_sid === query.SourceSid) &&
			times.every(([parameter, field, before]) => {
				const distance = Date.parse(String(wire[field])) - Date.parse(String(query[parameter]));
				return before ? distance < 0 : distance > 0;
			})
		);
	};
}

export const transcripts: Handlers = {
	...reading({ product: 'intelligence', path, key: 'transcripts', store: ({ stores }) => stores.transcript, filter }),
	[`intelligence GET ${path}/{TranscriptSid}/Sentences`]: getSentences,
	[`intelligence DELETE ${path}/{Sid}`]: remove,
};
