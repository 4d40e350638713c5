import { createHash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { actionOf } from '../actions';
import type { Action, AnswerRequest, AnswerResponse } from '../actions/action';
import { TwilioApiError } from '../errors/twilioApiError';
import { objectOf, textOf, trimmedTextOf } from '../records/read';
import { TwilioClient } from '../transport/client';
import { accountOf, CREDENTIAL, type Account } from '../transport/hosts';
import { joinAccount } from '../transport/limiter/registry';
import { isSigned } from '../transport/twilioSignature';
import {
	envelopeOf,
	failure,
	hasErrorOutput,
	paired,
	success,
	type EnvelopeJob,
	type ItemResult,
	type Waiting,
} from './itemResult';
import { QUESTION_ID } from './jobs';
import { logError } from './logUnexpected';
import { waitingOf } from './waiting';

/**
 * Somebody may be waiting for the execution to continue, so an outdated record is better than a long wait. The timeout
 * covers the whole read, including its wait for other executions' requests.
 */
const READ = { timeout: 10, maxRetries: 1, retryWithin: 5000 };

/**
 * Responds to a request to the address at which an execution waits. If the request has no answer, the execution keeps
 * waiting. n8n has already checked the signature of the address. Never rejects: n8n would end the wait.
 */
export async function respond(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await takeAnswer(context);
	} catch (error) {
		logError(context, error);
		return context.getResponseObject().headersSent ? { noWebhookResponse: true } : sendResponse(context, UNAVAILABLE);
	}
}

async function takeAnswer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const selected = (name: string) => textOf(context.getNodeParameter(name));
	const action = actionOf(selected('resource'), selected('operation'));
	const waiting = waitingOf(context);
	if (!action?.ask || !waiting) return sendResponse(context, NOTHING_WAITS);
	if (objectOf(context.getQueryData())[QUESTION_ID] !== waiting.id) return sendResponse(context, NOT_OPEN);
	const credential = await readCredential(context);
	if (waiting.question.way === 'call' && lacksToken(credential)) return sendResponse(context, UNAVAILABLE);
	const response = action.ask.respond(requestOf(context, waiting, credential), waiting.question);
	if (!response.outcome) return sendResponse(context, response);
	// n8n resumes an execution only once, but a second press may arrive before n8n learns of the first.
	if (!takeTurn(waiting.question.sid)) return sendResponse(context, NOT_OPEN);
	sendResponse(context, response);
	const account = accountOf(credential);
	const record = await readRecord(context, waiting, credential, account);
	const result = resultOf(action, waiting, account, response.outcome, record, hasErrorOutput(context));
	return { noWebhookResponse: true, workflowData: [result.items.map((entry) => paired(entry, 0))] };
}

const NOTHING_WAITS: AnswerResponse = {
	status: 404,
	contentType: 'text/plain',
	body: 'Nothing waits for a response here.',
};

const NOT_OPEN: AnswerResponse = { status: 409, contentType: 'text/plain', body: 'This question is no longer open.' };

const UNAVAILABLE: AnswerResponse = {
	status: 503,
	contentType: 'text/plain',
	body: 'n8n cannot process this request right now. Try again later.',
};

/** Returns the credential, or an empty one if it was deleted, for example, or its store cannot be reached. */
async function readCredential(context: IWebhookFunctions): Promise<ICredentialDataDecryptedObject> {
	try {
		return await context.getCredentials(CREDENTIAL);
	} catch (error) {
		logError(context, error);
		return {};
	}
}

const tokenOf = ({ authToken }: ICredentialDataDecryptedObject) => trimmedTextOf(authToken);

/** Checks whether the token is missing that Twilio's signature is checked with. Twilio retries the request. */
const lacksToken = (credential: ICredentialDataDecryptedObject) =>
	credential.authType !== 'apiKey' && tokenOf(credential) === '';

/** The most recently answered questions, by the SIDs of their messages and calls. */
const answered = new Set<string>();

const MOST_ANSWERED = 1000;

/** Records an answer. Returns whether this n8n instance has seen no other one to the question. */
function takeTurn(sid: string): boolean {
	if (answered.has(sid)) return false;
	answered.add(sid);
	for (const oldest of answered) {
		if (answered.size <= MOST_ANSWERED) break;
		answered.delete(oldest);
	}
	return true;
}

function requestOf(
	context: IWebhookFunctions,
	{ address }: Waiting,
	credential: ICredentialDataDecryptedObject,
): AnswerRequest {
	const { method, originalUrl } = context.getRequestObject();
	const headers = context.getHeaderData();
	const isForm = /^application\/x-www-form-urlencoded\s{0,5}(?:;\s{0,5}charset=utf-8\s{0,5})?$/i.test(
		headers['content-type'] ?? '',
	);
	const form = isForm ? context.getBodyData() : undefined;
	const { search } = new URL(originalUrl, address);
	const isForged =
		credential.authType !== 'apiKey' &&
		!isSigned(headers['x-twilio-signature'], tokenOf(credential), address + search, form ?? {});
	return { method, query: objectOf(context.getQueryData()), form, isForged };
}

const HEADERS = {
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** Returns a policy that lets a page only display itself, with its own style, and submit its form. */
function contentSecurityPolicy(style = ''): string {
	const hash = createHash('sha256').update(style).digest('base64');
	const sources = ["default-src 'none'", `style-src 'sha256-${hash}'`];
	return [...sources, "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"].join('; ');
}

function sendResponse(context: IWebhookFunctions, answer: AnswerResponse): IWebhookResponseData {
	const { status, contentType, body, style } = answer;
	const response = context.getResponseObject();
	response.status(status).set({
		...HEADERS,
		'Content-Security-Policy': contentSecurityPolicy(style),
		'Content-Type': `${contentType}; charset=utf-8`,
	});
	response.end(body);
	return { noWebhookResponse: true };
}

/** Returns the result of a question, with its current record. */
function resultOf(
	action: Action,
	{ job, address }: Waiting,
	account: Account,
	outcome: NonNullable<AnswerResponse['outcome']>,
	record: IDataObject,
	forErrorOutput: boolean,
): ItemResult {
	const made: EnvelopeJob = { ...job, account, resumeUrl: () => address };
	if ('answer' in outcome) return success([{ json: envelopeOf(action, made, [record], outcome.answer) }]);
	return failure({ action, forErrorOutput }, new TwilioApiError(outcome.failure, { record }), made);
}

async function readRecord(
	context: IWebhookFunctions,
	{ path, record }: Waiting,
	credential: ICredentialDataDecryptedObject,
	account: Account,
): Promise<IDataObject> {
	const signal = AbortSignal.timeout(READ.timeout * 1000);
	const queue = joinAccount(account, { maxConcurrency: 1, signal });
	const client = new TwilioClient(context, account, credential, queue, signal);
	return await client
		.send({ product: 'api', method: 'GET', path }, READ)
		.catch(() => record)
		.finally(() => queue.leave());
}
