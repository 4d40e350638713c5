import { defineField } from '../params';

/** https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource */
export const includeSoftDeleted = (what: string) =>
	defineField({
		displayName: 'Include Soft-Deleted',
		name: 'includeSoftDeleted',
		type: 'boolean',
		default: false,
		description: `Whether to ${what}. Twilio keeps the metadata of a deleted recording, without audio, for 40 days.`,
	});
