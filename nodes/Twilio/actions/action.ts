import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Shape } from '../output/fields';
import type { Account } from '../transport/hosts';
import type { Requests, TwilioRequest } from '../transport/request';
import type { NodeOptions } from './options';
import type { Params, ParamsOf } from './params';

/** What an action knows of its run beside the item's parameters. */
export interface ActionContext {
	/** How the node behaves for this item. */
	readonly options: NodeOptions;
	readonly account: Account;
	/**
	 * The signed address at which the execution can be answered while it waits. The query is part of the signature.
	 * @throws InvalidParameterError in versions of n8n without such addresses
	 */
	resumeUrl(query?: Record<string, string>): string;
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
	/** Where n8n's AI workflow builder goes wrong when it picks or wires the operation. */
	builderHint?: string;
	/** The fields under the two dropdowns, without the display rule for them. */
	fields: INodeProperties[];
	/** The envelope's fields beside `success` and `error`. */
	output: Shape;

	/**
	 * What Twilio is asked. An array gives one envelope from several requests.
	 * @throws InvalidParameterError for a value that cannot be sent
	 */
	request(params: P, context: ActionContext): Requests;

	/** For actions with an effect: what to do when it is not known whether it happened. */
	uncertainAdvice?: string;

	/**
	 * For actions that contact a person, whose address is `To` of the form: the fields of the form that this person sees
	 * or hears. Such actions can be kept to certain recipients, and an agent to a number of calls.
	 */
	content?: string[];

	/** Whether to do it twice does no more than to do it once. */
	idempotent?: boolean;

	/** For actions whose final status comes later, if the option Wait for Outcome is on. */
	finalStatus?: FinalStatus;

	/** For actions that ask a person and wait for the answer. */
	ask?: Ask<P>;

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

/** How an action gets the answer of a person. */
export interface Ask<P> {
	/**
	 * By which way these parameters ask for it: with `reply` the execution polls for a message; otherwise it waits in
	 * n8n's database for a request to its address.
	 */
	way(params: P): Question['way'];
	/** When waiting ends, in milliseconds since the epoch. */
	waitsUntil(way: Question['way'], options: NodeOptions): number;
	/** How the message ends that asks for a reply: one that is not delivered gets none. */
	delivery: FinalStatus;
	/** Why nobody can reply to that message, by its record; nothing if somebody can. */
	noReplyReason(record: IDataObject): string | undefined;
	/** The answer in a message of the recipient; nothing if it is none, then waiting goes on. */
	readReply(reply: IDataObject, params: P, options: NodeOptions): Answer | undefined;
	/** What must be known when a request comes to the address. */
	question(params: P, context: ActionContext): Omit<Question, 'sid'>;
	/** Responds to such a request. The execution goes on once there is an `outcome`. */
	respond(request: AnswerRequest, question: Question): AnswerResponse;
}

/** A question that waits for its answer. n8n keeps it with the execution, as JSON. */
export interface Question {
	way: 'reply' | 'link' | 'call';
	/** Of the message or call that asks it. */
	sid: string;
	message: string;
	isApproval: boolean;
	approveLabel: string;
	declineLabel: string;
	approveKey: string;
	declineKey: string;
	/** For a call: asks the question. */
	twiml?: string;
}

/** What a person answered. */
export interface Answer extends IDataObject {
	/** Null where no approval was asked for, or none was given. */
	approved: boolean | null;
	/** What the person wrote, chose or pressed. */
	text: string | null;
	/** ISO 8601, UTC. */
	respondedAt: string | null;
}

/** A request to the address at which an execution waits. n8n has checked the address's signature. */
export interface AnswerRequest {
	method: string;
	query: IDataObject;
	/** The fields of a form; nothing if the body is no form. */
	form?: IDataObject;
	/** Whether it has no signature of Twilio, or a wrong one. An API key cannot check it. */
	isForged: boolean;
}

/** The response to it. */
export interface AnswerResponse {
	status: number;
	contentType: 'text/html' | 'text/xml' | 'text/plain';
	body: string;
	/** The content of a page's one style element. */
	style?: string;
	/** What ends the waiting: an answer, or why there will be none. */
	outcome?: { answer: Answer } | { failure: string };
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
	const forgotten: Action<never> = action;
	return forgotten;
}
