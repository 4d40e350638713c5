import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { CHANNEL_PREFIX, formsOf } from '../../input/address';
import { objectsOf, textOf } from '../../records/read';
import { settleAll } from '../settleAll';
import { stretches } from '../stretches';
import type { Settings, TwilioClient } from '../../transport/client';
import { LARGEST_PAGE, pages } from '../../transport/pagination';
import type { TwilioRequest, Value } from '../../transport/request';
import { Poller, type Entry, type Read } from './poller';
import { MOST_PAGES } from './statusTracker';

/** Checks whether an inbound message from the recipient is an answer to the question. If not, the wait continues. */
export type IsAnswer = (reply: IDataObject) => boolean;

/** A message that waits for its reply. */
export interface Question extends Entry {
	/** The message as Twilio returned it, with its sender. */
	message: IDataObject;
	/** Addresses from which the recipient may write. */
	writers: string[];
	/** When Twilio created the message, in milliseconds since the epoch by Twilio's clock. */
	createdAt: number;
	/** SIDs of the inbound messages that existed before it. */
	earlier: ReadonlySet<unknown>;
	isAnswer: IsAnswer;
	/** Inbound messages from this time on are still unread, in milliseconds since the epoch by Twilio's clock. */
	unreadFrom: number;
	reply?: IDataObject;
}

export const MESSAGES: TwilioRequest = { product: 'api', method: 'GET', path: ['Messages'] };

/** Number of newest messages that are read to find those that already existed. */
const RECENT = 20;

/** Room on a page for messages from other people. */
const SPARE = 200;

/** Maximum delay between a message's date and its appearance in the list, in milliseconds. */
const LATE = 60_000;

/** Returns the SIDs of the inbound messages from a recipient that exist before anything is sent. */
export async function earlierMessages(
	client: TwilioClient,
	{ form }: TwilioRequest,
	settings: Settings,
): Promise<Set<unknown>> {
	const found = await settleAll(
		formsOf(String(form?.To)),
		async (From) => await client.send({ ...MESSAGES, query: { From, To: form?.From, PageSize: RECENT } }, settings),
	);
	return new Set(found.flatMap(({ messages }) => objectsOf(messages)).map(({ sid }) => sid));
}

type Given = Pick<Question, 'earlier' | 'isAnswer' | 'settings'>;

/** @param to the recipient as sent: Twilio's record may have it obfuscated, or in another form */
export function questionOf(message: IDataObject, { to, ...rest }: Given & { to: Value | undefined }): Question {
	const createdAt = timeOf(message) || Date.now();
	const writers = [to, message.to].flatMap((address) => addressesOf(address, message));
	return { ...rest, message, writers: [...new Set(writers)], createdAt, unreadFrom: createdAt };
}

/**
 * Finds replies: the first answer from the recipient to the sender after the question. One read covers all questions
 * of one sender. A reply answers only one question, the oldest.
 */
export function replyPoller(client: TwilioClient): Poller<Question> {
	const taken = new Set<unknown>();
	/** Senders whose messages are being read. A second read could assign a reply to a newer question. */
	const reading = new Set<string>();

	return new Poller((entries) => {
		const bySender = new Map<string, Question[]>();
		for (const question of entries) {
			const from = textOf(question.message.from);
			const others = bySender.get(from);
			if (others) others.push(question);
			else if (!reading.has(from)) bySender.set(from, [question]);
		}
		return [...bySender].map(([sender, questions]): Read<Question> => {
			reading.add(sender);
			const run = async (settings: Settings) =>
				await readReplies(client, sender, questions, taken, settings).finally(() => reading.delete(sender));
			return { entries: questions, run };
		});
	}, client.cancel);
}

async function readReplies(
	client: TwilioClient,
	sender: string,
	questions: Question[],
	taken: Set<unknown>,
	settings: Settings,
): Promise<Map<Question, Question>> {
	const { messages, isComplete, failure } = await inbound(client, sender, questions, settings);
	const replies = await match(questions, messages, taken);
	const newest = messages.at(-1);
	const unreadFrom = (isComplete && newest && timeOf(newest) - LATE) || 0;
	return new Map(
		questions.map((question) => {
			const now = { reply: replies.get(question), unreadFrom: Math.max(question.unreadFrom, unreadFrom), failure };
			return [question, { ...question, ...now }];
		}),
	);
}

