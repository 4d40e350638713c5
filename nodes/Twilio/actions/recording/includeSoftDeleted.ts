import { defineField } from '../params';

/** https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource */
export const INCLUDE_SOFT_DELETED = defineField({
	displayName: 'Include Soft-Deleted',
	name: 'includeSoftDeleted',
	type: 'boolean',
	default: false,
	description: 'Whether to include deleted recordings. Twilio keeps their metadata, without audio, for 40 days.',
});
