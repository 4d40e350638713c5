import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Codes from '../../../../nodes/Twilio/errors/errorCodes';
import type * as Errors from '../../../../nodes/Twilio/errors/twilioApiError';
import { built } from '../../../support/built';
import { runNode } from '../../../support/engine';
import { oneRequest, sendMessage } from '../../../support/requests';
import { newWorld } from '../../../support/world';

const { adviceFor, adviceForCode } = built<typeof Codes>('errors/errorCodes');
const { describe: inWords } = built<typeof Errors>('errors/twilioApiError');

const OPENAPI = join(__dirname, '../../../../node_modules/@twilio/cli-core/src/services/twilio-api');
const SDK = join(__dirname, '../../../../node_modules/twilio/lib/rest');

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.d.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** Error codes that Twilio's OpenAPI gives as a response's code, or that its SDK's documentation links. */
function namedCodes(): number[] {
	const products = ['api_v2010', 'lookups_v2', 'verify_v2', 'intelligence_v2'];
	const specs = products.map((name) => readFileSync(join(OPENAPI, `twilio_${name}.json`), 'utf8'));
	const inSpecs = specs.flatMap((spec) => [...spec.matchAll(/docs\/(?:api\/)?errors\/(\d{5,6})/g)]);
	const sdk = ['api/v2010', 'lookups/v2', 'verify/v2', 'intelligence/v2'].flatMap((name) =>
		filesBelow(join(SDK, name)),
	);
	const inSdk = sdk.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/docs\/(?:api\/)?errors\/(\d{5,6})/g)]);
	return [...new Set([...inSpecs, ...inSdk].map(([, code]) => Number(code)))];
}

/** Codes that Twilio's pages name for the requests of these actions: https://www.twilio.com/docs/api/errors */
const ON_PAGES = [
	10004, 21211, 21611, 21664, 21665, 21666, 21667, 21668, 21669, 30046, 60217, 60238, 63017, 63038, 572005,
];

/** They stand in examples of notifications about TwiML, which no request of this node gets. */
const OF_WEBHOOKS = [11200, 15003];

test('the codes that Twilio names for these requests have advice', () => {
	const codes = [...new Set([...namedCodes(), ...ON_PAGES])].filter((code) => !OF_WEBHOOKS.includes(code));
	const without = codes.filter((code) => adviceForCode(code, '') === undefined);
	console.log(`Advice for ${codes.length - without.length} of ${codes.length} codes; without: ${without.join(', ')}`);
	expect(codes.length).toBeGreaterThan(ON_PAGES.length);
	expect(without).toEqual([]);
});

test.each([
	[['Messages', 'SM1'], /Check the SID/],
	[['Services', 'VA1', 'VerificationCheck'], /verification has expired/],
	[['Services', 'VA1', 'Verifications'], /Verify Service.*locale/],
])('advice for 20404 fits the resource: %j', (path, words) => {
	expect(adviceFor(404, 20404, path)).toMatch(words);
	expect(adviceFor(404, null, path)).toMatch(words);
	if (path[0] === 'Messages') expect(adviceFor(404, 20404, path)).not.toMatch(/verif|locale/i);
});

test('dead codes have no advice', () => {
	for (const code of [30009, 30010]) expect(adviceForCode(code, 'Messages')).toBeUndefined();
});

test('an error is told in words, with its details', () => {
	expect(inWords(400, { code: 21211, message: "Invalid 'To'", details: { parameter: 'To' } }, ['Messages'])).toBe(
		"Twilio returned error 21211 (HTTP 400): Invalid 'To'. Details: parameter: To. Check To: it must be a valid phone number in international format, such as +14155550123. See https://www.twilio.com/docs/errors/21211",
	);
	const problem = { title: 'Invalid', detail: 'Bad To', errors: [{ detail: 'Not a number', pointer: '#/To' }] };
	expect(inWords(400, problem, ['Calls'])).toBe('Twilio returned HTTP 400: Bad To. Details: To: Not a number.');
	expect(inWords(407, undefined, [])).toBe("Twilio returned HTTP 407. n8n's proxy requires authentication.");
	expect(inWords(308, undefined, [])).toContain('Redirects are not followed');
});

test.each(['problem', 'details', 'params'] as const)(
	'the error output has what Twilio gives: %s',
	async (errorFormat) => {
		const world = await newWorld();
		await world.account.configure({ errorFormat });
		const { outputs } = await runNode({
			credential: world.credential,
			parameters: sendMessage({ to: 'unknown' }),
			node: { onError: 'continueErrorOutput' },
		});
		const { details, error } = outputs[1]![0]!.json as { details: object; error: string };
		expect(details).toMatchObject({ success: false, status: 400, code: expect.any(Number) });
		expect(details).toHaveProperty(errorFormat === 'problem' ? 'errors' : errorFormat);
		expect(error).toContain('Details: ');
	},
);

test('the error output has no details where Twilio gives none', async () => {
	const world = await newWorld();
	const parameters = { ...oneRequest('GET', world), messageSid: `SM${'0'.repeat(32)}` };
	const { outputs } = await runNode({
		credential: world.credential,
		parameters,
		node: { onError: 'continueErrorOutput' },
	});
	const { details } = outputs[1]![0]!.json;
	expect(Object.keys(details as object).sort()).toEqual(['code', 'message', 'moreInfo', 'status', 'success']);
});
