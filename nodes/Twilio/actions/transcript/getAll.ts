import { transcript } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { filters, PAGING } from '../fields';
import { sidPattern, KIND, locator } from '../locators';
import { defineField } from '../params';
import { sentences, withText } from './sentences';

const INCLUDE_TRANSCRIPT_TEXT = defineField({
	displayName: 'Include Transcript Text',
	name: 'includeTranscriptText',
	type: 'boolean',
	default: false,
	description: 'Whether to fetch the sentences of each transcript too. Takes at least one more request for each.',
});

const FILTERS = filters([
	{
		displayName: 'After Date Created',
		name: 'afterDateCreated',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts made after this time',
	},
	{
		displayName: 'After Start Time',
		name: 'afterStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts of media that started after this time',
	},
	{
		displayName: 'Before Date Created',
		name: 'beforeDateCreated',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts made before this time',
	},
	{
		displayName: 'Before Start Time',
		name: 'beforeStartTime',
		type: 'dateTime',
		default: '',
		description: 'Only transcripts of media that started before this time',
	},
	{
		displayName: 'Language Code',
		name: 'languageCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. en-US',
		description: 'Only transcripts in this language',
	},
	locator(KIND.intelligenceService, {
		displayName: 'Service',
		name: 'serviceSid',
		description: 'Only transcripts of this Intelligence service',
		// n8n's editor checks the fields of collections as if they lay at the top, where Verify's service has this name.
		extractValue: sidPattern('GA'),
	}),
	locator(KIND.source, {
		displayName: 'Source',
		name: 'sourceSid',
		description: 'Only transcripts of this recording or other source',
	}),
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
		'List transcripts of Conversation Intelligence (classic), newest first, if wanted with their text. Only reads.',
	fields: [...PAGING, INCLUDE_TRANSCRIPT_TEXT, FILTERS],
	output: { transcripts: many(transcript) },
	list: 'transcripts',
	subresource: sentences(({ includeTranscriptText }) => includeTranscriptText === true),
	request: ({ includeTranscriptText: _, ...fields }) => ({
		product: 'intelligence',
		method: 'GET',
		path: ['Transcripts'],
		query: twilioFields(fields),
	}),
	toOutput: (found) => ({ transcripts: found.map(withText) }),
});
