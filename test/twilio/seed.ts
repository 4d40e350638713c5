import type { Account } from './accounts';
import { rfc2822 } from './dates';
import { addApplication } from './products/applications';
import { addByocTrunk } from './products/byocTrunks';
import { addCall } from './products/calls';
import { addContent } from './products/content';
import { addIntelligenceService } from './products/intelligenceServices';
import { addMedia } from './products/media';
import { addMessage } from './products/messages';
import { addMessagingService } from './products/messagingServices';
import { addNumber } from './products/numbers';
import { addRecording } from './products/recordings';
import { addTranscript } from './products/transcripts';
import { addVerifyService } from './products/verifyServices';
import { addVerifyTemplate } from './products/verifyTemplates';
import type { Seed, SeedKind } from './types';
import type { Values } from './validation';

interface Seeding {
	account: Account;
	fields: Values;
	/** Creation time: now for the last one, and a second earlier for each one before it. */
	time: number;
	number: number;
	seed: Seed;
}

const plain =
	(add: (account: Account, fields: Values, time: number) => { sid: string }) =>
	({ account, fields, time }: Seeding) =>
		add(account, fields, time);

const seeders: Record<SeedKind, (seeding: Seeding) => { sid: string }> = {
	message: ({ account, fields, time, number }) => {
		const date_sent = rfc2822(time);
		const defaults = {
			body: `Message ${number}`,
			from: '+15005550006',
			to: '+15005550100',
			status: 'delivered',
			price: '-0.00750',
			date_sent,
			date_updated: date_sent,
		};
		return addMessage(account, { ...defaults, ...fields }, time);
	},
	media: ({ account, fields, time, seed: { messageSid } }) => {
		const message = account.stores.message.get(String(messageSid));
		if (!message) throw new Error(`Media need the message they belong to: there is no ${messageSid}`);
		const count = Number(message.wire.num_media) + 1;
		message.wire = { ...message.wire, num_media: String(count) };
		return addMedia(account, message.sid, time, '', fields);
	},
	call: ({ account, fields, time }) => {
		const defaults = {
			from: '+15005550006',
			to: '+15005550100',
			status: 'completed',
			start_time: rfc2822(time),
			end_time: rfc2822(time + 42_000),
			duration: '42',
			price: '-0.01400',
		};
		return addCall(account, { ...defaults, ...fields }, time);
	},
	number: ({ account, fields, time, number }) => {
		const phone_number = `+1501${String(5550000 + number)}`;
		return addNumber(account, { phone_number, ...fields }, time);
	},
	transcript: ({ account, fields, time, seed: { sentences } }) => addTranscript(account, fields, time, sentences),
	application: plain(addApplication),
	byocTrunk: plain(addByocTrunk),
	content: plain(addContent),
	intelligenceService: plain(addIntelligenceService),
	messagingService: plain(addMessagingService),
	recording: plain(addRecording),
	// A service from before March 2024 has Twilio's own WhatsApp sender; one created today has none.
	verifyService: ({ account, fields, time }) =>
		addVerifyService(account, { whatsapp: { msg_service_sid: null, from: '+15005550006' }, ...fields }, time),
	verifyTemplate: plain(addVerifyTemplate),
};

/** Creates resources as if they already existed. Returns their SIDs, oldest first, if there are at most 1,000. */
export function seed(account: Account, request: Seed): { count: number; sids: string[] } {
	const { kind, count = 1, fields = {} } = request;
	const seeder = seeders[kind];
	const newest = Date.now();
	const sids: string[] = [];
	for (let number = 1; number <= count; number++) {
		const time = newest - (count - number) * 1000;
		const { sid } = seeder({ account, fields, time, number, seed: request });
		if (count <= 1000) sids.push(sid);
	}
	return { count, sids };
}

/** Creates what each new account has. */
export function seedDefaults(account: Account): void {
	const make = (kind: SeedKind, fields: Values) => seed(account, { kind, fields });
	make('number', { phone_number: '+15017122661', friendly_name: 'Support' });
	make('number', { phone_number: '+15005550006', friendly_name: 'Main line' });
	make('messagingService', { friendly_name: 'Notifications' });
	make('verifyService', { friendly_name: 'Sign-in codes' });
	make('verifyTemplate', { friendly_name: 'Plain words' });
	make('intelligenceService', { friendly_name: 'Support calls' });
	make('byocTrunk', { friendly_name: 'Own carrier' });
	make('application', { friendly_name: 'Greeting' });
	make('content', { friendly_name: 'opening_hours', types: { 'twilio/text': { body: 'We are open from 9 to 5.' } } });
	make('content', {
		friendly_name: 'order_shipped',
		variables: { 1: 'Ada', 2: '4711' },
		types: { 'twilio/text': { body: 'Hello {{1}}, your order {{2}} is on its way.' } },
	});
}
