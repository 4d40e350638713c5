import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import type * as MessageStatus from '../../../../nodes/Twilio/actions/message/finalStatus';
import type * as Codes from '../../../../nodes/Twilio/errors/errorCodes';
import type * as Errors from '../../../../nodes/Twilio/errors/twilioApiError';
import { built } from '../../../support/built';
import { loader, runNode } from '../../../support/engine';
import { oneRequest, sendMessage } from '../../../support/requests';
import { newWorld } from '../../../support/world';
import { DICTIONARY, REASONS } from './dictionary';

const { ADVICE, adviceFor, adviceForCode } = built<typeof Codes>('errors/errorCodes');
const { messageStatus } = built<typeof MessageStatus>('actions/message/finalStatus');
const { describe: inWords } = built<typeof Errors>('errors/twilioApiError');

const OPENAPI = join(__dirname, '../../../../node_modules/@twilio/cli-core/src/services/twilio-api');
const SDK = join(__dirname, '../../../../node_modules/twilio/lib/rest');

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.d.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** Returns the error codes that Twilio's OpenAPI lists for a response, or that its SDK's documentation links to. */
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

/** Returns the labels of fields at any depth. */
function labelsOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(labelsOf);
	if (typeof value !== 'object' || value === null) return [];
	const { displayName } = value as { displayName?: unknown };
	return [...(typeof displayName === 'string' ? [displayName] : []), ...Object.values(value).flatMap(labelsOf)];
}

const advised = Object.keys(ADVICE).map(Number);
const reasonOf = (code: number) => REASONS.find(([, codes]) => codes.includes(code))?.[0];

test("every code of Twilio's dictionary has advice, or a reason why it needs none", () => {
	const others = [...DICTIONARY].filter((code) => !(code in ADVICE));
	const count = (reason: string) => others.filter((code) => reasonOf(code) === reason).length;
	console.log(
		[
			`Twilio's dictionary: ${DICTIONARY.size} codes. With advice: ${DICTIONARY.size - others.length}. Without:`,
			...REASONS.map(([reason]) => `${String(count(reason)).padStart(5)}  ${reason}`),
		].join('\n'),
	);
	expect(others.filter((code) => reasonOf(code) === undefined)).toEqual([]);
	expect(REASONS.filter(([reason]) => count(reason) === 0)).toEqual([]);
	expect(advised.filter((code) => reasonOf(code) !== undefined)).toEqual([]);
});

test('only codes of the dictionary have advice, each in one table', () => {
	expect(advised.filter((code) => !DICTIONARY.has(code))).toEqual([]);
	const tables = ['account', 'calls', 'delivery', 'lookup', 'messages', 'verify'];
	const entries = tables.flatMap((name) =>
		Object.values(built<Record<string, object>>(`errors/advice/${name}`)).flatMap((table) => Object.keys(table)),
	);
	expect(entries.sort()).toEqual(advised.map(String).sort());
});

test("the dictionary has every code that Twilio's OpenAPI and its SDK name", () => {
	const codes = namedCodes();
	expect(codes.length).toBeGreaterThan(4);
	expect(codes.filter((code) => !DICTIONARY.has(code))).toEqual([]);
});

test('advice that begins with a field names one of the node', async () => {
	await loader.loadAll();
	const { description } = loader.getNode('twilio').type as INodeType;
	// Removes units, as in "Ring Timeout (Seconds)".
	const labels = new Set(labelsOf(description).map((label) => label.replace(/ \(.*\)$/, '')));
	const named = Object.values(ADVICE)
		.flatMap((advice) => (typeof advice === 'string' ? [advice] : Object.values(advice)))
		.flatMap((text) => /^(?:Check|Shorten|Lower) ((?:[A-Z]\w* ?(?:at |as )?)+)/.exec(text)?.[1]?.trim() ?? []);
	expect(named.length).toBeGreaterThan(20);
	expect(named.filter((name) => !labels.has(name))).toEqual([]);
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

test('a long message and long details are shortened', () => {
	const long = '🎉'.repeat(1000);
	const said = inWords(400, { code: 21211, message: `x${long}`, details: { parameter: long } }, ['Messages']);
	expect(said).toMatch(/ x🎉{249}… Details: parameter: 🎉+… Check To: .* See /u);
	expect(said.length).toBeLessThan(1300);
	const failed = { status: 'failed', error_message: 'y'.repeat(1000) };
	expect(messageStatus.failureReason(failed)!.message).toMatch(/ y{500}…$/);
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

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'an error with details too deep is told without them: %s',
	async (onError) => {
		const world = await newWorld();
		const details = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
		const body = `{"code":21211,"message":"Invalid To","details":${details}}`;
		await world.account.faults({ action: { kind: 'status', status: 400, body, contentType: 'application/json' } });
		const run = { credential: world.credential, parameters: sendMessage(), node: { onError } };
		const { outputs } = await runNode(run);
		const { error } = outputs.flat()[0]!.json;
		expect(error).toMatch(/^Twilio returned error 21211 \(HTTP 400\): Invalid To\. Check To/);
		expect(error).not.toContain('may have been');
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
