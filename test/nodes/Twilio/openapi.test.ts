import type { INodeParameters } from 'n8n-workflow';
import { envelopes } from '../../support/engine';
import { everySelection, parametersOf } from '../../support/selections';
import { newWorld } from '../../support/world';
import { products, type Product } from '../../twilio/hosts';
import { findOperation, type Fields } from '../../twilio/openapi';
import { TABLE } from './parameters/table';

/** Reasons why the node does not send something in Twilio's OpenAPI, by parameter or group of parameters. */
const REASONS: Record<string, Record<string, string>> = {
	'message/send': {
		ForceDelivery: 'reserved: Twilio documents no meaning',
		MaxPrice: 'obsolete: without effect since 2024-06-03',
	},
	'message/sendAndWait': {
		ForceDelivery: 'reserved: Twilio documents no meaning',
		MaxPrice: 'obsolete: without effect since 2024-06-03',
		MediaUrl: 'a question is a text',
		SendAt: 'a scheduled message is sent after the wait for its reply',
		ScheduleType: 'goes with SendAt',
		DateSent: 'replies are looked for from the day of the question on',
		'DateSent<': 'replies are looked for from the day of the question on',
	},
	'message/cancel': { Body: 'changes the text: see message/redact' },
	'message/redact': { Status: 'cancels: see message/cancel' },
	'call/hangUp': Object.fromEntries(
		[
			...['Url', 'Method', 'Twiml', 'FallbackUrl', 'FallbackMethod'],
			...['StatusCallback', 'StatusCallbackMethod', 'TimeLimit'],
		].map((name) => [name, 'changes a call that goes on']),
	),
	'verification/send': { CustomMessage: 'deprecated: Twilio has templates instead' },
	'verificationService/create': {
		// Left out: the node sends and checks codes, and has no operation that uses such a factor. A device first
		// registers one through an app and other endpoints (Entities, Factors, Challenges), so these settings would have
		// no effect.
		// https://www.twilio.com/docs/verify/push, https://www.twilio.com/docs/verify/totp
		'Passkeys.': 'configures passkeys, a factor that an app registers',
		'Push.': 'configures push, a factor that an app registers',
		'Totp.': 'configures TOTP, a factor that an app registers',
	},
};

/** Parameters of every list. */
const PAGES: Record<string, string> = {
	Page: "Twilio's address of the next page has it",
	PageToken: "Twilio's address of the next page has it",
};

const reasonsOf = (name: string) => Object.keys({ ...PAGES, ...REASONS[name] });

const isMeant = (parameter: string, reason: string) =>
	reason.endsWith('.') ? parameter.startsWith(reason) : parameter === reason;

/** Parameters that make a selection send more than its first request. */
const MORE: Record<string, INodeParameters> = { 'transcript/getAll': { includeTranscriptText: true } };

const namesOf = (fields: Fields | undefined) => Object.keys(fields?.properties ?? {});

describe.each(everySelection)('%s', (name, selection) => {
	let documented: string[];
	let sent: Set<string>;

	beforeAll(async () => {
		const world = await newWorld();
		await selection.before?.(world);
		await world.account.reset();
		await envelopes({ parameters: parametersOf(selection, world, MORE[name]), credential: world.credential });
		const { requests } = await world.account.ledger();
		documented = requests.flatMap(({ host, method, path }) => {
			const product = (Object.keys(products) as Product[]).find((one) => host.startsWith(`${one}.`))!;
			const { operation } = findOperation(product, method, path)!;
			return [...namesOf(operation!.query), ...namesOf(operation!.form)];
		});
		sent = new Set(requests.flatMap(({ query, form }) => [...query, ...form].map(([field]) => field)));
		// The table's tests check that each row's field reaches Twilio.
		for (const { wire, implied, kind } of TABLE[name]!) {
			if (wire) sent.add(wire);
			if (implied) for (const [, value] of kind.sent) Object.keys(implied(value)).forEach((field) => sent.add(field));
		}
	});

	test("sends every parameter of Twilio's OpenAPI, or there is a reason", () => {
		const left = documented.filter((parameter) => !sent.has(parameter));
		const reasons = reasonsOf(name);
		expect(left.filter((parameter) => !reasons.some((reason) => isMeant(parameter, reason)))).toEqual([]);
	});

	test('has no reason for what is sent, or for what Twilio does not name', () => {
		const left = documented.filter((parameter) => !sent.has(parameter));
		const idle = Object.keys(REASONS[name] ?? {}).filter(
			(reason) => !left.some((parameter) => isMeant(parameter, reason)),
		);
		expect(idle).toEqual([]);
	});
});

test('every list of reasons is that of a selection', () => {
	const names = everySelection.map(([name]) => name);
	expect(Object.keys(REASONS).filter((name) => !names.includes(name))).toEqual([]);
});
