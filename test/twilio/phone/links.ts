import type { Account } from '../accounts';
import { sendOut } from './outbound';
import type { Opened } from './types';

/** User agents of preview bots: iMessage, WhatsApp, Slack, and a scanner that poses as a browser. */
const PREVIEW_AGENTS = [
	'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
	'WhatsApp/2.23.20.0',
	'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
];

const PHONE_AGENT =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

/** Returns the web addresses in a text, without trailing punctuation. */
export function linksIn(text: string): string[] {
	return (text.match(/https?:\/\/[^\s<>"]+/g) ?? [])
		.map((link) => link.replace(/[.,;:!?)\]'*]{1,10}$/, ''))
		.filter((link) => URL.canParse(link));
}

async function preview(account: Account, sid: string, url: string): Promise<void> {
	const [first, ...others] = PREVIEW_AGENTS.map((agent) => ({ 'User-Agent': agent }));
	const fetches = [
		{ method: 'HEAD' as const, headers: first! },
		...[first!, ...others].map((headers) => ({ method: 'GET' as const, headers })),
	];
	for (const { method, headers } of fetches) {
		// The outcome is in the ledger.
		await sendOut(account, { purpose: 'preview', sid, method, url, headers }).catch(() => {});
	}
}

/** Plays the bots that fetch the links of a message, if the account enables them. */
export function previewLinks(account: Account, sid: string, text: string): void {
	if (!account.settings.linkPreviews) return;
	for (const link of linksIn(text)) void preview(account, sid, link);
}

const MAX_REDIRECTS = 10;

/** Opens a link, or submits a form, as a phone's browser does. */
export async function open(account: Account, first: string, form?: Record<string, string>): Promise<Opened> {
	let url = first;
	let body = form;
	const origin = new URL(first).origin;
	for (let step = 0; step <= MAX_REDIRECTS; step++) {
		const response = await sendOut(account, {
			purpose: 'link',
			sid: null,
			method: body ? 'POST' : 'GET',
			url,
			form: body && Object.entries(body),
			headers: {
				'User-Agent': PHONE_AGENT,
				Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
				'Accept-Language': 'en-US,en;q=0.9',
				...(body ? { Origin: origin, Referer: url } : {}),
			},
		});
		const { status, headers } = response;
		if (status < 300 || status >= 400 || !headers.location) return { ...response, url };
		// As in browsers, 307 and 308 keep the method and form.
		if (status !== 307 && status !== 308) body = undefined;
		url = new URL(headers.location, url).href;
	}
	throw new Error(`${first} has too many redirects`);
}
