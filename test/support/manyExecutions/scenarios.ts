import type { TestAccount } from '../../twilio/client';
import { messages, sendingParameters } from '../sending';
import type { PlannedExecution, ProcessResult } from './plan';
import { runProcesses, type Setting } from './run';

/** Results that every scenario has, whatever its size. */
export interface Facts {
	/** Number of failed items, by error. */
	failed: Record<string, number>;
	/** Number of messages that Twilio did not send exactly once, according to the ledger. */
	notSentOnce: number;
	/** Responses with 429 per message. */
	refusalsPerSend: number;
}

function failedOf(results: ProcessResult[]): Record<string, number> {
	const failed: Record<string, number> = {};
	for (const error of results.flatMap(({ executions }) => executions.flatMap(({ errors }) => errors)))
		failed[error] = (failed[error] ?? 0) + 1;
	return failed;
}

async function factsOf(account: TestAccount, plans: PlannedExecution[][], results: ProcessResult[]): Promise<Facts> {
	const { effects, counters } = await account.ledger();
	const sent = new Map<string, number>();
	for (const { kind, body } of effects)
		if (kind === 'message.created') sent.set(String(body), (sent.get(String(body)) ?? 0) + 1);
	const texts = plans.flat().flatMap(({ items }) => items.map(({ body }) => String(body)));
	return {
		failed: failedOf(results),
		notSentOnce: texts.filter((text) => sent.get(text) !== 1).length,
		refusalsPerSend: counters.refused429 / texts.length,
	};
}

/** Messages of many executions, all at the same moment. */
export interface Rush {
	processes: number;
	/** Executions per process. */
	executions: number;
	/** Items per execution. */
	items: number;
	/** The node's option, with the node's default. */
	maxConcurrency?: number;
	/** How many requests Twilio allows at a time, and how long each takes in milliseconds. */
	ceiling: number;
	latency: number;
}

export interface RushFacts extends Facts {
	/** Ratio of the time to the shortest possible: messages / ceiling * latency. */
	ofIdeal: number;
	/** Ratio of the slowest process's time to the fastest one's. */
	slowestToFastest: number;
}

export async function rush(setting: Setting, scenario: Rush): Promise<RushFacts> {
	const { processes, executions, items, maxConcurrency, ceiling, latency } = scenario;
	const parameters = sendingParameters(maxConcurrency === undefined ? {} : { maxConcurrency });
	const plans = Array.from({ length: processes }, (_, process) =>
		Array.from({ length: executions }, (_, execution) => ({
			at: 0,
			parameters,
			items: messages(items, (process * executions + execution) * items),
		})),
	);
	const { account, results } = await runProcesses(setting, { latency, maxInFlight: ceiling }, plans);
	const durations = results.map(({ duration }) => duration);
	const ideal = ((processes * executions * items) / ceiling) * latency;
	return {
		...(await factsOf(account, plans, results)),
		ofIdeal: Math.max(...durations) / ideal,
		slowestToFastest: Math.max(...durations) / Math.min(...durations),
	};
}

/** Executions of one message each, alongside a run of many. */
export interface Beside {
	/** Messages of the large run, and how many of them may be in flight. */
	items: number;
	maxConcurrency: number;
	/** Number of executions of one message, and the milliseconds between their starts. */
	singles: number;
	interval: number;
	ceiling: number;
	latency: number;
}

export interface BesideFacts extends Facts {
	/** Ratio of a single execution's time to its time alone (the median of as many, without the large run). */
	median: number;
	worst: number;
}

const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
const medianOf = (values: number[]) => sorted(values)[Math.floor(values.length / 2)]!;

export async function beside(setting: Setting, scenario: Beside): Promise<BesideFacts> {
	const { items, maxConcurrency, singles, interval, ceiling, latency } = scenario;
	const settings = { latency, maxInFlight: ceiling };
	const single = Array.from({ length: singles }, (_, index) => ({
		at: (index + 1) * interval,
		parameters: sendingParameters(),
		items: messages(1, items + index),
	}));
	const large = { at: 0, parameters: sendingParameters({ maxConcurrency }), items: messages(items) };

	const alone = await runProcesses(setting, settings, [single]);
	const timeAlone = medianOf(alone.results[0]!.executions.map(({ duration }) => duration));

	const plans = [[large, ...single]];
	const { account, results } = await runProcesses(setting, settings, plans);
	const [run, ...others] = results[0]!.executions;
	if (run!.duration < singles * interval) throw new Error('The large run ended before the last single execution began');
	const ratios = others.map(({ duration }) => duration / timeAlone);
	return {
		...(await factsOf(account, plans, results)),
		median: medianOf(ratios),
		worst: Math.max(...ratios),
	};
}

/** Looks numbers up, each several times, in one execution. */
export async function lookups(
	setting: Setting,
	{ items, numbers }: { items: number; numbers: number },
): Promise<{ failed: Record<string, number>; requests: number }> {
	const parameters = { resource: 'phoneNumber', operation: 'lookup', phoneNumber: '={{ $json.to }}' };
	const different = messages(numbers);
	const plan = {
		at: 0,
		parameters,
		items: Array.from({ length: items }, (_, index) => different[index % numbers]!),
	};
	const { account, results } = await runProcesses(setting, {}, [[plan]]);
	return { failed: failedOf(results), requests: (await account.counters()).requests };
}
