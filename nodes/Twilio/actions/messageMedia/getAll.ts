import { media } from '../../output/shapes';
import { many } from '../../output/fields';
import { textOf } from '../../records/read';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';
import { KIND, locator } from '../locators';

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
			name: textOf(sid),
			contentType: textOf(content_type),
		})),
	toOutput: (found) => ({ media: found }),
});
