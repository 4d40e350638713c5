import { InvalidParameterError } from '../../errors/invalidParameterError';
import { textOf } from '../../records/read';
import type { AnswerRequest, AnswerResponse, Question } from '../action';
import { answerPage, MAX_ANSWER, STYLE, type PageContent } from './answerPage';

/** Twilio's limit for the text of a message: https://www.twilio.com/docs/messaging/api/message-resource */
const MAX_BODY = 1600;

/**
 * Returns the text of a question, followed by its link on a separate line.
 * @throws InvalidParameterError if it is longer than Twilio accepts
 */
export function withLink(message: string, address: string): string {
	const body = `${message}\n\nRespond here: ${address}`;
	if (body.length <= MAX_BODY) return body;
	throw new InvalidParameterError(
		`Message is too long by ${body.length - MAX_BODY} characters: with its link it can have ${MAX_BODY}`,
	);
}

/** Link previews, carriers and scanners open links, so GET shows the question and only the form's POST decides. */
export function respondToVisit({ method, form }: AnswerRequest, question: Question): AnswerResponse {
	if (method === 'GET') return page(200, question);
	if (form === undefined) return page(415, question, { problem: 'Use the form on this page to respond.' });
	return question.isApproval ? decide(form.approved, question) : takeText(form.text, question);
}

function decide(given: unknown, question: Question): AnswerResponse {
	if (given !== 'true' && given !== 'false') return page(400, question, { problem: 'Choose one of the two buttons.' });
	const approved = given === 'true';
	const chosen = approved ? question.approveLabel : question.declineLabel;
	const outcome = { answer: { approved, text: chosen, respondedAt: new Date().toISOString() } };
	return { ...page(200, question, { recorded: chosen }), outcome };
}

function takeText(given: unknown, question: Question): AnswerResponse {
	const written = textOf(given);
	// Browsers submit each line break as two characters. They are not looked for in a text that is too long anyway.
	const text = written.length > 2 * MAX_ANSWER ? written : written.replace(/\r\n/g, '\n').trim();
	if (text === '') return page(400, question, { problem: 'Write your response first.' });
	if (text.length > MAX_ANSWER) {
		return page(400, question, { problem: `Your response is too long: up to ${MAX_ANSWER} characters, please.` });
	}
	const outcome = { answer: { approved: null, text, respondedAt: new Date().toISOString() } };
	return { ...page(200, question, { recorded: text }), outcome };
}

const page = (status: number, question: Question, more: Partial<PageContent> = {}): AnswerResponse => ({
	status,
	contentType: 'text/html',
	body: answerPage({ ...question, ...more }),
	style: STYLE,
});
