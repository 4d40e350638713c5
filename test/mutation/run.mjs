/*
 * npm run test:mutation                 mutates all files in the table below, one after the other
 * npm run test:mutation -- redact.js    only those whose path ends with this
 *
 * StrykerJS changes one thing at a time in the built package and runs the tests that reach it. Changes that no test
 * notices are printed as survived. All files take hours, so CI does not run it. The report of each file, with every
 * mutant in its place, is in coverage/mutation/. https://stryker-mutator.io/docs/stryker-js/configuration/
 */
import { basename } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** The files in which a mistake would cost the most, with the test files that cover them. */
const COVERED_BY = {
	'transport/retryPolicy.js': ['nodes/Twilio/transport/attempts'],
	'transport/sendOnce.js': ['nodes/Twilio/transport/{sendOnce,binaryStore,deadlines,ssrf}'],
	'transport/limiter/concurrencyLimit.js': ['nodes/Twilio/transport/limiter/*'],
	'transport/limiter/accountLimiter.js': ['nodes/Twilio/transport/limiter/*'],
	'transport/limiter/fairQueue.js': ['nodes/Twilio/transport/limiter/*'],
	'transport/limiter/pacer.js': ['nodes/Twilio/transport/limiter/*'],
	'transport/redact.js': ['properties/parts'],
	'execution/retryOnFail.js': ['nodes/Twilio/execution/retryOnFail'],
	'input/check.js': ['nodes/Twilio/input/check'],
	'input/address.js': ['properties/parts', 'nodes/Twilio/input/address'],
	'input/parameters.js': ['nodes/Twilio/input/parameters', 'nodes/Twilio/execution/mistakes'],
};

const mutate = async (file, tests) =>
	await new Stryker({
		// Without the lines that TypeScript puts at the top: "use strict" and the module marker.
		mutate: [`dist/nodes/Twilio/${file}:3-100000`],
		testRunner: 'jest',
		jest: {
			enableFindRelatedTests: false,
			config: { testMatch: tests.map((test) => `<rootDir>/test/${test}.test.ts`) },
		},
		coverageAnalysis: 'perTest',
		concurrency: 2,
		// Added to 1.5 times the duration of the tests. A mutant that never ends counts as detected.
		timeoutMS: 10_000,
		ignorePatterns: ['.n8n', '.rivals', 'coverage', 'docs/images'],
		tempDirName: 'coverage/mutation/sandbox',
		reporters: ['clear-text', 'progress-append-only', 'html'],
		htmlReporter: { fileName: `coverage/mutation/${basename(file, '.js')}.html` },
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
