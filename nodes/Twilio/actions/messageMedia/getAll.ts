import { media } from '../../resources';
import { many } from '../../shape';
import { twilioFields } from '../../transport/request';
import type { Action } from '../action';
import { dateFilters, filters, KIND, locator, PAGING } from '../fields';

/** https://www.twilio.com/docs/messaging/api/media-resource#read-multiple-media-resources */
export const getAll: Action = {
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
	answer: (found) => ({ media: found }),
};
