import type * as Limit from '../../../../../nodes/Twilio/transport/limiter/concurrencyLimit';
import { built } from '../../../../support/built';

const { ConcurrencyLimit } = built<typeof Limit>('transport/limiter/concurrencyLimit');

/** Lets Twilio accept everything for a number of round trips. Returns the limit after each. */
const after = (roundTrips: number, limit: Limit.ConcurrencyLimit): number[] =>
	Array.from({ length: roundTrips }, () => {
		for (let left = limit.value; left > 0; left--) limit.accepted(limit.value);
		return limit.value;
	});

function refusedAt(inFlight: number): Limit.ConcurrencyLimit {
	const limit = new ConcurrencyLimit();
	limit.refused(limit.generation, inFlight);
	return limit;
}

test('before the first refusal four responses add one', () => {
	const limit = new ConcurrencyLimit();
	expect(limit.value).toBe(22);
	for (let response = 0; response < 8; response++) limit.accepted(22);
	expect(limit).toMatchObject({ value: 24, wasExceeded: false });
});

test('responses to fewer than half of what may be in flight add nothing', () => {
	const limit = new ConcurrencyLimit();
	for (let response = 0; response < 40; response++) limit.accepted(10);
	expect(limit.value).toBe(22);
	for (let response = 0; response < 4; response++) limit.accepted(11);
	expect(limit.value).toBe(22);
	limit.accepted(12);
	limit.accepted(12);
	limit.accepted(12);
	expect(limit.value).toBe(23);
});

test('a refusal leaves four fifths of what Twilio accepted', () => {
	expect(refusedAt(20)).toMatchObject({ value: 16, wasExceeded: true });
	// The account cannot have allowed more than the limit.
	expect(refusedAt(100).value).toBe(18);
	expect(refusedAt(0).value).toBe(1);
});

test('of requests that went out together, the lowest number accepted counts', () => {
	const limit = refusedAt(20);
	limit.refused(0, 30);
	limit.refused(0, 20);
	expect(limit.value).toBe(16);
	limit.refused(0, 10);
	expect(limit).toMatchObject({ value: 8, generation: 1 });
	limit.refused(1, 7);
	expect(limit).toMatchObject({ value: 6, generation: 2 });
});

test('the limit levels off where the refusal was, and then rises faster and faster', () => {
	const values = after(10, refusedAt(20));
	expect(values.slice(1, 4)).toEqual([20, 20, 20]);
	const growth = values.slice(4).map((value, index) => value - values[index + 3]!);
	expect([...growth].sort((a, b) => a - b)).toEqual(growth);
	expect(values.at(-1)).toBeGreaterThan(50);
});

test('a ceiling that fell leaves room for others', () => {
	const limit = refusedAt(20);
	limit.refused(1, 10);
	expect(limit.value).toBe(8);
	expect(after(3, limit).slice(1)).toEqual([9, 9]);
});

test('a ceiling that rose is approached in full', () => {
	const limit = refusedAt(10);
	after(6, limit);
	limit.refused(1, 14);
	expect(limit.value).toBe(11);
	expect(after(3, limit).at(-1)).toBe(14);
});
