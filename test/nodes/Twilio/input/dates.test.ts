import { DateTime } from 'luxon';
import { requestsFor, TIMEZONE } from './requestsFor';

const list = async (filters: Record<string, string>) => (await requestsFor('message/getAll', { filters })).fields[0]!;

describe('"On this day"', () => {
	test.each([
		['{{ $today }}', () => DateTime.now().setZone(TIMEZONE).toISODate()],
		['{{ $now }}', () => DateTime.now().setZone(TIMEZONE).toISODate()],
		['{{ $now.setZone("Pacific/Kiritimati") }}', () => DateTime.now().setZone('Pacific/Kiritimati').toISODate()],
		['{{ $now.setZone("Pacific/Pago_Pago") }}', () => DateTime.now().setZone('Pacific/Pago_Pago').toISODate()],
		['{{ DateTime.fromISO("2027-01-31T00:30:00").toISO() }}', () => '2027-01-31'],
		['{{ new Date("2027-01-30T23:30:00Z") }}', () => '2027-01-31'],
		['{{ "2027-01-31T23:30:00-10:00" }}', () => '2027-01-31'],
		['{{ "2027-01-31T00:00:00" }}', () => '2027-01-31'],
	])('given %s is that day in its own time zone, or in that of the workflow', async (expression, day) => {
		const before = day();
		const { DateSent } = await list({ dateSent: `=${expression}` });
		// The day may change at midnight during the test.
		expect([before, day()]).toContain(DateSent);
	});
});

test.each([
	['2027-01-31', '2027-01-31'],
	['2027-01-31T00:00:00', '2027-01-30T23:00:00Z'],
	['={{ DateTime.fromISO("2027-01-31T00:00:00+14:00") }}', '2027-01-30T10:00:00Z'],
])('"before" and "after" given %s take a day as a day and a time as a time', async (given, expected) => {
	expect(await list({ dateSentBefore: given, dateSentAfter: given })).toMatchObject({
		'DateSent<': expected,
		'DateSent>': expected,
	});
});

test.each([
	['message/send', 'SendAt', (value: string) => ({ from: `MG${'0'.repeat(32)}`, additionalFields: { sendAt: value } })],
	['transcript/getAll', 'AfterStartTime', (value: string) => ({ filters: { afterStartTime: value } })],
])('%s: %s given a day is the start of that day, as a full time', async (name, field, parameters) => {
	for (const [given, expected] of [
		['2027-01-31', '2027-01-30T23:00:00Z'],
		['={{ "2027-07-31" }}', '2027-07-30T22:00:00Z'],
	] as const)
		expect((await requestsFor(name, parameters(given))).fields[0]![field]).toBe(expected);
});

test.each([1_801_398_600, 1_801_398_600_000, 1_801_398_600_123.4])(
	'%p is a number of seconds or milliseconds',
	async (given) => {
		expect(await list({ dateSentAfter: `={{ ${given} }}` })).toMatchObject({ 'DateSent>': '2027-01-31T12:30:00Z' });
	},
);

test.each(['10', '1230', '12:30', '2027-01', '--01-31', '9'.repeat(14)])('%s is no date', async (given) => {
	const { envelopes, fields } = await requestsFor('message/getAll', { filters: { dateSent: given } });
	expect(fields).toEqual([]);
	expect(envelopes[0]!.error).toBe(`Date Sent must be a date, such as 2027-01-31, got "${given}"`);
});

test.each(['20270131T123000Z', '2027-01-31 12:30:00 Z', 'Sun, 31 Jan 2027 12:30 GMT', '31 Jan 27 12:30 Z'])(
	'%s is a date and time',
	async (given) => {
		expect(await list({ dateSentAfter: given })).toMatchObject({ 'DateSent>': '2027-01-31T12:30:00Z' });
	},
);
