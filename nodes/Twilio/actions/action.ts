import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Shape } from '../output/convert';
import type { Account } from '../transport/hosts';
import type { Value, TwilioRequest } from '../transport/request';

/**
 * The checked values of one item: top-level fields, `filters` and `additionalFields` together, by the
 * names of the description. Numbers are numbers, dates are UTC in ISO 8601, JSON is text, what is
 * empty is missing. `returnAll`, `limit` and `options` are not among them: the node deals with those.
 */
export type Params = Readonly<Record<string, Value | undefined>>;

/** What one selection of resource and operation means: data and two pure functions. */
export interface Action {
	resource: string;
	operation: string;
	/** The operation in the dropdown: "Get Many". */
	name: string;
	/** The operation in the node panel and for AI agents: "Get many messages". */
	action: string;
	/** One sentence that says whether the operation reads, writes, deletes or costs money. */
	description: string;
	/** The fields under the two dropdowns, without the display rule for them. */
	fields: INodeProperties[];
	/** Entries of the collection `options` beside those that every action has. */
	options?: INodeProperties[];
	/** The envelope's fields beside `success` and `error`. */
	output: Shape;

	/**
	 * What Twilio is asked. Several requests give one envelope.
	 * @throws InvalidParameter for a value that cannot be sent
	 */
	request(params: Params): TwilioRequest | TwilioRequest[];

	/** For actions with an effect: what to do when it is not known whether it happened. */
	uncertainAdvice?: string;

	/** Whether to do it twice does no more than to do it once. */
	idempotent?: boolean;

	/** For actions whose outcome comes later, if the option Wait For Outcome is on. */
	finalStatus?: {
		/** The key of the array in Twilio's pages of such records. */
		listKey: string;
		/** Whether the record's status does not change any more. */
		isFinal: (record: IDataObject) => boolean;
		/** Why a final status is a failure, with Twilio's error code; nothing if it is none. */
		failureReason: (record: IDataObject) => { message: string; code: number | null } | undefined;
	};

	/** Whether the action waits for the recipient's reply. It becomes the second of what was found. */
	awaitsReply?: boolean;

	/** For actions that list: the key of the array in each of Twilio's pages. */
	list?: string;

	/** A list that lies at Twilio under each record and belongs into it, such as a transcript's sentences. */
	subresource?: {
		/** The key of the array in Twilio's pages, and of the field that it fills in the record. */
		list: string;
		/** Whether these parameters ask for it. */
		wanted(params: Params): boolean;
		request(record: IDataObject): TwilioRequest;
	};

	/** What the user should know after a success, such as what it costs. Shown once for all items. */
	hints?(params: Params, found: IDataObject): string[];

	/** For actions that can put files into binary data. `params` holds the action's own options as well. */
	files?(params: Params, found: IDataObject[]): TwilioFile[];

	/**
	 * The fields of `output`, filled from Twilio's words before conversion.
	 * @param found the body of each request, or the records of one page
	 */
	toOutput(found: IDataObject[], params: Params, account: Account): IDataObject;
}

/** A file at Twilio that goes into an item's binary data. */
export interface TwilioFile {
	request: TwilioRequest;
	fileName: string;
	mimeType: string;
}
