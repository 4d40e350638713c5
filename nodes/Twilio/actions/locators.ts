import type { INodeProperties } from 'n8n-workflow';
import { sidInWords, sidRegex } from '../records/sid';

/** The values of a locator: the pattern they are checked with, an example, and the list to pick from. */
interface LocatorKind {
	/** Name of the method in `methods/listSearch.ts`. */
	search: string;
	placeholder: string;
	/** Prefix of the SID, for example `SM|MM`. Without it, any text is accepted. */
	sid?: string;
	/** For senders: example of a value that is not an ID. */
	number?: string;
	/** Whether the Twilio Console has a page for each record, so that a link can be used. */
	console?: boolean;
}

export const KIND = {
	/** A messaging service is accepted too, by its ID. */
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
	/** Usually a recording, but Twilio accepts other sources too. */
	source: { search: 'searchRecordings', placeholder: 'e.g. RE0123456789abcdef0123456789abcdef' },
} satisfies Record<string, LocatorKind>;

type Described = Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>;

/** Returns a field with a searchable list, which also accepts an ID or a link to the Twilio Console. */
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

/** n8n's editor labels the mode `id` "By ID" whatever its display name, so numbers have a separate mode. */
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

/** Matches a console URL without spaces and captures its last SID. The pattern has no nested backtracking. */
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

/** Returns a field for a SID that has no list to pick from. */
export const sidField = <const Field extends Described>(sid: string, field: Field) => ({
	type: 'string' as const,
	default: '',
	placeholder: `e.g. ${sid}0123456789abcdef0123456789abcdef`,
	...field,
	extractValue: sidPattern(sid),
});

/** Makes the node, but not n8n's editor, check a SID. */
export const sidPattern = (sid: string): INodeProperties['extractValue'] => ({
	type: 'regex',
	regex: `^(${sidRegex(sid)})$`,
});
