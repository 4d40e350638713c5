import { text } from '../../output/convert';
import { urlOf } from '../../transport/hosts';
import type { TwilioRequest, Value } from '../../transport/request';
import type { Action } from '../action';
import { DOWNLOAD_FILE } from '../fields';
import { KIND, locator } from '../locators';

const mimeType = (format: Value | undefined) => (format === '.mp3' ? 'audio/mpeg' : 'audio/wav');

/** https://www.twilio.com/docs/voice/api/recording#recording-status-values */
const NOT_READY = ['in-progress', 'paused', 'stopped', 'processing'];

const audio = (recordingSid: Value | undefined, format: Value | undefined): TwilioRequest => ({
	product: 'api',
	method: 'GET',
	path: ['Recordings', recordingSid],
	suffix: String(format),
});

/** https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file */
export const download: Action = {
	resource: 'recording',
	operation: 'download',
	name: 'Download',
	action: 'Download a recording',
	description: 'Get the address of the audio of a recording and, if wanted, the audio itself. Only reads.',
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
			description: 'Format of the audio',
		},
	],
	options: [
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'options',
			options: [
				{ name: 'Mono', value: 1 },
				{ name: 'Stereo', value: 2, description: 'Each party on a channel of its own, as Twilio records most calls' },
			],
			default: 1,
			description: 'Number of channels of the downloaded audio',
		},
		...DOWNLOAD_FILE,
	],
	output: { download_url: text, recording_sid: text, format: text },
	// The recording itself is fetched first: its audio's address can be built for one that does not exist.
	request: ({ recordingSid }) => ({ product: 'api', method: 'GET', path: ['Recordings', recordingSid] }),
	toOutput: (_found, { recordingSid, format }, account) => ({
		download_url: urlOf(audio(recordingSid, format), account),
		recording_sid: recordingSid,
		format,
	}),
	hints: (_params, { status, encryption_details }) => [
		...(NOT_READY.includes(status as string)
			? [`The recording is ${status as string}: its audio can be fetched once it is completed.`]
			: []),
		...(status === 'absent' ? ['The recording has no audio: it was too short, or silent.'] : []),
		...(encryption_details
			? [
					'The recording is encrypted with your public key: Twilio gives its audio as WAV only, to be decrypted with your private key.',
				]
			: []),
	],
	files: ({ recordingSid, format, channels }) => [
		{
			request: { ...audio(recordingSid, format), query: { RequestedChannels: channels } },
			fileName: `${String(recordingSid)}${String(format)}`,
			mimeType: mimeType(format),
		},
	],
};
