import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import type { Question } from '../action';
import type { NodeOptions } from '../options';

const MILLISECONDS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** Limit for replies, because the wait is in memory. */
const LONGEST_FOR_REPLY = MILLISECONDS.days;

/**
 * Length of a wait without a limit. A call's is the maximum length of a call, after which the report of its end must
 * have been lost: https://www.twilio.com/docs/voice/api/call-resource#timelimit
 */
const WITHOUT_LIMIT = { link: Infinity, call: MILLISECONDS.days, reply: MILLISECONDS.hours };

/** Returns when a wait that starts at a given time ends, both in milliseconds since the epoch. */
type EndOf = (start: number) => number;

/**
 * Returns when the wait ends, by its start: that is after the question was sent, which may take minutes.
 * @throws InvalidParameterError for a date that is missing or in the past
 */
export function waitsUntil(way: Question['way'], options: NodeOptions): EndOf {
	const limit = limitOf(options) ?? ((start) => start + WITHOUT_LIMIT[way]);
	const longest = way === 'reply' ? LONGEST_FOR_REPLY : Infinity;
	// A date too far ahead is not valid.
	return (start) => Math.min(limit(start), start + longest, WAIT_INDEFINITELY.getTime());
}

function limitOf({
	limitType,
	resumeAmount = 1,
	resumeUnit = 'hours',
	maxDateAndTime,
}: NodeOptions): EndOf | undefined {
	if (limitType === undefined) return undefined;
	if (limitType === 'afterTimeInterval') return (start) => start + resumeAmount * MILLISECONDS[resumeUnit];
	if (maxDateAndTime === undefined) throw new InvalidParameterError('Max Date and Time is required');
	const limit = Date.parse(maxDateAndTime);
	if (limit <= Date.now()) throw new InvalidParameterError('Max Date and Time is in the past');
	return () => limit;
}
