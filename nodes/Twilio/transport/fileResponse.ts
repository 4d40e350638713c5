import type { IDataObject } from 'n8n-workflow';
import { shortened } from '../errors/shortened';
import { textOf } from '../records/read';

/** Returns the type and subtype of a `Content-Type`, in lower case: `text/x-vcard` for `text/x-vCard; charset=utf-8`. */
export const mimeTypeOf = (contentType: unknown): string | undefined =>
	/^[^;]*/.exec(textOf(contentType))?.[0].trim().toLowerCase() || undefined;

/** What error pages, sign-in pages of networks, and Twilio's own errors are written in. */
const PAGE = /^(?:text|application)\/(?:.{0,50}\+)?(?:html|json|xml)$/;

const SOUND_OR_PICTURE = /^(?:audio|image|video)\//;

/**
 * Returns why a 2xx does not contain the file, or `undefined` if it may. Compares no more than the kinds, because
 * Twilio's storage may have another name for the same type, such as `audio/x-wav` for `audio/wav`.
 * @param expected MIME type of the file, if known
 */
export function whyNotFile(status: number, headers: IDataObject, expected?: string): string | undefined {
	if (status === 204 || headers['content-length'] === '0') return 'it is empty';
	const type = mimeTypeOf(headers['content-type']);
	if (type === undefined || type === expected) return undefined;
	const isNotFile = PAGE.test(type) || (type.startsWith('text/') && SOUND_OR_PICTURE.test(expected ?? ''));
	return isNotFile ? `it is ${shortened(type, 50)} instead of ${expected ?? 'a file'}` : undefined;
}
