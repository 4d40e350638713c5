import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Shape } from '../output/fields';
import type { Account } from '../transport/hosts';
import type { TwilioRequest } from '../transport/request';
import type { NodeOptions } from './options';
import type { Params, ParamsOf } from './params';

/** What an action knows of its run beside the item's parameters. */
export interface ActionContext {
	/** How the node behaves for this item. */
	readonly options: NodeOptions;
	readonly account: Account;
}

/** What one selection of resource and operation means: data and pure functions. */
export interface Action<P = Params> {
	resource: string;
	operation: string;
	/** The operation in the dropdown: "Get Many". */
	name: string;
	/** The operation in the node panel and for AI agents: "Get many messages". */
	action: string;
	/** One sentence that says whether the operation is read-only, changes data, deletes, or is charged. */
	description: string;
	/** The fields under the two dropdowns, without the display rule for them. */
	fields: INodeProperties[];
	/** The envelope's fields beside `success` and `error`. */
	output: Shape;

	/**
	 * What Twilio is asked. An array gives one envelope from several requests.
	 * @throws InvalidParameterError for a value that cannot be sent
	 */
	request(params: P, context: ActionContext): TwilioRequest | TwilioRequest[];

	/** For actions with an effect: what to do when it is not known whether it happened. */
	uncertainAdvice?: string;

	/** Whether to do it twice does no more than to do it once. */
	idempotent?: boolean;

	/** For actions whose final status comes later, if the option Wait for Outcome is on. */
	finalStatus?: FinalStatus;

	/** Whether the action waits for the recipient's reply. It becomes the second of what was found. */
	awaitsReply?: boolean;

	/** For actions that list: the key of the array in each of Twilio's pages. */
	list?: string;

	/** A list that lies at Twilio under each record and belongs into it, such as a transcript's sentences. */
	subresource?: Subresource;

	/** What the user should know after a success, such as what is charged. Shown once for all items. */
	hints?(params: P, found: IDataObject): string[];

	/** For actions that can put files into binary data. */
	files?(params: P, found: IDataObject[], context: ActionContext): TwilioFile[];

	/**
	 * The fields of `output`, filled from Twilio's words before conversion.
	 * @param found the body of each response, or the records of one page
	 */
	toOutput(found: IDataObject[], params: P, context: ActionContext): IDataObject;
}

/** How a message or call ends. */
export interface FinalStatus {
	/** The key of the array in Twilio's pages of such records. */
	listKey: string;
	/** Whether the record's status does not change any more. */
	isFinal(record: IDataObject): boolean;
	/** Why a final status is a failure, with Twilio's error code; nothing if it is none. */
	failureReason(record: IDataObject): { message: string; code: number | null } | undefined;
}

/** A list under a record. */
export interface Subresource {
	/** The key of the array in Twilio's pages, and of the field that it fills in the record. */
	list: string;
	/** Whether these parameters ask for it. */
	wanted(params: Params): boolean;
	request(record: IDataObject, params: Params): TwilioRequest;
}

/** A file at Twilio that goes into an item's binary data. */
export interface TwilioFile {
	request: TwilioRequest;
	fileName: string;
	/** Unknown where Twilio does not say it: n8n finds it out by the content. */
	mimeType?: string;
}

/** An action whose `params` have the types of its fields: a name that is not among them does not compile. */
export function defineAction<const Fields extends INodeProperties[]>(
	action: Action<ParamsOf<Fields>> & { fields: Fields },
): Action {
	// The check gives every action the values of its own fields, so the list of actions may forget their types.
	return action as Action<never>;
}
