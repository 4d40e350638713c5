import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InvalidParameterError } from '../../errors/invalidParameterError';
import { textOf } from '../../records/read';
import type { Fields, Value } from '../../transport/request';
import type { Answer } from '../action';

/** The words that decide, as the user chose them, such as `YES` and `NO`. */
export interface ReplyWords {
	approveWord: string;
	declineWord: string;
}

/** Maximum length of an incoming message (WhatsApp), in characters. Anything longer is neither word. */
const LONGEST_REPLY = 4096;

/**
 * Returns which of the two words a reply is: true for yes, false for no, `undefined` for anything else. Case, spaces,
 * punctuation and invisible characters, such as text direction marks, are ignored.
 */
export function readApproval(body: string, { approveWord, declineWord }: ReplyWords): boolean | undefined {
	const reply = body.length > LONGEST_REPLY ? '' : bareReply(body);
	if (reply === '') return undefined;
	if (reply === bare(approveWord)) return true;
	return reply === bare(declineWord) ? false : undefined;
}

/** Returns the last line of a question, which says how to answer it. */
export const replyLine = ({ approveWord, declineWord }: ReplyWords): string =>
	`Reply ${approveWord} to approve or ${declineWord} to decline.`;

/** Reads the answer in a message from the recipient. If an approval is requested, only the two words are answers. */
export function readReply(
	{ body, date_sent, date_created }: IDataObject,
	isApproval: boolean,
	words: ReplyWords,
): Answer | undefined {
	const text = textOf(body);
	const approved = isApproval ? readApproval(text, words) : null;
	if (approved === undefined) return undefined;
	const date = DateTime.fromRFC2822(textOf(date_sent ?? date_created), { zone: 'utc' });
	return { approved, text, respondedAt: date.toISO() };
}

/** @throws InvalidParameterError for words that no reply can match, or that are the same */
export function checkReplyWords({ approveWord, declineWord }: ReplyWords): void {
	const [approve, decline] = [bare(approveWord), bare(declineWord)];
	if (approve === '' || decline === '')
		throw new InvalidParameterError('Approve Word and Decline Word must contain more than spaces and punctuation');
	if (approve === decline) throw new InvalidParameterError('Approve Word and Decline Word must be different');
}

/** Spaces, punctuation (including ASCII symbols), invisible characters, and variants of emoji, such as the key of 1️⃣. */
const INSIGNIFICANT = /[\p{White_Space}\p{P}\p{Cc}\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}\u20e3$+<=>^`|~]+/gu;

/** Decimal digits of other scripts. */
const OTHER_DIGIT = /[^\P{Nd}\d]/gu;

/** Normalized upper case makes variants equal: full width, ligatures, ß and SS, final sigma, i and İ, ٢ and 2. */
const bare = (text: string) => {
	const plain = text.replace(INSIGNIFICANT, '').normalize('NFKC').toUpperCase().normalize('NFKC');
	return plain.replaceAll('İ', 'I').replace(OTHER_DIGIT, asciiDigit);
};

/** Returns a decimal digit of any script as ASCII. Each script has its ten in a row, from zero on. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let zero = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return String((code - zero) % 10);
}

let last = { text: '', bare: '' };

/** Returns the bare form of a reply. The last one is kept, because it is compared with the words of many questions. */
function bareReply(text: string): string {
	if (text !== last.text) last = { text, bare: bare(text) };
	return last.bare;
}

/** Up to 11 letters, digits and some symbols: https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id */
const SENDER_NAME = /^(?=.*[a-z])[a-z\d +\-_&]{1,11}$/i;

/** Checks whether a sender is a name, which nobody can reply to. */
export const isSenderName = (from: unknown): from is string => typeof from === 'string' && SENDER_NAME.test(from);

/** Returns why nobody can reply to a sent message, if so: a messaging service may choose a sender name. */
export const noReplyReason = ({ from }: IDataObject): string | undefined =>
	isSenderName(from)
		? `The messaging service sent the message from "${from}", a sender name: nobody can reply to it.`
		: undefined;

/**
 * Checks that the recipient of a new message can reply while the node waits.
 * @param form the form of the message's request
 * @throws InvalidParameterError if no reply is possible
 */
export function checkCanBeAnswered({ From, SendAt }: Fields): void {
	if (SendAt !== undefined) {
		throw new InvalidParameterError(
			'Send At cannot be used here: a scheduled message is sent after the wait for its reply. Remove it, or use Message > Send',
		);
	}
	if (isSenderName(From satisfies Value | undefined)) {
		throw new InvalidParameterError(
			`From is the sender name "${String(From)}": nobody can reply to a name. Choose a phone number, a short code or a sender of the channel`,
		);
	}
}
