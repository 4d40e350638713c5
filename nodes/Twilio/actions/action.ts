import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Shape } from '../output/fields';
import type { Account } from '../transport/hosts';
import type { Requests, TwilioRequest } from '../transport/request';
import type { NodeOptions } from './options';
import type { Params, ParamsOf } from './params';

/** What an action knows about its run besides the item's parameters. */
export interface ActionContext {
	/** The node's options for this item. */
	readonly options: NodeOptions;
	readonly account: Account;
	/**
	 * Returns the signed address where the waiting execution receives its answer. The query is part of the signature.
	 * @throws InvalidParameterError in versions of n8n without such addresses
	 */
	resumeUrl(query?: Record<string, string>): string;
}

/** One selection of resource and operation, as data and pure functions. */
export interface Action<P = Params> {
	resource: string;
	operation: string;
	/** The operation in the dropdown: "Get Many". */
	name: string;
	/** The operation in the node panel and for AI agents: "Get many messages". */
	action: string;
	/** One sentence that says whether the operation is read-only, changes data, deletes, or is charged. */
	description: string;
	/** Hint against the mistakes that n8n's AI workflow builder makes with the operation. */
	builderHint?: string;
	/** The fields below the two dropdowns, without the display rule for the selection. */
	fields: INodeProperties[];
	/** The envelope's fields besides `success` and `error`. */
	output: Shape;

	/**
	 * Returns the request to Twilio. An array makes one envelope from several requests.
	 * @throws InvalidParameterError for a value that cannot be sent
	 */
	request(params: P, context: ActionContext): Requests;

	/** For actions with an effect: what to do if it is unknown whether it took place. */
	uncertainAdvice?: string;

	/**
	 * For actions that contact a person, whose address is `To` in the form: the form fields that this person sees or
	 * hears. Such actions can be limited to certain recipients, and an agent to a number of calls.
	 */
	content?: string[];

	/** Whether performing it twice has no further effect. */
	idempotent?: boolean;

	/** For actions whose final status comes later: how *Wait for Outcome* reads it. */
	finalStatus?: FinalStatus;

	/** For actions that ask a person and wait for an answer. */
	ask?: Ask<P>;

	/** For lists: key of the array in each of Twilio's pages. */
	list?: string;

	/** A list nested under each record that is merged into it, such as a transcript's sentences. */
	subresource?: Subresource;

	/** Returns what the user should know after a success, such as charges. Shown once for all items. */
	hints?(params: P, found: IDataObject): string[];

	/** For actions that can store files as binary data. */
	files?(params: P, found: IDataObject[], context: ActionContext): TwilioFile[];

	/**
	 * Returns the fields of `output` with Twilio's values, before conversion.
	 * @param found the body of each response, or the records of one page
	 */
	toOutput(found: IDataObject[], params: P, context: ActionContext): IDataObject;
}

/** How the final status of a message or call is read. */
export interface FinalStatus {
	/** Key of the array in Twilio's pages of such records. */
	listKey: string;
	/** Checks whether the record's status leaves nothing to wait for. */
	isFinal(record: IDataObject): boolean;
	/** Returns why a final status is a failure, with Twilio's error code; `undefined` if it is not a failure. */
	failureReason(record: IDataObject): { message: string; code: number | null } | undefined;
}

/** How an action gets a person's answer. */
export interface Ask<P> {
	/**
	 * Returns the way in which the answer arrives. For `reply`, the execution polls for a message; otherwise it waits
	 * in n8n's database for a request to its address.
	 */
	way(params: P): Question['way'];
	/**
	 * Returns when the wait ends, by its start, both in milliseconds since the epoch.
	 * @throws InvalidParameterError for a limit that cannot be kept
	 */
	waitsUntil(way: Question['way'], options: NodeOptions): (start: number) => number;
	/** Final status of the message that asks for the reply. An undelivered message gets no reply. */
	delivery: FinalStatus;
	/** Returns why nobody can reply to that message, from its record; `undefined` if somebody can. */
	noReplyReason(record: IDataObject): string | undefined;
	/** Returns the answer in a message from the recipient; `undefined` if it is not one, and the wait continues. */
	readReply(reply: IDataObject, params: P, options: NodeOptions): Answer | undefined;
	/** Returns what must be known when a request reaches the address. */
	question(params: P, context: ActionContext): Omit<Question, 'sid'>;
	/** Responds to such a request. The execution continues once there is an `outcome`. */
	respond(request: AnswerRequest, question: Question): AnswerResponse;
}

/** A question that waits for its answer. n8n stores it with the execution, as JSON. */
export interface Question {
	way: 'reply' | 'link' | 'call';
	/** SID of the message or call that asks it. */
	sid: string;
	message: string;
	isApproval: boolean;
	approveLabel: string;
	declineLabel: string;
	approveKey: string;
	declineKey: string;
	/** TwiML that asks the question in a call. */
	twiml?: string;
}

/** A person's answer. */
export interface Answer extends IDataObject {
	/** Null if no approval was requested, or nobody answered. */
	approved: boolean | null;
	/** Text that the person wrote, chose or pressed. */
	text: string | null;
	/** ISO 8601, UTC. */
	respondedAt: string | null;
}

/** A request to the address at which an execution waits. n8n has already checked the address's signature. */
export interface AnswerRequest {
	method: string;
	query: IDataObject;
	/** Fields of the form; `undefined` if the body is not a form. */
	form?: IDataObject;
	/** Whether Twilio's signature is missing or wrong. Always false with an API key, which cannot check it. */
	isForged: boolean;
}

/** The response to such a request. */
export interface AnswerResponse {
	status: number;
	contentType: 'text/html' | 'text/xml' | 'text/plain';
	body: string;
	/** Content of the page's only style element. */
	style?: string;
	/** What ends the wait: an answer, or why there will be none. */
	outcome?: { answer: Answer } | { failure: string };
}

/** A list nested under a record. */
export interface Subresource {
	/** Key of the array in Twilio's pages, and of the field that it fills in the record. */
	list: string;
	/** Checks whether the parameters request it. */
	wanted(params: Params): boolean;
	request(record: IDataObject, params: Params): TwilioRequest;
}

/** A file at Twilio to store in an item's binary data. */
export interface TwilioFile {
	request: TwilioRequest;
	/** Without an extension. */
	name: string;
	/** As Twilio's record states it; may be empty. */
	contentType: string;
}

/** Defines an action whose `params` have the types of its fields. A name that is not among them does not compile. */
export function defineAction<const Fields extends INodeProperties[]>(
	action: Action<ParamsOf<Fields>> & { fields: Fields },
): Action {
	// Each action only gets checked values of its own fields, so the list of actions can drop their types.
	const forgotten: Action<never> = action;
	return forgotten;
}
