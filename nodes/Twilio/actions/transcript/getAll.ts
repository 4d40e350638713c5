import { transcript } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields, filters, PAGING } from '../fields';
import { sidPattern, KIND, locator } from '../locators';
import { defineField } from '../params';
import { SENTENCE_FIELDS, sentences, withText } from './sentences';

const INCLUDE_TRANSCRIPT_TEXT = defineField({
	displayName: 'Include Transcript Text',
	name: 'includeTranscriptText',
	type: 'boolean',
	default: false,
	description:
		'Whether to get the sentences of each transcript as well. Takes at least one more request per transcript.',
});

const FILTERS = filters([
	{
		displayName: 'Created After',
		name: 'afterDateCreated',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts created after this time',
	},
	{
		displayName: 'Created Before',
		name: 'beforeDateCreated',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts created before this time',
	},
	{
		displayName: 'Language Code',
		name: 'languageCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. en-US',
		description: 'Only transcripts in this language, as a language tag',
	},
	locator(KIND.intelligenceService, {
		displayName: 'Service',
		name: 'serviceSid',
		description: 'Only transcripts of this Intelligence service',
		// n8n's editor checks fields of collections as if they were top-level, where Verify's service has this name.
		extractValue: sidPattern('GA'),
	}),
	locator(KIND.source, {
		displayName: 'Source',
		name: 'sourceSid',
		description: 'Only transcripts of this recording or other source',
	}),
	{
		displayName: 'Started After',
		name: 'afterStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts of media that started after this time',
	},
	{
		displayName: 'Started Before',
		name: 'beforeStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts of media that started before this time',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Canceled', value: 'canceled' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Error', value: 'error' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'In Progress', value: 'in-progress' },
			{ name: 'New', value: 'new' },
			{ name: 'Queued', value: 'queued' },
		],
		default: 'completed',
		description: 'Only transcripts with this status',
	},
]);

/** https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-resource#read-multiple-transcripts */
export const getAll = defineAction({
	resource: 'transcript',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many transcripts',
	description:
		'List transcripts of Conversation Intelligence (classic), newest first, optionally with their text. Read-only.',
	builderHint: 'Gives no text unless includeTranscriptText is on.',
	fields: [...PAGING, INCLUDE_TRANSCRIPT_TEXT, FILTERS, additionalFields(SENTENCE_FIELDS)],
	output: { transcripts: many(transcript) },
	list: 'transcripts',
	subresource: sentences(({ includeTranscriptText }) => includeTranscriptText === true),
	request: ({ includeTranscriptText: _text, redacted: _redacted, wordTimestamps: _words, ...fields }) => ({
		product: 'intelligence',
		method: 'GET',
		path: ['Transcripts'],
		query: twilioFields(fields),
	}),
	toOutput: (found) => ({ transcripts: found.map(withText) }),
});
