import { randomUUID } from 'node:crypto';

/** Returns a new SID: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
	return prefix + randomUUID().replaceAll('-', '');
}
