import type { Counters, Effect, EffectKind, LedgerContent, OutboundRequest, RequestEntry } from './types';

/** The requests that reached an account, and what came of them. */
export class Ledger {
	readonly requests: RequestEntry[] = [];
	readonly effects: Effect[] = [];
	readonly outbound: OutboundRequest[] = [];
	readonly counters: Counters = {
		requests: 0,
		refused429: 0,
		peakInFlight: 0,
		inFlight: 0,
		effects: {},
	};

	arrive(entry: RequestEntry, keep: boolean): void {
		const { counters } = this;
		counters.requests++;
		entry.inFlight = ++counters.inFlight;
		counters.peakInFlight = Math.max(counters.peakInFlight, counters.inFlight);
		if (keep) this.requests.push(entry);
	}

	leave(entry: RequestEntry, aborted: boolean): void {
		this.counters.inFlight--;
		if (entry.status === 429) this.counters.refused429++;
		entry.ended = Date.now();
		entry.aborted = aborted;
	}

	effect(kind: EffectKind, details: Omit<Effect, 'kind' | 'time'>): void {
		this.effects.push({ time: Date.now(), kind, ...details });
		this.counters.effects[kind] = (this.counters.effects[kind] ?? 0) + 1;
	}

	get content(): LedgerContent {
		const { counters, requests, effects, outbound } = this;
		return { counters, requests, effects, outbound };
	}
}
