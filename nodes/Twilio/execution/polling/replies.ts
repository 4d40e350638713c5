import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { formsOf } from '../../input/address';
import { settleAll } from '../settleAll';
import type { Settings, TwilioClient } from '../../transport/client';
import { pages } from '../../transport/pagination';
import type { TwilioRequest } from '../../transport/request';
import { Poller } from './poller';

/** A message that waits for its reply. */
export interface Question {
	/** The message as Twilio gave it. A messaging service chooses the sender later: then `from` is null. */
	message: IDataObject;
	/** The addresses from which its reply may come. */
	writers: string[];
	/** The inbound messages that were there before it. */
	earlier: Set<unknown>;
	settings: Settings;
}

const MESSAGES: TwilioRequest = { product: 'api', method: 'GET', path: ['Messages'] };

/** So many of the newest messages are read to tell what was there before. */
const RECENT = 20;

/** So many inbound messages to one sender are looked through at most. */
const MOST = 2000;

/** The inbound messages from a recipient that are there before anything is sent, by their SIDs. */
export async function earlierMessages(
	client: TwilioClient,
	{ form }: TwilioRequest,
	settings: Settings,
): Promise<Set<unknown>> {
	const found = await settleAll(
		formsOf(String(form?.To)),
		async (From) => await client.send({ ...MESSAGES, query: { From, To: form?.From, PageSize: RECENT } }, settings),
	);
	return new Set(found.flatMap(({ messages = [] }) => messages as IDataObject[]).map(({ sid }) => sid));
}

/**
 * Finds replies: the first message from the recipient to the sender after the question. One request reads the
 * replies to all questions of one sender. A reply answers one question only, the oldest.
 */
export function replyPoller(client: TwilioClient): Poller<Question, IDataObject> {
	const taken = new Set<unknown>();

	return new Poller(async (waiting) => {
		const found = new Map<Question, IDataObject>();
		const lookFor = async (questions: Question[]) => {
			for (const reply of await inbound(client, questions)) {
				const question = questions.find((candidate) => !found.has(candidate) && isReply(reply, candidate));
				if (!question || taken.has(reply.sid)) continue;
				taken.add(reply.sid);
				found.set(question, reply);
			}
		};
		await Promise.all(
			waiting.filter(({ message }) => !message.from).map(async (question) => await learnSender(client, question)),
		);
		const bySender = new Map<unknown, Question[]>();
		for (const question of waiting) {
			const { from } = question.message;
			if (from) bySender.set(from, [...(bySender.get(from) ?? []), question]);
		}
		await Promise.allSettled([...bySender.values()].map(lookFor));
		return found;
	}, client.cancel);
}

async function learnSender(client: TwilioClient, question: Question): Promise<void> {
	question.message = await client.send(
		{ ...MESSAGES, path: ['Messages', question.message.sid as string] },
		question.settings,
	);
}

/** The messages to the questions' sender since the first of them, oldest first. */
async function inbound(client: TwilioClient, questions: Question[]): Promise<IDataObject[]> {
	const { message, settings } = questions[0]!;
	const writers = new Set(questions.flatMap((question) => question.writers));
	const since = Math.min(...questions.map((question) => timeOf(question.message)));
	const query = {
		To: message.from as string,
		From: writers.size === 1 ? [...writers][0] : undefined,
		'DateSent>': DateTime.fromMillis(since).toUTC().toISODate()!,
	};
	const records: IDataObject[] = [];
	for await (const page of pages(client, { ...MESSAGES, query }, 'messages', MOST, settings)) {
		records.push(...page);
		if (page.some((record) => timeOf(record) < since)) break;
	}
	return records.reverse();
}

function isReply(reply: IDataObject, { message, writers, earlier }: Question): boolean {
	const isInbound = typeof reply.direction === 'string' && reply.direction.startsWith('inbound');
	return (
		isInbound && writers.includes(reply.from as string) && !earlier.has(reply.sid) && timeOf(reply) >= timeOf(message)
	);
}

const timeOf = ({ date_created }: IDataObject) => DateTime.fromRFC2822(date_created as string).toMillis();
