import type { IDataObject } from 'n8n-workflow';
import { objectsOf, textOf } from '../../records/read';
import { twilioFields } from '../../transport/request';
import type { Action } from '../action';
import { defineFields } from '../params';

/** Parameters for the sentences of transcripts. */
export const SENTENCE_FIELDS = defineFields(
	{
		displayName: 'Redacted',
		name: 'redacted',
		type: 'boolean',
		default: true,
		description:
			'Whether to get the sentences with personal information redacted, if the Intelligence service redacts it. Turn off to get the original text.',
	},
	{
		displayName: 'Word Timestamps',
		name: 'wordTimestamps',
		type: 'boolean',
		default: false,
		description: 'Whether to get the start and end time of each word. To see them, turn on Include Raw Response.',
	},
);

/** https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-sentence-subresource */
export const sentences = (wanted: NonNullable<Action['subresource']>['wanted']): Action['subresource'] => ({
	list: 'sentences',
	wanted,
	request: ({ sid }, { redacted, wordTimestamps }) => ({
		product: 'intelligence',
		method: 'GET',
		path: ['Transcripts', textOf(sid), 'Sentences'],
		query: twilioFields({ redacted, wordTimestamps }),
		maxPageSize: 5000,
	}),
});

/** Sorts the sentences and joins their text. Without sentences, there is no text. */
export function withText(transcript: IDataObject): IDataObject {
	if (!Array.isArray(transcript.sentences)) return transcript;
	const ordered = objectsOf(transcript.sentences).sort((a, b) => Number(a.sentence_index) - Number(b.sentence_index));
	const spoken = ordered.map((sentence) => sentence.transcript).filter((text) => typeof text === 'string');
	return { ...transcript, sentences: ordered, transcript_text: spoken.join(' ') };
}
