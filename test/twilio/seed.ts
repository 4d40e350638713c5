import type { Account } from './accounts';
import { rfc2822 } from './dates';
import { addCall } from './products/calls';
import { addMedia } from './products/media';
import { addMessage } from './products/messages';
import type { Seed, SeedKind } from './types';
import type { Values } from './validation';

interface Seeding {
	account: Account;
	fields: Values;
	/** When it was made: the last one now, each before it a second earlier. */
	time: number;
	number: number;
	seed: Seed;
}

const seeders: Partial<Record<SeedKind, (seeding: Seeding) => { sid: string }>> = {
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
	media: ({ account, fields, time, seed }) => addMedia(account, String(seed.messageSid), time, '', fields),
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
};

/** Makes resources that were there before. Returns their SIDs, the oldest first, where they are not many. */
export function seed(account: Account, request: Seed): { count: number; sids: string[] } {
	const { kind, count = 1, fields = {} } = request;
	const seeder = seeders[kind];
	if (!seeder) throw new Error(`There is nothing to seed by the name of ${kind}`);
	const newest = Date.now();
	const sids: string[] = [];
	for (let number = 1; number <= count; number++) {
		const time = newest - (count - number) * 1000;
		const { sid } = seeder({ account, fields, time, number, seed: request });
		if (count <= 1000) sids.push(sid);
	}
	return { count, sids };
}

/** What each new account has. */
export function seedDefaults(_account: Account): void {}
