import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import type { Question } from '../action';
import type { NodeOptions } from '../options';

const MILLISECONDS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Limit for replies, because the wait is in memory. */
const LONGEST_FOR_REPLY = MILLISECONDS.days;

/**
 * Maximum length of a call, after which the report of its end must have been lost:
 * https://www.twilio.com/docs/voice/api/call-resource#timelimit
 */
const LONGEST_CALL = MILLISECONDS.days;

/** Returns when the wait ends, in milliseconds since the epoch. */
export function waitsUntil(way: Question['way'], options: NodeOptions): number {
	const limit = limitOf(options);
	// No date can be later than the year 275760.
	if (way === 'link') return Math.min(limit ?? Infinity, WAIT_INDEFINITELY.getTime());
	if (way === 'call') return Math.min(limit ?? Date.now() + LONGEST_CALL, WAIT_INDEFINITELY.getTime());
	return Math.min(limit ?? Date.now() + MILLISECONDS.hours, Date.now() + LONGEST_FOR_REPLY);
}

function limitOf({
	limitType,
	resumeAmount = 1,
	resumeUnit = 'hours',
	maxDateAndTime,
}: NodeOptions): number | undefined {
	if (limitType === undefined) return undefined;
	if (limitType === 'afterTimeInterval') return Date.now() + resumeAmount * MILLISECONDS[resumeUnit];
	if (maxDateAndTime === undefined) throw new InvalidParameterError('Max Date and Time is required');
	const limit = Date.parse(maxDateAndTime);
	if (limit <= Date.now()) throw new InvalidParameterError('Max Date and Time is in the past');
	return limit;
}
