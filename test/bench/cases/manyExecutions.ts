import { beside, lookups, rush, type Facts, type Rush, type RushFacts } from '../../support/manyExecutions/scenarios';
import { type Bench, median, takeTurns } from '../measure';
import { atMost, told, type Line } from '../report';

/*
 * Many executions at once on one account, in processes that load n8n's engine and the built package. Smaller versions
 * run in test/nodes/Twilio/manyExecutions.test.ts.
 */

const RUNS = 3;

const failedOf = ({ failed }: Pick<Facts, 'failed'>) => Object.values(failed).reduce((sum, count) => sum + count, 0);

const sumOf = <R>(runs: R[], figure: (run: R) => number) => runs.reduce((sum, run) => sum + figure(run), 0);

const sentOnce = (runs: Facts[]): Line[] => [
	atMost(`failed items (${RUNS} runs together)`, sumOf(runs, failedOf), 0),
	atMost(
		'messages sent twice or never',
		sumOf(runs, ({ notSentOnce }) => notSentOnce),
		0,
	),
];

async function rushes({ local }: Bench, name: string, scenario: Rush): Promise<RushFacts[]> {
	const runs = await takeTurns(
		{ [name]: { runs: RUNS } },
		() => rush(local, scenario),
		(facts) =>
			`${facts.ofIdeal.toFixed(2)} of the ideal, ${failedOf(facts)} failed, ${facts.refusalsPerSend.toFixed(2)} refusals per send`,
	);
	return runs[name]!;
}

const ofIdeal = ({ ofIdeal: figure }: RushFacts) => figure;
const refusals = ({ refusalsPerSend }: Facts) => refusalsPerSend;

/** 300 executions of one message at once, in one process. */
export async function burst(bench: Bench): Promise<Line[]> {
	const runs = await rushes(bench, 'burst', { processes: 1, executions: 300, items: 1, ceiling: 5, latency: 150 });
	return [
		...sentOnce(runs),
		atMost('time, of the ideal at 5', median(runs, ofIdeal), 1.3),
		atMost('refusals per send', median(runs, refusals), 0.2),
	];
}

/** 8 processes with 150 messages each, under one low ceiling. */
export async function processes(bench: Bench): Promise<Line[]> {
	const runs = await rushes(bench, 'processes', {
		processes: 8,
		executions: 1,
		items: 150,
		maxConcurrency: 10,
		ceiling: 5,
		latency: 100,
	});
	return [
		...sentOnce(runs),
		atMost('time, of the ideal at 5', median(runs, ofIdeal), 1.3),
		told('refusals per send', median(runs, refusals)),
	];
}

/**
 * 4 processes with 300 messages each that share a ceiling: with up to 50 at once each, and with 5 at once each, where
 * they know their share from the start and are never refused.
 */
export async function shares(bench: Bench): Promise<Line[]> {
	const scenario = { processes: 4, executions: 1, items: 300, maxConcurrency: 50, ceiling: 20, latency: 100 };
	const runs = await rushes(bench, 'shares', scenario);
	const fixed = await rushes(bench, 'fixed shares', { ...scenario, maxConcurrency: 5 });
	return [
		...sentOnce(runs),
		atMost('time, of the ideal at 20', median(runs, ofIdeal), 1.35),
		told('time with a fixed 5 at once each, of the ideal at 20', median(fixed, ofIdeal)),
		atMost(
			'time of the slowest process, of the fastest',
			median(runs, ({ slowestToFastest }) => slowestToFastest),
			2,
		),
		told('refusals per send', median(runs, refusals)),
	];
}

/** Executions of one message each, next to a run of 1,500. */
export async function fair({ local }: Bench): Promise<Line[]> {
	const { fair: runs } = await takeTurns(
		{ fair: { runs: RUNS } },
		() =>
			beside(local, {
				items: 1500,
				maxConcurrency: 50,
				singles: 15,
				interval: 900,
				ceiling: 10,
				latency: 100,
			}),
		(facts) =>
			`median ${facts.median.toFixed(2)}, worst ${facts.worst.toFixed(2)} times the time alone, ${failedOf(facts)} failed`,
	);
	return [
		...sentOnce(runs),
		atMost(
			'a single send beside a run of 1,500: median, of its time alone',
			median(runs, (facts) => facts.median),
			2.5,
		),
		atMost(
			'the slowest single send, of its time alone',
			median(runs, ({ worst }) => worst),
			6,
		),
	];
}

/** 100 lookups of 10 numbers in one run. */
export async function identicalLookups({ local }: Bench): Promise<Line[]> {
	const facts = await lookups(local, { items: 100, numbers: 10 });
	return [
		atMost('failed items', failedOf(facts), 0),
		atMost('requests for 100 lookups of 10 numbers', facts.requests, 10),
	];
}
