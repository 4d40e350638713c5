import type * as Pacing from '../../../../../nodes/Twilio/transport/limiter/pacer';
import { built } from '../../../../support/built';

const { Pacer } = built<typeof Pacing>('transport/limiter/pacer');

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** Returns when requests go out, in milliseconds, if each goes as soon as the pacer allows it. */
function timesOf(count: number, pacer: Pacing.Pacer, limit: number): number[] {
	const began = Date.now();
	return Array.from({ length: count }, () => {
		jest.advanceTimersByTime(pacer.wait);
		pacer.sent(limit);
		return Date.now() - began;
	});
}

test('nothing waits as long as no round trip is known', () => {
	expect(timesOf(100, new Pacer(), 5)).toEqual(Array.from({ length: 100 }, () => 0));
});

test('a whole limit takes a little less than a round trip', () => {
	const pacer = new Pacer();
	pacer.responded(110);
	const times = timesOf(41, pacer, 10);
	expect(times.at(-1)! - times.at(-11)!).toBe(100);
});

test('a round trip counts for an eighth of the average', () => {
	const pacer = new Pacer();
	pacer.responded(110);
	pacer.responded(198);
	const times = timesOf(41, pacer, 10);
	expect(times.at(-1)! - times.at(-11)!).toBe(110);
});

test('the first after a pause does not wait, and what a late timer cost is caught up with', () => {
	const pacer = new Pacer();
	pacer.responded(110);
	timesOf(20, pacer, 10);
	jest.advanceTimersByTime(60_000);
	// 20 ms are made up for: three requests at once.
	expect(timesOf(5, pacer, 10)).toEqual([0, 0, 0, 10, 20]);
});

test('one slow response slows down nothing for long', () => {
	const pacer = new Pacer();
	pacer.responded(100);
	pacer.responded(300_000);
	jest.advanceTimersByTime(60_000);
	expect(timesOf(4, pacer, 2)).toEqual([0, 50, 100, 150]);
	for (let response = 0; response < 60; response++) pacer.responded(100);
	jest.advanceTimersByTime(60_000);
	expect(timesOf(4, pacer, 10).at(-1)).toBeLessThan(20);
});

test('a clock that is set back holds up nothing', () => {
	const pacer = new Pacer();
	pacer.responded(110);
	timesOf(20, pacer, 10);
	jest.setSystemTime(Date.now() - 3_600_000);
	expect(timesOf(3, pacer, 10)).toEqual([50, 100, 110]);
	jest.advanceTimersByTime(1000);
	expect(timesOf(3, pacer, 10).at(-1)).toBeLessThan(20);
});
