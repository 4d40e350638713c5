import { media } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';
import { KIND, locator } from '../locators';

/** Where the file name's ending differs from the subtype. */
const EXTENSION: Partial<Record<string, string>> = {
	'audio/mpeg': 'mp3',
	'image/jpeg': 'jpg',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/x-vcard': 'vcf',
	'video/quicktime': 'mov',
};

const extensionOf = (type: string) => EXTENSION[type] ?? type.replace(/^.*\//, '').replace(/[^0-9a-z].*$/i, '');

/** https://www.twilio.com/docs/messaging/api/media-resource#read-multiple-media-resources */
export const getAll = defineAction({
	resource: 'messageMedia',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many media of a message',
	description: 'List the pictures and other media of one message. Only reads.',
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
			request: { product: 'api', method: 'GET', path: ['Messages', messageSid, 'Media', sid as string], suffix: '' },
			fileName: `${sid as string}.${extensionOf(content_type as string)}`,
			mimeType: content_type as string,
		})),
	toOutput: (found) => ({ media: found }),
});
