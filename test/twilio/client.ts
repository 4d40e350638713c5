import { Agent } from 'node:http';
import axios, { type AxiosError, type AxiosInstance } from 'axios';
import { TestPhone } from './phone/client';
import type {
	AccountCredentials,
	ConnectionFault,
	Counters,
	Fault,
	ForeignEntry,
	Inbound,
	LedgerContent,
	NewAccount,
	Seed,
	SeedKind,
	Settings,
	UnplayedFault,
} from './types';
import { watchFaults } from './unplayed';

export type { TestCall, TestPhone } from './phone/client';
export * from './types';

/** Converts regular expressions to text, since JSON has none. */
const asText = (_key: string, value: unknown) => (value instanceof RegExp ? String(value) : value);

/**
 * No proxy is used, so that control requests do not disturb what is measured. Connections are not kept alive, because
 * the server closes one that is idle for 5 seconds, and a request sent at that moment fails.
 */
function connect(url = process.env.TWILIO_LOCAL_URL): AxiosInstance {
	if (!url) throw new Error('TWILIO_LOCAL_URL is not set: run this by `tsx test/twilio/run.ts <command>`');
	const http = axios.create({
		baseURL: url,
		proxy: false,
		transformRequest: (data: unknown) => JSON.stringify(data, asText),
		httpAgent: new Agent({ keepAlive: false }),
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
	});
	// Jest workers cannot report an axios error, because it references its own socket.
	http.interceptors.response.use(undefined, ({ message, config, response }: AxiosError) =>
		Promise.reject(new Error(`${config?.method} ${config?.url}: ${message} ${JSON.stringify(response?.data ?? '')}`)),
	);
	return http;
}

const unplayedFaults = async (http: AxiosInstance, sid: string) =>
	(await http.get<UnplayedFault[]>(`/accounts/${sid}/faults/unplayed`)).data;

/** Makes the current test fail if any of the account's faults is not played. */
const watch = (http: AxiosInstance, sid: string) => watchFaults(sid, () => unplayedFaults(http, sid));

/** An account of the local Twilio, as a test sees it. */
export class TestAccount {
	constructor(
		readonly credentials: AccountCredentials,
		private readonly http: AxiosInstance,
	) {}

	get sid(): string {
		return this.credentials.accountSid;
	}

	private async call<T>(method: string, path: string, data?: unknown): Promise<T> {
		return (await this.http.request<T>({ method, url: `/accounts/${this.sid}${path}`, data })).data;
	}

	async configure(settings: Partial<Settings>): Promise<void> {
		if (settings.faults) watch(this.http, this.sid);
		await this.call('patch', '', settings);
	}

	/** Replaces the account's faults. */
	async faults(...faults: Fault[]): Promise<void> {
		await this.configure({ faults });
	}

	/** Returns the faults of its requests and connections that were not played, including replaced ones. */
	async unplayedFaults(): Promise<UnplayedFault[]> {
		return await unplayedFaults(this.http, this.sid);
	}

	/** Creates resources. Returns their SIDs, oldest first (none if there are more than 1,000). */
	async seed(kind: SeedKind, options: Omit<Seed, 'kind'> = {}): Promise<string[]> {
		return (await this.call<{ sids: string[] }>('post', '/seed', { kind, ...options })).sids;
	}

	/** Adds an inbound message. Returns its SID, or null if it arrives after a delay. */
	async inbound(message: Inbound): Promise<string | null> {
		return (await this.call<{ sid: string | null }>('post', '/inbound', message)).sid;
	}

	/** Returns the phone of a recipient. */
	phone(address: string): TestPhone {
		return new TestPhone(address, (...request) => this.call(...request));
	}

	async ledger(): Promise<LedgerContent> {
		return await this.call('get', '/ledger');
	}

	async counters(): Promise<Counters> {
		return await this.call('get', '/counters');
	}

	/** Clears the account's ledger; with `state`, everything except its credentials. */
	async reset(options: { state?: boolean } = {}): Promise<void> {
		await this.call('post', '/reset', options);
	}

	/** Returns a proxy URL that names this account, for connection faults of this account only. */
	proxyUrl(): string {
		const url = new URL(this.http.defaults.baseURL!);
		url.username = this.sid;
		return url.href;
	}
}

/** Client of the local Twilio's control API. The URL defaults to TWILIO_LOCAL_URL. */
export class LocalTwilioClient {
	private readonly http: AxiosInstance;

	constructor(url?: string) {
		this.http = connect(url);
	}

	async createAccount(given: NewAccount = {}): Promise<TestAccount> {
		const { data } = await this.http.post<AccountCredentials>('/accounts', given);
		if (given.settings?.faults) watch(this.http, data.accountSid);
		return new TestAccount(data, this.http);
	}

	/** Returns an existing account. */
	account(credentials: AccountCredentials): TestAccount {
		return new TestAccount(credentials, this.http);
	}

	/** Returns the requests and connection attempts to hosts other than Twilio's. */
	async foreign(): Promise<ForeignEntry[]> {
		return (await this.http.get<ForeignEntry[]>('/foreign')).data;
	}

	async clearForeign(): Promise<void> {
		await this.http.delete('/foreign');
	}

	/** Returns the ledger of requests whose login names no account. */
	async strays(): Promise<LedgerContent> {
		return (await this.http.get<LedgerContent>('/strays')).data;
	}

	async connectionFault(fault: ConnectionFault): Promise<void> {
		await this.http.post('/connections', fault);
		watch(this.http, fault.account);
	}

	/** Removes the connection faults of one account. */
	async clearConnectionFaults(account: string): Promise<void> {
		await this.http.delete('/connections', { params: { account } });
	}
}
