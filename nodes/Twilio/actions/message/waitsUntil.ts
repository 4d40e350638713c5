import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import type { NodeOptions } from '../options';

const MILLISECONDS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** A reply is waited for in memory. */
const LONGEST_FOR_REPLY = MILLISECONDS.days;

/** When waiting ends, in milliseconds since the epoch. */
export function waitsUntil(isForReply: boolean, options: NodeOptions): number {
	const limit = limitOf(options);
	if (!isForReply) return limit ?? WAIT_INDEFINITELY.getTime();
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
