import type { Account } from '../accounts';
import { mp3, wav } from '../audio';
import { dateFilter, rfc2822 } from '../dates';
import { badRequest, notFound } from '../errors';
import { named, noContent, ok, type Context, type Handlers, type Reply, type Resource } from '../resource';
import { newSid } from '../sid';
import type { Values } from '../validation';
import { equals, reading } from './reading';
import { newRecord } from './record';

const path = '/2010-04-01/Accounts/{AccountSid}/Recordings';

export function addRecording(account: Account, fields: Values, time: number): Resource {
	const sid = String(fields.sid ?? newSid('RE'));
	const wire: Values = {
		...newRecord('api', 'FetchRecording', { sid, account_sid: account.sid, call_sid: newSid('CA') }, time),
		start_time: rfc2822(time),
		// The example is the encrypted recording of a conference.
		conference_sid: null,
		source: 'OutboundAPI',
		encryption_details: null,
		duration: '1',
		...fields,
	};
	return account.stores.recording.add({ sid, created: time, wire });
}

/** Whether a recording is shown. A deleted one is kept for 40 days and shown only on request. */
const shown = ({ query }: Context, { wire }: Resource) =>
	wire.status !== 'deleted' || query.IncludeSoftDeleted === true;

function find(context: Context): Resource {
	const recording = named(context, context.account.stores.recording);
	if (!shown(context, recording)) throw notFound(context.path);
	return recording;
}

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
	const recording = find(context);
	recording.wire = { ...recording.wire, status: 'deleted', date_updated: rfc2822(context.now) };
	context.account.ledger.effect('recording.deleted', { sid: recording.sid });
	return noContent;
}

export const recordings: Handlers = {
	...reading({
		product: 'api',
		path,
		key: 'recordings',
		store: ({ stores }) => stores.recording,
		filter: (context) => {
			const { query } = context;
			const same = equals(query, { CallSid: 'call_sid', ConferenceSid: 'conference_sid' });
			const inTime = dateFilter(query, 'DateCreated');
			return (recording) =>
				shown(context, recording) && (!same || same(recording)) && (!inTime || inTime(recording.created));
		},
	}),
	[`api GET ${path}/{Sid}.json`]: (context) => ok(find(context).wire),
	[`api DELETE ${path}/{Sid}.json`]: remove,
	[`api GET ${path}/{Sid}`]: audio('audio/x-wav', wav),
	[`api GET ${path}/{Sid}.wav`]: audio('audio/x-wav', wav),
	[`api GET ${path}/{Sid}.mp3`]: audio('audio/mpeg', mp3),
};