/** Reads the unread messages to the questions' sender, oldest first, or as many as can be read. */
async function inbound(
	client: TwilioClient,
	sender: string,
	questions: Question[],
	settings: Settings,
): Promise<{ messages: IDataObject[]; isComplete: boolean; failure: unknown }> {
	const since = questions.reduce((earliest, { unreadFrom }) => Math.min(earliest, unreadFrom), Infinity);
	const query = {
		To: sender,
		From: onlyWriter(questions),
		'DateSent>': DateTime.fromMillis(since).toUTC().toISODate() ?? undefined,
	};
	const maxPageSize = Math.min(LARGEST_PAGE, questions.length + SPARE);
	const messages: IDataObject[] = [];
	let read = 0;
	let isComplete = true;
	let failure: unknown;
	try {
		for await (const page of pages(client, { ...MESSAGES, query, maxPageSize }, 'messages', Infinity, settings)) {
			messages.push(...page);
			if (page.some((record) => timeOf(record) < since)) break;
			isComplete = ++read < MOST_PAGES;
			if (!isComplete) break;
		}
	} catch (error) {
		isComplete = false;
		failure = error;
	}
	return { messages: messages.reverse(), isComplete, failure };
}

/** Returns the reply to each question that has one. */
async function match(
	questions: Question[],
	messages: IDataObject[],
	taken: Set<unknown>,
): Promise<Map<Question, IDataObject>> {
	const giveWay = stretches();
	const byWriter = new Map<string, Question[]>();
	for (const question of [...questions].sort((one, other) => one.createdAt - other.createdAt)) {
		for (const writer of question.writers) {
			const others = byWriter.get(writer);
			if (others) others.push(question);
			else byWriter.set(writer, [question]);
		}
		await giveWay();
	}
	const replies = new Map<Question, IDataObject>();
	for (const message of messages) {
		await giveWay();
		if (taken.has(message.sid) || !isInbound(message)) continue;
		const time = timeOf(message);
		const question = addressesOf(message.from, message)
			.flatMap((writer) => byWriter.get(writer) ?? [])
			.find((candidate) => time >= candidate.createdAt && !replies.has(candidate) && isReply(message, candidate));
		if (!question) continue;
		taken.add(message.sid);
		replies.set(question, message);
	}
	return replies;
}

const isInbound = ({ direction }: IDataObject) => typeof direction === 'string' && direction.startsWith('inbound');

const isReply = (reply: IDataObject, { earlier, isAnswer }: Question) => !earlier.has(reply.sid) && isAnswer(reply);

/**
 * Returns the addresses by which a person on WhatsApp is known: a number in its forms, and the user ID that replaces
 * a number that the person hides. Twilio gives the other of the two in `ExternalUserId`; whether its records have it
 * is not documented. https://github.com/dimagi/open-chat-studio/issues/3322
 */
function addressesOf(address: unknown, { external_user_id: other }: IDataObject): string[] {
	const own = formsOf(String(address));
	if (typeof other !== 'string' || other === '') return own;
	const { whatsapp } = CHANNEL_PREFIX;
	return [...own, ...formsOf(other.startsWith(whatsapp) ? other : whatsapp + other)];
}

/** Returns the only address that replies can come from, if any. On WhatsApp they may also come from a user ID. */
function onlyWriter(questions: Question[]): string | undefined {
	const [writer, ...others] = new Set(questions.flatMap(({ writers }) => writers));
	return others.length > 0 || writer?.startsWith(CHANNEL_PREFIX.whatsapp) ? undefined : writer;
}

/** Twilio's RFC 2822 dates have no fractions of a second. */
const timeOf = ({ date_created }: IDataObject) => Date.parse(textOf(date_created));
