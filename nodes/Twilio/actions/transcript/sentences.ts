import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../transport/json';
import type { Action } from '../action';

/** The sentences of a transcript: https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-sentence-subresource */
export const sentences = (wanted: NonNullable<Action['subresource']>['wanted']): Action['subresource'] => ({
	list: 'sentences',
	wanted,
	request: ({ sid }) => ({
		product: 'intelligence',
		method: 'GET',
		path: ['Transcripts', sid as string, 'Sentences'],
		maxPageSize: 5000,
	}),
});

/** Puts the sentences in order and their text together. Without sentences the text is missing. */
export function withText(transcript: IDataObject): IDataObject {
	if (!Array.isArray(transcript.sentences)) return transcript;
	const ordered = (transcript.sentences as unknown[])
		.filter(isObject)
		.sort((a, b) => Number(a.sentence_index) - Number(b.sentence_index));
	const spoken = ordered.map((sentence) => sentence.transcript).filter((text) => typeof text === 'string');
	return { ...transcript, sentences: ordered, transcript_text: spoken.join(' ') };
}
