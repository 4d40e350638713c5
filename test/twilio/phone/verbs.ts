import { CallError } from './errors';
import type { KeyQueue } from './keys';
import type { LiveCall } from './liveCall';
import { parseTwiml, spokenText, type Verb } from './twiml';
import type { Purpose } from './types';

/** Where a call finds out what to do next. */
export type Instructions =
	{ twiml: string } | { url: string; method: string; purpose: Purpose; fields?: Record<string, string> };

interface Stage {
	call: LiveCall;
	/** URL of the document, for relative URLs; `undefined` for `Twiml` in the request that created the call. */
	url: string | undefined;
	/** Stops the speech. */
	signal?: AbortSignal;
}

/** What to do after a verb; `undefined` to continue with the next verb. */
type Next = Instructions | 'hangup' | undefined;

/** Conversational English has about 150 words a minute. */
const MS_PER_WORD = 400;

/** https://www.twilio.com/docs/api/errors/12200 */
const invalid = (message: string) => new CallError(12200, `Schema validation: ${message}`);

function numberOf({ name, attributes }: Verb, attribute: string, least: number, usual: number): number {
	const text = attributes[attribute];
	if (text === undefined) return usual;
	if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
	throw invalid(`${attribute}="${text}" of <${name}> is not a whole number from ${least}`);
}

function addressIn({ url }: Stage, address: string): string {
	// Kept as written, since it is signed.
	if (URL.canParse(address)) return address;
	if (URL.canParse(address, url)) return new URL(address, url).href;
	throw new CallError(11100, `Invalid URL format: "${address}"`);
}

/** https://www.twilio.com/docs/voice/twiml/say */
async function say({ call, signal }: Stage, verb: Verb): Promise<undefined> {
	const text = spokenText(verb);
	const times = numberOf(verb, 'loop', 0, 1) || Infinity;
	for (let time = 0; time < times; time++) {
		signal?.throwIfAborted();
		call.say(text);
		await call.pause(text.split(' ').length * MS_PER_WORD, signal);
	}
}

/** https://www.twilio.com/docs/voice/twiml/pause */
async function pause({ call, signal }: Stage, verb: Verb): Promise<undefined> {
	await call.pause(numberOf(verb, 'length', 0, 1) * 1000, signal);
}

/** https://www.twilio.com/docs/voice/twiml/gather */
async function gather(stage: Stage, verb: Verb): Promise<Next> {
	const { action = '', method = 'POST', input = 'dtmf', actionOnEmptyResult } = verb.attributes;
	const { call } = stage;
	const strange = verb.children.find(({ name }) => name !== 'Say' && name !== 'Pause');
	if (strange) throw invalid(`<${strange.name}> in <Gather> is not played`);
	const digits = input.includes('dtmf')
		? await call.listen((keys) => collect(stage, verb, keys))
		: await spokenThenSilent(stage, verb).then(() => '');
	if (!digits && actionOnEmptyResult !== 'true') return undefined;
	return { url: addressIn(stage, action), method, purpose: 'action', fields: { Digits: digits } };
}

/** Speaks the content of a Gather, then waits as long as a key may be pressed. */
async function spokenThenSilent({ call, url }: Stage, verb: Verb, signal?: AbortSignal): Promise<void> {
	for (const inner of verb.children) await verbs[inner.name]!({ call, url, signal }, inner);
	await call.pause(timeoutOf(verb), signal);
}

const timeoutOf = (verb: Verb) => numberOf(verb, 'timeout', 0, 5) * 1000;

/** Returns the keys up to the finishing one, the wanted number or the timeout. The first key stops the speech. */
async function collect(stage: Stage, verb: Verb, keys: KeyQueue): Promise<string> {
	const most = numberOf(verb, 'numDigits', 1, Infinity);
	const { finishOnKey = '#' } = verb.attributes;
	const speech = new AbortController();
	let silence = spokenThenSilent(stage, verb, speech.signal);
	let digits = '';
	while (digits.length < most) {
		const key = await Promise.race([keys.next(), silence]);
		speech.abort();
		if (key === undefined || key === finishOnKey) break;
		digits += key;
		silence = stage.call.pause(timeoutOf(verb));
	}
	// The last pause is not awaited, and rejects when the call ends.
	silence.catch(() => {});
	return digits;
}

/** https://www.twilio.com/docs/voice/twiml/redirect */
function redirect(stage: Stage, verb: Verb): Promise<Next> {
	const { method = 'POST' } = verb.attributes;
	return Promise.resolve({ url: addressIn(stage, verb.text.trim()), method, purpose: 'redirect' });
}

const verbs: Record<string, (stage: Stage, verb: Verb) => Promise<Next>> = {
	Say: say,
	Pause: pause,
	Gather: gather,
	Redirect: redirect,
	Hangup: () => Promise.resolve('hangup'),
};

async function playVerbs(stage: Stage, document: Verb[]): Promise<Next> {
	for (const verb of document) {
		// The node does not need TwiML's other verbs.
		if (!Object.hasOwn(verbs, verb.name)) throw invalid(`<${verb.name}> is no verb that is played`);
		const next = await verbs[verb.name]!(stage, verb);
		if (next) return next;
	}
	return undefined;
}

/** Reads the verbs of a server's response. https://www.twilio.com/docs/voice/twiml#content-types */
function read(type: string, body: string): Verb[] {
	if (/^text\/plain\b/.test(type)) return [{ name: 'Say', attributes: {}, text: body, children: [] }];
	if (/^(text|application)\/xml\b|^text\/html\b/.test(type)) return parseTwiml(body);
	throw new CallError(12300, `Invalid Content-Type: "${type}" supplied`);
}

/** Follows instructions, and any that they lead to, until none are left. */
export async function play(call: LiveCall, first: Instructions): Promise<void> {
	let next: Next = first;
	while (next && next !== 'hangup') {
		if ('twiml' in next) {
			next = await playVerbs({ call, url: undefined }, parseTwiml(next.twiml));
		} else {
			const { url, headers, body } = await call.request(next.purpose, next.url, next.method, next.fields);
			if (!call.live) return;
			next = await playVerbs({ call, url }, read(headers['content-type'] ?? '', body));
		}
	}
}
