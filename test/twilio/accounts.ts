import { randomBytes } from 'node:crypto';
import { RequestFaults } from './faults';
import { Ledger } from './ledger';
import { newSid } from './sid';
import { Store } from './store';
import { defaultPhoneSettings } from './phone/schemas';
import type { Resource } from './resource';
import type { Call } from './products/calls';
import type { Message } from './products/messages';
import type { Transcript } from './products/transcripts';
import type { Verification } from './products/verifications';
import type { AccountCredentials, Settings } from './types';

export type Login = 'authToken' | 'main' | 'standard';

export const defaultSettings = (): Settings => ({
	latency: 0,
	maxInFlight: 0,
	rate: 0,
	retryAfter: null,
	faults: [],
	outcome: {},
	autoReply: {},
	keepRefused: false,
	errorFormat: 'classic',
	seed: 1,
	record: 'all',
	...defaultPhoneSettings(),
});

const newStores = () => ({
	message: new Store<Message>(),
	media: new Store<Resource>(),
	call: new Store<Call>(),
	recording: new Store<Resource>(),
	number: new Store<Resource>(),
	application: new Store<Resource>(),
	transcript: new Store<Transcript>(),
	verifyService: new Store<Resource>(),
	verification: new Store<Verification>(),
	messagingService: new Store<Resource>(),
	content: new Store<Resource>(),
	verifyTemplate: new Store<Resource>(),
	byocTrunk: new Store<Resource>(),
	intelligenceService: new Store<Resource>(),
});

/** A customer's account at the local Twilio: its logins, settings and resources, and a ledger of what reached it. */
export class Account {
	readonly created = Date.now();
	settings = defaultSettings();
	stores = newStores();
	ledger = new Ledger();
	/** Survives `reset`, since it remembers the faults that were not played. */
	readonly faults = new RequestFaults();
	/** Arrival times of the requests of the last second. */
	arrivals: number[] = [];

	constructor(readonly credentials: AccountCredentials) {}

	get sid(): string {
		return this.credentials.accountSid;
	}

	configure(changes: Partial<Settings>): void {
		Object.assign(this.settings, changes);
		if (changes.faults) this.faults.replace(changes.faults);
		if (changes.faults || changes.seed !== undefined) this.faults.reseed(this.settings.seed);
	}

	/** Clears the ledger and, with `state`, the resources and settings too. */
	reset(state: boolean): void {
		this.ledger = new Ledger();
		this.arrivals = [];
		if (!state) return;
		for (const { live } of this.stores.call.newestFirst()) live?.drop();
		this.stores = newStores();
		this.configure(defaultSettings());
	}
}

const token = () => randomBytes(16).toString('hex');

export class Accounts {
	/** Ledger of requests whose login names no account. */
	readonly strays = new Ledger();
	private readonly bySid = new Map<string, Account>();
	private readonly byUser = new Map<string, { account: Account; password: string; login: Login }>();

	create(given: Partial<AccountCredentials> = {}): Account {
		const credentials: AccountCredentials = {
			accountSid: given.accountSid ?? newSid('AC'),
			authToken: given.authToken ?? token(),
			apiKeys: given.apiKeys ?? {
				main: { sid: newSid('SK'), secret: token() },
				standard: { sid: newSid('SK'), secret: token() },
			},
			region: given.region ?? 'us1',
		};
		const account = new Account(credentials);
		const { main, standard } = credentials.apiKeys;
		this.bySid.set(account.sid, account);
		this.byUser.set(account.sid, { account, password: credentials.authToken, login: 'authToken' });
		this.byUser.set(main.sid, { account, password: main.secret, login: 'main' });
		this.byUser.set(standard.sid, { account, password: standard.secret, login: 'standard' });
		return account;
	}

	get(sid: string): Account | undefined {
		return this.bySid.get(sid);
	}

	all(): Account[] {
		return [...this.bySid.values()];
	}

	/** Returns the account named by an Authorization header, and the login if its password matches. */
	identify(header: string | undefined): { account?: Account; login?: Login } {
		const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
		if (!encoded) return {};
		const text = Buffer.from(encoded, 'base64').toString();
		const colon = text.indexOf(':');
		const found = this.byUser.get(text.slice(0, colon));
		if (!found) return {};
		const fits = text.slice(colon + 1) === found.password;
		return { account: found.account, login: fits ? found.login : undefined };
	}
}
