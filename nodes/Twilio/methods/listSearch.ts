import type { IDataObject } from 'n8n-workflow';
import { getAll as calls } from '../actions/call/getAll';
import { getAll as messages } from '../actions/message/getAll';
import { getAll as phoneNumbers } from '../actions/phoneNumber/getAll';
import { entriesOf, isObject, objectOf } from '../records/read';
import { dateTime, duration, firstWords, item, nameOfService, otherParty, unlessCompleted } from './labels';
import { requestOf, requestTo } from './listRequest';
import { INTELLIGENCE_SERVICES, withCalls } from './related';
import { search, type Source } from './search';

const byName = ({ sid, friendly_name }: IDataObject) => item([friendly_name || sid], sid);

const ownNumbers = (...capabilities: string[]): Source => ({
	request: requestOf(phoneNumbers),
	key: 'incoming_phone_numbers',
	show: ({ phone_number, friendly_name, capabilities: able }) =>
		item(
			[
				friendly_name === phone_number ? null : friendly_name,
				phone_number,
				capabilities.every((one) => objectOf(able)[one] === false) ? `no ${capabilities.join(' or ')}` : null,
			],
			phone_number,
		),
});

/** Numbers that messages can be sent from. */
export const searchSenders = search(ownNumbers('sms', 'mms'));

/** Numbers that calls can be made from. */
export const searchCallers = search(ownNumbers('voice'));

export const searchMessages = search({
	request: requestOf(messages),
	key: 'messages',
	show: ({ sid, body, date_sent, date_created, ...message }, zone) =>
		item([otherParty(message), firstWords(body), dateTime(date_sent ?? date_created, zone)], sid),
});

export const searchCalls = search({
	request: requestOf(calls),
	key: 'calls',
	show: ({ sid, status, start_time, date_created, ...call }, zone) =>
		item(
			[
				otherParty(call),
				unlessCompleted(status) ?? duration(call.duration),
				dateTime(start_time ?? date_created, zone),
			],
			sid,
		),
});

export const searchRecordings = search({
	request: requestTo('api', 'Recordings'),
	key: 'recordings',
	related: withCalls,
	show: ({ sid, call, call_sid, status, date_created, ...recording }, zone) =>
		item(
			[
				isObject(call) ? otherParty(call) : call_sid,
				unlessCompleted(status) ?? duration(recording.duration),
				dateTime(date_created, zone),
			],
			sid,
		),
});

export const searchApplications = search({
	request: requestTo('api', 'Applications'),
	key: 'applications',
	show: byName,
});

export const searchMessagingServices = search({
	request: requestTo('messaging', 'Services'),
	key: 'services',
	show: byName,
});

export const searchVerifyServices = search({
	request: requestTo('verify', 'Services'),
	key: 'services',
	show: byName,
});

export const searchVerifyTemplates = search({
	request: requestTo('verify', 'Templates'),
	key: 'templates',
	show: ({ sid, friendly_name, channels }) => item([friendly_name || sid, ...entriesOf(channels)], sid),
});

export const searchByocTrunks = search({
	request: requestTo('voice', 'ByocTrunks'),
	key: 'byoc_trunks',
	show: byName,
});

export const searchIntelligenceServices = search({
	request: INTELLIGENCE_SERVICES,
	key: 'services',
	show: (service) => item([nameOfService(service), service.language_code], service.sid),
});

export const searchContent = search({
	request: requestTo('content', 'Content'),
	key: 'contents',
	show: ({ sid, friendly_name, language, variables }) => {
		const names = Object.keys(objectOf(variables));
		return item([friendly_name || sid, language, names.length ? `variables ${names.join(', ')}` : null], sid);
	},
});
