import type { Account } from '../accounts';
import { mp3, wav } from '../audio';
import { dateFilter, rfc2822 } from '../dates';
import { badRequest } from '../errors';
import { named, noContent, type Context, type Handlers, type Reply, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { equals, reading } from './reading';

const path = '/2010-04-01/Accounts/{AccountSid}/Recordings';

export function addRecording(account: Account, fields: Values, time: number): Resource {
	const sid = newSid('RE');
	const uri = `/2010-04-01/Accounts/${account.sid}/Recordings/${sid}`;
	const wire: Values = {
		account_sid: account.sid,
		api_version: '2010-04-01',
		call_sid: newSid('CA'),
		conference_sid: null,
		date_created: rfc2822(time),
		date_updated: rfc2822(time),
		start_time: rfc2822(time),
		duration: '1',
		sid,
		price: '-0.00250',
		price_unit: 'USD',
		status: 'completed',
		channels: 1,
		source: 'OutboundAPI',
		error_code: null,
		uri: `${uri}.json`,
		encryption_details: null,
		subresource_uris: {
			add_on_results: `${uri}/AddOnResults.json`,
			transcriptions: `${uri}/Transcriptions.json`,
		},
		media_url: `https://api.twilio.com${uri}`,
		...fields,
	};
	return account.stores.recording.add({ sid, created: time, wire });
}

const find = (context: Context) => named(context, context.account.stores.recording);

const audio =
	(contentType: string, make: (channels: number, seconds: number) => Buffer) =>
	(context: Context): Reply => {
		const { wire } = find(context);
		const channels = Number(context.query.RequestedChannels ?? 1);
		if (channels > Number(wire.channels)) {
			throw badRequest(16113, `Invalid parameter 'RequestedChannels': the recording has one channel`);
		}
		return { status: 200, binary: { contentType, data: make(channels, Number(wire.duration)) } };
	};

function remove(context: Context): Reply {
	const { sid } = find(context);
	context.account.stores.recording.delete(sid);
	context.account.ledger.effect('recording.deleted', { sid });
	return noContent;
}

export const recordings: Handlers = {
	...reading({
		product: 'api',
		path,
		key: 'recordings',
		store: ({ stores }) => stores.recording,
		filter: ({ query }) => {
			const same = equals(query, { CallSid: 'call_sid', ConferenceSid: 'conference_sid' });
			const inTime = dateFilter(query, 'DateCreated');
			return (recording) => (!same || same(recording)) && (!inTime || inTime(recording.created));
		},
	}),
	[`api DELETE ${path}/{Sid}.json`]: remove,
	[`api GET ${path}/{Sid}`]: audio('audio/x-wav', wav),
	[`api GET ${path}/{Sid}.wav`]: audio('audio/x-wav', wav),
	[`api GET ${path}/{Sid}.mp3`]: audio('audio/mpeg', mp3),
};
