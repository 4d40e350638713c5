import { text } from '../../output/fields';
import { textOf } from '../../records/read';
import { urlOf } from '../../transport/hosts';
import { twilioFields, type TwilioRequest } from '../../transport/request';
import { defineAction } from '../action';
import { additionalFields } from '../fields';
import { KIND, locator } from '../locators';
import { includeSoftDeleted } from './includeSoftDeleted';

const MIME_TYPE = { '.mp3': 'audio/mpeg', '.wav': 'audio/wav' } as const;

type Format = keyof typeof MIME_TYPE;

/** https://www.twilio.com/docs/voice/api/recording#recording-status-values */
const NOT_READY = ['in-progress', 'paused', 'stopped', 'processing'];

const audio = (recordingSid: string, format: Format): TwilioRequest => ({
	product: 'api',
	method: 'GET',
	path: ['Recordings', recordingSid],
	suffix: format,
});

/** https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export const download = defineAction({
	resource: 'recording',
	operation: 'download',
	name: 'Download',
	action: 'Download a recording',
	description: 'Get the URL of the audio of a recording and, with Download File, the audio itself. Read-only.',
	builderHint: 'Gives download_url. To have the audio as binary data, turn on options.downloadFile.',
	fields: [
		locator(KIND.recording, {
			displayName: 'Recording',
			name: 'recordingSid',
			required: true,
			description: 'Recording to download',
		}),
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'MP3', value: '.mp3' },
				{ name: 'WAV', value: '.wav' },
			],
			default: '.wav',
			hint: 'The output has the URL of the audio. To get the file as well, turn on Download File under Options.',
			description: 'Format of the audio',
		},
		additionalFields([includeSoftDeleted('accept a deleted recording')]),
	],
	output: { download_url: text, recording_sid: text, format: text },
	// The recording is fetched first, because an audio URL could be built even for one that does not exist.
	request: ({ recordingSid, includeSoftDeleted }) => ({
		product: 'api',
		method: 'GET',
		path: ['Recordings', recordingSid],
		query: twilioFields({ includeSoftDeleted }),
	}),
	toOutput: (_found, { recordingSid, format }, { account }) => ({
		download_url: urlOf(audio(recordingSid, format), account),
		recording_sid: recordingSid,
		format,
	}),
	hints: (_params, { status, encryption_details }) => [
		...(NOT_READY.includes(textOf(status))
			? [`The recording is ${textOf(status)}: its audio can be downloaded once it is completed.`]
			: []),
		...(status === 'absent' ? ['The recording has no audio: it was too short, or silent.'] : []),
		...(status === 'deleted' ? ['The recording was deleted: its audio cannot be downloaded any more.'] : []),
		...(encryption_details
			? [
					'The recording is encrypted with your public key: its audio is available as WAV only. Decrypt it with your private key.',
				]
			: []),
	],
	files: ({ recordingSid, format }, _found, { options: { channels } }) => [
		{
			request: { ...audio(recordingSid, format), query: { RequestedChannels: channels } },
			name: recordingSid,
			contentType: MIME_TYPE[format],
		},
	],
});
