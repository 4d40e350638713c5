import { transcript } from '../../output/shapes';
import { many } from '../../output/fields';
import type { TwilioRequest } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { sidPattern } from '../locators';
import { SENTENCE_FIELDS, sentences, withText } from './sentences';

const requestFor = (sid: string): TwilioRequest => ({
	product: 'intelligence',
	method: 'GET',
	path: ['Transcripts', sid],
});

/** https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-resource#fetch-a-transcript */
export const get = defineAction({
	resource: 'transcript',
	operation: 'get',
	name: 'Get',
	action: 'Get transcripts with their text',
	description: 'Get one or more transcripts with their sentences and text. Read-only.',
	fields: [
		{
			displayName: 'Transcript Names or IDs',
			name: 'transcriptSids',
			type: 'multiOptions',
			required: true,
			typeOptions: { loadOptionsMethod: 'getTranscripts' },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'An expression can return an array, or SIDs separated by commas',
			extractValue: sidPattern('GT'),
		},
		additionalFields(SENTENCE_FIELDS),
	],
	output: { transcripts: many(transcript) },
	subresource: sentences(() => true),
	request: ({ transcriptSids: [first, ...others] }) => [requestFor(first), ...others.map(requestFor)],
	toOutput: (found) => ({ transcripts: found.map(withText) }),
});
