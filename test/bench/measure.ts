import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Counters, Settings, TestAccount } from '../twilio/client';
import type { Local } from './local';
import type { Contender, Measured, Task, Work } from './types';

/** Number of times a side is measured by default. */
const RUNS = 5;

/** One side of a comparison. */
export interface Side {
	contender: Contender;
	work: Work;
	/** Number of measurements: 5, unless one run takes longer than 30 s. */
	runs?: number;
}

/** A measured run, with the local Twilio's counters. */
export interface Run extends Measured {
	counters: Counters;
}

/** Wall-clock time. */
export const seconds = (run: { seconds: number }): number => run.seconds;

/** Returns the median of a figure over a side's runs. */
export const median = <R>(runs: R[], figure: (run: R) => number): number => medianOf(runs.map(figure));

/**
 * Returns the ratio of one side's figure to another's: the median of the ratios of consecutive runs. The machine's
 * speed changes within minutes, so it affects both.
 */
export const ratio = <R>(runs: R[], others: R[], figure: (run: R) => number): number =>
	medianOf(runs.slice(0, others.length).map((run, round) => figure(run) / figure(others[round]!)));

function medianOf(figures: number[]): number {
	const sorted = [...figures].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Alternates between the sides, so that changes in the machine's speed affect all of them, and prints each run. */
export async function takeTurns<K extends string, S extends { runs?: number }, R>(
	sides: Record<K, S>,
	run: (side: S) => Promise<R>,
	figures: (run: R) => string,
): Promise<Record<K, R[]>> {
	const names = Object.keys(sides) as K[];
	const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, R[]>;
	for (let round = 0; round < RUNS; round++) {
		for (const name of names.filter((side) => round < (sides[side].runs ?? RUNS))) {
			const measured = await run(sides[name]);
			runs[name].push(measured);
			console.error(`  ${name} ${round + 1}: ${figures(measured)}`);
		}
	}
	return runs;
}

const figuresOf = ({ seconds: time, processor, growth }: Run) =>
	`${time.toFixed(2)} s, processor ${processor.toFixed(2)} s, memory +${growth.toFixed(0)} MB`;

/** Measures contenders in n8n's engine against the local Twilio. */
export class Bench {
	/** Created for the first run: not every benchmark has one. */
	private warmUp?: Promise<TestAccount>;

	constructor(
		readonly local: Local,
		private readonly profile: boolean,
	) {}

	private async account(
		settings: Partial<Settings>,
		prepare?: (account: TestAccount) => Promise<unknown>,
	): Promise<TestAccount> {
		const account = await this.local.twilio.createAccount({ settings: { ...settings, record: 'counts' } });
		await prepare?.(account);
		return account;
	}

	/** Compares sides, each run in a new process and on a fresh account. */
	async compare<K extends string>(
		sides: Record<K, Side>,
		settings: Partial<Settings> = {},
		prepare?: (account: TestAccount) => Promise<unknown>,
	): Promise<Record<K, Run[]>> {
		return await takeTurns(sides, (side) => this.run(side, settings, prepare), figuresOf);
	}

	private async run(
		{ contender, work }: Side,
		settings: Partial<Settings>,
		prepare?: (account: TestAccount) => Promise<unknown>,
	): Promise<Run> {
		const account = await this.account(settings, prepare);
		this.warmUp ??= this.account({}, async (account) => {
			await account.seed('message', { count: 100 });
			await account.seed('transcript', { count: 100, sentences: 3 });
		});
		const { credentials: warmUp } = await this.warmUp;
		const measured = await this.inProcess({
			contender,
			work,
			account: account.credentials,
			warmUp,
			profile: this.profile,
		});
		if (measured.done !== work.count) throw new Error(`${contender} did ${measured.done} of ${work.count}`);
		const counters = await account.counters();
		// The sent messages must not fill the memory of the local Twilio.
		await account.reset({ state: true });
		return { ...measured, counters };
	}

	private async inProcess(task: Task): Promise<Measured> {
		const child = fork(join(__dirname, 'client.ts'), { env: this.local.env });
		child.send(task);
		const [result] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Measured | number];
		if (typeof result !== 'object') throw new Error(`The process of ${task.contender} ended with ${result}`);
		return result;
	}
}
