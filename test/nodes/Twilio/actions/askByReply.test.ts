import type * as Replies from '../../../../nodes/Twilio/actions/message/askByReply';
import { built } from '../../../support/built';

const { checkCanBeAnswered, checkReplyWords, isSenderName, readApproval } =
	built<typeof Replies>('actions/message/askByReply');

const YES_NO = { approveWord: 'YES', declineWord: 'NO' };

test.each([
	['YES', true],
	['no', false],
	[' Yes! ', true],
	['«No.»', false],
	['y e s', true],
	['Y\u00a0E\u2003S\r\n', true],
	['\u200f\u202bYES\u202c\u200e', true],
	['\u2066no\u2069', false],
	['\ufeffyes\u200b', true],
	['ＹＥＳ', true],
	['`yes`', true],
	[`${' '.repeat(2000)}no${' '.repeat(2000)}`, false],
	['YESNO', undefined],
	['yes please', undefined],
	['maybe', undefined],
	['yés', undefined],
	['', undefined],
	['?!', undefined],
	['\u200f', undefined],
	['\ud83d', undefined],
	['👍', undefined],
])('reads the reply %j as %s', (body, approved) => {
	expect(readApproval(body, YES_NO)).toBe(approved);
});

test.each([
	['Sí', 'SÍ', true],
	['si\u0301', 'SÍ', true],
	['ΝΑΊΣ', 'ναίς', true],
	['strasse', 'Straße', true],
	['نعم', 'نعم', true],
	['\u200fنعم؟\u200f', 'نعم', true],
	['好的。', '好的', true],
	['👍🏽', '👍', true],
	['👍\ufe0f', '👍', true],
	['1)', '1', true],
	['да', 'ДА', true],
	['iptal', 'İPTAL', true],
	['İptal', 'iptal', true],
	['ze', 'że', undefined],
	['1\ufe0f\u20e3', '1', true],
	['٢', '2', true],
	['۹', '9', true],
	['१', '1', true],
	['٢', '3', undefined],
])('reads %j for the word %s as %s', (body, approveWord, approved) => {
	expect(readApproval(body, { approveWord, declineWord: 'NO' })).toBe(approved);
});

test.each([
	['spaces around a word', `${' '.repeat(500_000)}no${' '.repeat(500_000)}`, undefined],
	['one letter', 'y'.repeat(1_000_000), undefined],
	['punctuation', '!?'.repeat(500_000), undefined],
	['marks that cannot be seen', '\u200f'.repeat(1_000_000), undefined],
	['the word again and again', 'YES '.repeat(250_000), undefined],
	['characters that become many', '\ufdfa'.repeat(1_000_000), undefined],
])('reads 1 MB of %s without holding up others', (_, body, approved) => {
	const started = performance.now();
	expect(readApproval(body, YES_NO)).toBe(approved);
	expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
	[{ approveWord: 'YES', declineWord: '?' }, 'must contain more than spaces and punctuation'],
	[{ approveWord: ' ', declineWord: 'NO' }, 'must contain more than spaces and punctuation'],
	[{ approveWord: 'OK', declineWord: 'o.k.' }, 'must be different'],
])('refuses the words %j', (words, reason) => {
	expect(() => checkReplyWords(words)).toThrow(reason);
});

test('takes words that differ', () => {
	expect(() => checkReplyWords(YES_NO)).not.toThrow();
	expect(() => checkReplyWords({ approveWord: '👍', declineWord: '👎' })).not.toThrow();
});

test.each([
	['ACME', true],
	['Acme & Co', true],
	['A1', true],
	['+15005550006', false],
	['12345', false],
	['whatsapp:+15005550006', false],
	['rcs:agent', false],
	['MG0123456789abcdef0123456789abcdef', false],
	[null, false],
	[undefined, false],
])('takes %s as a sender name: %s', (from, isName) => {
	expect(isSenderName(from)).toBe(isName);
});

test('refuses a message that can have no reply', () => {
	expect(() => checkCanBeAnswered({ From: 'ACME' })).toThrow('nobody can reply to a name');
	expect(() => checkCanBeAnswered({ MessagingServiceSid: 'MG', SendAt: '2027-01-01T00:00:00Z' })).toThrow('Send At');
	expect(() => checkCanBeAnswered({ From: '+15005550006' })).not.toThrow();
	expect(() => checkCanBeAnswered({ MessagingServiceSid: 'MG' })).not.toThrow();
});
