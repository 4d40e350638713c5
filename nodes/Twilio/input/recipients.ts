import type { INodeProperties } from 'n8n-workflow';
import { normalizeAddress } from './address';
import { invalid } from './refusal';

/** Channels that reach phone numbers. An entry without their prefix applies to all of them. */
const NUMBER_CHANNEL = /^(?:whatsapp|rcs):/;

const CHANNEL = /^(?:whatsapp|rcs|messenger):/;

/**
 * Checks whether an address is allowed. An entry is a number or another address, as people write it, or a beginning
 * followed by `*`.
 * @param address the address as sent to Twilio
 * @throws InvalidParameterError for an entry that is neither, even after one that matches
 */
export function isAllowed(address: string, entries: readonly string[], field: INodeProperties): boolean {
	const forms = [address, address.replace(NUMBER_CHANNEL, '')];
	const rules = entries.map((entry) => ruleOf(entry, field));
	return rules.some((matches) => forms.some(matches));
}

function ruleOf(entry: string, field: INodeProperties): (address: string) => boolean {
	const isBeginning = entry.endsWith('*');
	const start = isBeginning ? beginningOf(entry.slice(0, -1)) : normalizeAddress(entry);
	// A beginning without a letter or a digit would allow anyone.
	if (/[\s,*]/.test(start) || !/[\p{L}\p{N}]/u.test(start.replace(CHANNEL, '')))
		throw invalid(field, 'must be numbers or other addresses, or a beginning followed by "*"', entry);
	if (!isBeginning) return (address) => address === start;
	// The beginning of a number only matches numbers.
	const isNumber = /^\+?\d+$/.test(start.replace(NUMBER_CHANNEL, ''));
	return (address) => address.startsWith(start) && (!isNumber || /^\d*$/.test(address.slice(start.length)));
}

/** Like `normalizeAddress`, but replaces `00` with a plus sign even if only the start of a number follows. */
const beginningOf = (text: string) => normalizeAddress(text).replace(/^((?:whatsapp|rcs):)?00/, '$1+');
