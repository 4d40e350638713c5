/*
 * npm run test:mutation                 mutates all files of the table below, one after the other
 * npm run test:mutation -- redact.ts    those whose path ends so
 *
 * StrykerJS changes one thing at a time in a copy of this repository, builds it and runs the tests that cover the
 * file. What no test notices is printed as survived. It takes hours for all, so CI does not run it.
 * https://stryker-mutator.io/docs/stryker-js/configuration/
 */
import { Stryker } from '@stryker-mutator/core';

/** Where a mistake would cost the most, by the test files (or folders) that cover it. */
const COVERED_BY = {
	'nodes/Twilio/transport/retryPolicy.ts': ['test/nodes/Twilio/transport', 'test/properties/parts.test.ts'],
	'nodes/Twilio/transport/limiter.ts': ['test/nodes/Twilio/transport/limiter.test.ts'],
	'nodes/Twilio/transport/redact.ts': ['test/properties/parts.test.ts', 'test/nodes/Twilio/leaks.test.ts'],
	'nodes/Twilio/execution/retryOnFail.ts': ['test/nodes/Twilio/execution/retryOnFail.test.ts'],
	'nodes/Twilio/input/check.ts': ['test/nodes/Twilio/parameters', 'test/properties'],
	'nodes/Twilio/input/address.ts': ['test/nodes/Twilio/parameters', 'test/properties'],
	'nodes/Twilio/input/parameters.ts': ['test/nodes/Twilio/parameters', 'test/nodes/Twilio/execution/run.test.ts'],
};

/** Some tests wait for seconds, in milliseconds. A mutant that never ends counts as found. */
const TIMEOUT = 60_000;

const mutate = async (file, tests) =>
	await new Stryker({
		mutate: [file],
		buildCommand: 'npm run build',
		testRunner: 'command',
		commandRunner: { command: `npx tsx test/twilio/run.ts jest --bail ${tests.join(' ')}` },
		concurrency: 1,
		timeoutMS: TIMEOUT,
		ignorePatterns: ['.n8n', 'coverage', 'dist', 'docs/images'],
		tempDirName: 'coverage/mutation',
		reporters: ['clear-text', 'progress-append-only'],
		// Of all test files it would list the command alone.
		clearTextReporter: { reportTests: false, allowEmojis: false },
	}).runMutationTest();

const endings = process.argv.slice(2);
const chosen = Object.entries(COVERED_BY).filter(
	([file]) => endings.length === 0 || endings.some((ending) => file.endsWith(ending)),
);
if (chosen.length === 0) throw new Error(`None of these: ${Object.keys(COVERED_BY).join(', ')}`);
for (const [file, tests] of chosen) {
	console.log(`\n${file}, by ${tests.join(', ')}`);
	await mutate(file, tests);
}
