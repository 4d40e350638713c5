import { ExecuteContext, LoadOptionsContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { additionalData, loader, NODE_TYPE, nodeTypes } from './engine';

const CREDENTIAL = 'twilioAccountApi';

function workflowOf(
	parameters: INodeParameters,
	credential: ICredentialDataDecryptedObject,
	{ type, timezone }: { type?: INodeType; timezone?: string } = {},
) {
	const node: INode = {
		id: '1',
		name: 'Twilio',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [CREDENTIAL]: { id: '1', name: 'Twilio' } },
	};
	const types = type ? { ...nodeTypes(), getByNameAndVersion: () => type } : nodeTypes();
	const settings = { timezone };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types, settings });
	return { node, workflow, additional: { ...additionalData(credential), currentNodeParameters: parameters } };
}

type Method = (this: LoadOptionsContext, filter?: string, token?: string) => Promise<unknown>;

/** Calls a method of the node as the editor does when the user opens a list or a mapper. */
async function call<T>(kind: 'listSearch' | 'loadOptions' | 'resourceMapping', name: string, ask: Ask): Promise<T> {
	await loader.loadAll();
	const { credential, parameters = {}, filter, token, timezone } = ask;
	const { node, workflow, additional } = workflowOf(parameters, credential, { timezone });
	const { methods } = loader.getNode('twilio').type as unknown as { methods: Record<string, Record<string, Method>> };
	return (await methods[kind]![name]!.call(new LoadOptionsContext(workflow, node, additional, ''), filter, token)) as T;
}

interface Ask {
	credential: ICredentialDataDecryptedObject;
	/** The parameters filled in so far. */
	parameters?: INodeParameters;
	/** What the user typed. */
	filter?: string;
	/** Token of the next page. */
	token?: string;
	/** n8n's own by default. */
	timezone?: string;
}

export const searchList = async (name: string, ask: Ask) => await call<INodeListSearchResult>('listSearch', name, ask);
export const loadOptions = async (name: string, ask: Ask) =>
	await call<INodePropertyOptions[]>('loadOptions', name, ask);
export const mapFields = async (name: string, ask: Ask) =>
	await call<ResourceMapperFields>('resourceMapping', name, ask);

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * Does what the *Test* button of a credential does: n8n builds a node from the request that the credential names,
 * runs it like any declarative node, and looks for a rule with the status of the response.
 */
export async function testCredential(credential: ICredentialDataDecryptedObject): Promise<CredentialTest> {
	await loader.loadAll();
	const { request, rules = [] } = loader.getCredential(CREDENTIAL).type.test as ICredentialTestRequest;
	const properties: INodeProperties[] = [
		{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
	];
	const { type } = loader.getNode('twilio') as unknown as { type: INodeType };
	const declarative = { description: { ...type.description, properties } } as INodeType;
	const { node, workflow, additional } = workflowOf({ temp: '' }, credential, { type: declarative });
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additional,
		'internal',
		createRunExecutionData(),
		0,
		input.main[0]!,
		input,
		{ node, data: {}, source: null },
		[],
	);
	try {
		await new RoutingNode(context, declarative, {
			id: '1',
			name: 'Twilio',
			type: CREDENTIAL,
			data: credential,
		}).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { cause, message } = error as {
			cause?: { response?: { status: number; statusText: string } };
			message: string;
		};
		const status = cause?.response?.status;
		const rule = rules.find(({ type: kind, properties: { value } }) => kind === 'responseCode' && value === status);
		return { status: 'Error', message: rule?.properties.message ?? cause?.response?.statusText ?? message };
	}
}
