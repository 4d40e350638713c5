import { media } from '../../output/shapes';
import { many } from '../../output/fields';
import { textOf } from '../../records/read';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';
import { KIND, locator } from '../locators';

/** File extensions that differ from the subtype. */
const EXTENSION: Partial<Record<string, string>> = {
	'audio/mpeg': 'mp3',
	'image/jpeg': 'jpg',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/x-vcard': 'vcf',
	'video/quicktime': 'mov',
};

/** The extension is the subtype up to its first symbol: svg for `image/svg+xml`. None without a content type. */
function fileName(sid: string, type: string): string {
	const extension = type && (EXTENSION[type] ?? /^[^/]{1,50}\/([0-9a-z]{1,20})/i.exec(type)?.[1]);
	return extension ? `${sid}.${extension}` : sid;
}

/** https://www.twilio.com/docs/messaging/api/media-resource#read-multiple-media-resources */
export const getAll = defineAction({
	resource: 'messageMedia',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many media of a message',
	description: 'List the images and other media of one message. Read-only.',
	fields: [
		locator(KIND.message, {
			displayName: 'Message',
			name: 'messageSid',
			required: true,
			description: 'Message whose media to list',
		}),
		...PAGING,
		filters(dateFilters('dateCreated', 'Date Created', 'media created')),
	],
	output: { media: many(media) },
	list: 'media_list',
	request: ({ messageSid, ...dates }) => ({
		product: 'api',
		method: 'GET',
		path: ['Messages', messageSid, 'Media'],
		query: twilioFields(dates),
	}),
	files: ({ messageSid }, found) =>
		found.map(({ sid, content_type }) => ({
			request: { product: 'api', method: 'GET', path: ['Messages', messageSid, 'Media', textOf(sid)], suffix: '' },
			fileName: fileName(textOf(sid), textOf(content_type)),
			mimeType: textOf(content_type) || undefined,
		})),
	toOutput: (found) => ({ media: found }),
});
