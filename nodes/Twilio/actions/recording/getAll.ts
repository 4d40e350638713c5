import { recording } from '../../output/shapes';
import { many } from '../../output/fields';
import { twilioFields } from '../../transport/request';
import { defineAction } from '../action';
import { dateFilters, filters, PAGING } from '../fields';
import { KIND, locator, sidField } from '../locators';
import { includeSoftDeleted } from './includeSoftDeleted';

/** https://www.twilio.com/docs/voice/api/recording#read-multiple-recording-resources */
export const getAll = defineAction({
	resource: 'recording',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many recordings',
	description: 'List recordings of calls and conferences, newest first. Read-only.',
	fields: [
		...PAGING,
		filters([
			locator(KIND.call, {
				displayName: 'Call',
				name: 'callSid',
				description: 'Only recordings of this call',
			}),
			sidField('CF', {
				displayName: 'Conference SID',
				name: 'conferenceSid',
				description: 'Only recordings of this conference',
			}),
			...dateFilters('dateCreated', 'Date Created', 'recordings created'),
			includeSoftDeleted('list deleted recordings as well'),
		]),
	],
	output: { recordings: many(recording) },
	list: 'recordings',
	request: (fields) => ({ product: 'api', method: 'GET', path: ['Recordings'], query: twilioFields(fields) }),
	toOutput: (recordings) => ({ recordings }),
});
