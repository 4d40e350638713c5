import type { INodeProperties } from 'n8n-workflow';
import { sidInWords, sidRegex } from '../input/sid';

/** What the values of a locator are: their pattern for the check, an example, and the list to pick from. */
interface LocatorKind {
	/** The method of `methods/listSearch.ts`. */
	search: string;
	placeholder: string;
	/** The prefix of the SID, for example `SM|MM`. Without it any text will do. */
	sid?: string;
	/** For senders: an example of what can be given instead of an ID. */
	number?: string;
	/** Whether Twilio's console has a page for one of them, so that its link can be given. */
	console?: boolean;
}

export const KIND = {
	/** A messaging service may be given, too: by its ID. */
	sender: {
		search: 'searchSenders',
		placeholder: 'e.g. MG0123456789abcdef0123456789abcdef',
		number: 'e.g. +14155550100',
	},
	caller: { search: 'searchCallers', placeholder: 'e.g. +14155550100', number: 'e.g. +14155550100' },
	message: {
		search: 'searchMessages',
		placeholder: 'e.g. SM0123456789abcdef0123456789abcdef',
		sid: 'SM|MM',
		console: true,
	},
	call: { search: 'searchCalls', placeholder: 'e.g. CA0123456789abcdef0123456789abcdef', sid: 'CA', console: true },
	recording: {
		search: 'searchRecordings',
		placeholder: 'e.g. RE0123456789abcdef0123456789abcdef',
		sid: 'RE',
		console: true,
	},
	application: {
		search: 'searchApplications',
		placeholder: 'e.g. AP0123456789abcdef0123456789abcdef',
		sid: 'AP',
		console: true,
	},
	verifyService: {
		search: 'searchVerifyServices',
		placeholder: 'e.g. VA0123456789abcdef0123456789abcdef',
		sid: 'VA',
		console: true,
	},
	messagingService: {
		search: 'searchMessagingServices',
		placeholder: 'e.g. MG0123456789abcdef0123456789abcdef',
		sid: 'MG',
		console: true,
	},
	content: {
		search: 'searchContent',
		placeholder: 'e.g. HX0123456789abcdef0123456789abcdef',
		sid: 'HX',
		console: true,
	},
	verifyTemplate: {
		search: 'searchVerifyTemplates',
		placeholder: 'e.g. HJ0123456789abcdef0123456789abcdef',
		sid: 'HJ',
	},
	byocTrunk: {
		search: 'searchByocTrunks',
		placeholder: 'e.g. BY0123456789abcdef0123456789abcdef',
		sid: 'BY',
		console: true,
	},
	intelligenceService: { search: 'searchIntelligenceServices', placeholder: 'e.g. GA0123456789abcdef0123456789abcdef' },
	/** Mostly a recording, but Twilio takes other sources too. */
	source: { search: 'searchRecordings', placeholder: 'e.g. RE0123456789abcdef0123456789abcdef' },
} satisfies Record<string, LocatorKind>;

type Described = Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>;

/** A field to pick from a searched list, or to fill by ID or by the link to Twilio's console. */
export function locator<const Field extends Described>(kind: LocatorKind, field: Field) {
	const { search, placeholder, number, sid, console } = kind;
	const validation = sid && [sidValidation(sid)];
	return {
		type: 'resourceLocator' as const,
		default: { mode: 'list', value: '' },
		...field,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list' as const,
				placeholder: 'Choose…',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			...(number ? [byNumber(number)] : []),
			{ displayName: 'By ID', name: 'id', type: 'string' as const, placeholder, ...(validation && { validation }) },
			...(console && sid ? [byConsoleLink(sid)] : []),
		],
	};
}

/** n8n's editor calls a mode `id` "By ID" whatever its label says, so that numbers have a mode of their own. */
const byNumber = (placeholder: string) => ({
	displayName: 'By Number or Sender',
	name: 'number',
	type: 'string' as const,
	placeholder,
});

function sidValidation(kinds: string) {
	const regex = `^${sidRegex(kinds)}$`;
	return { type: 'regex', properties: { regex, errorMessage: `Must be ${sidInWords(regex)}` } };
}

/** An address of the console with a SID in it, the last one if there are several. No blank, and no pattern that goes back. */
function byConsoleLink(kinds: string) {
	const regex = `^(?=\\S+$)https://(?:[a-z]+\\.)?twilio\\.com/\\S*(?<![0-9a-zA-Z])(${sidRegex(kinds)})(?![0-9a-zA-Z])`;
	return {
		displayName: 'By Link',
		name: 'url',
		type: 'string' as const,
		placeholder: 'e.g. https://console.twilio.com/us1/…',
		hint: "The address of its page in Twilio's console",
		extractValue: { type: 'regex' as const, regex },
		validation: [
			{ type: 'regex', properties: { regex, errorMessage: 'Must be a link to its page in the Twilio Console' } },
		],
	};
}

/** A field for a SID of which there is no list to pick from. */
export const sidField = <const Field extends Described>(sid: string, field: Field) => ({
	type: 'string' as const,
	default: '',
	placeholder: `e.g. ${sid}0123456789abcdef0123456789abcdef`,
	...field,
	extractValue: sidPattern(sid),
});

/** The check of a SID by this node alone, not by n8n's editor. */
export const sidPattern = (sid: string): INodeProperties['extractValue'] => ({
	type: 'regex',
	regex: `^(${sidRegex(sid)})$`,
});
