import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core creates its settings file there when it is loaded, and stores binary data there.
process.env.N8N_USER_FOLDER ??= temporaryFolder();
// The engine logs every error that it throws.
process.env.N8N_LOG_LEVEL ??= 'silent';

import { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { credentialsHelper } from './credentials';
import { triggers } from './triggers';

function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	// In jest, a test file does not see the end of its process.
	if ('afterAll' in globalThis) afterAll(remove);
	else process.once('exit', remove);
	return folder;
}

/** The built package, loaded as n8n loads it. */
export const loader = new PackageDirectoryLoader(join(__dirname, '../..'));
const loaded = loader.loadAll();

export const NODE_TYPE = 'n8n-nodes-twilio.twilio';

/** The node type that n8n derives from it for AI agents. */
export const TOOL_TYPE = `${NODE_TYPE}Tool`;

export const nodeTypes = (others: Record<string, INodeType> = {}): INodeTypes => ({
	getByName: (name) => typeOf(name, others),
	getByNameAndVersion: (name) => typeOf(name, others),
	getKnownTypes: () => ({}),
});

function typeOf(name: string, others: Record<string, INodeType>): INodeType {
	const isTwilio = name === NODE_TYPE || name === TOOL_TYPE;
	const type = isTwilio ? (loader.getNode('twilio').type as INodeType) : (others[name] ?? triggers[name]);
	if (!type) throw new Error(`The engine of the tests has no node type "${name}"`);
	return type;
}

/** A workflow as n8n's editor exports it. */
export interface ExportedWorkflow {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface Execution {
	credential?: ICredentialDataDecryptedObject;
	/** Called with a function that stops the execution, as the user's Stop button does. */
	onStart?: (stop: () => void) => void;
	/** Other node types, by their full names. */
	types?: Record<string, INodeType>;
	/** Must differ between executions that run at once. */
	executionId?: string;
}

/** Runs a workflow in n8n's engine, from its first node, as *Execute workflow* does. */
export async function runWorkflow(
	exported: ExportedWorkflow,
	{ credential, onStart, types = {}, executionId }: Execution = {},
): Promise<IRun> {
	await loaded;
	const { nodes, connections, settings, name = 'Test' } = exported;
	const workflow = new Workflow({
		id: 'test',
		name,
		nodes,
		connections,
		settings,
		active: false,
		nodeTypes: nodeTypes(types),
	});
	const start = nodes.find(
		(node) => workflow.getParentNodes(node.name).length === 0 && !node.type.endsWith('stickyNote'),
	)!;
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }] },
	});
	const execute = new WorkflowExecute(additionalData(credential, executionId), 'manual', data);
	const run = execute.processRunExecutionData(workflow);
	onStart?.(() => run.cancel());
	return await run;
}

/** Returns what n8n's server gives the engine besides the workflow. */
export function additionalData(
	credential?: ICredentialDataDecryptedObject,
	executionId = '1',
): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost:5678';
	const names = [
		'restApiUrl',
		'instanceBaseUrl',
		'formBaseUrl',
		'formWaitingBaseUrl',
		'formTestBaseUrl',
		'webhookBaseUrl',
		'webhookWaitingBaseUrl',
		'webhookTestBaseUrl',
		'mcpBaseUrl',
		'mcpTestBaseUrl',
	];
	return {
		...Object.fromEntries(names.map((name) => [name, url])),
		executionId,
		variables: {},
		currentNodeExecutionIndex: 0,
		credentialsHelper: credentialsHelper(loader, credential),
		hooks: new ExecutionLifecycleHooks('manual', executionId, { id: 'test', name: 'Test' } as never),
	} as unknown as IWorkflowExecuteAdditionalData;
}

export interface NodeRun extends Execution {
	parameters: INode['parameters'];
	/** Input items of the node; one empty item by default. */
	items?: INodeExecutionData[];
	/** The node's own settings, such as `onError` and `retryOnFail`. */
	node?: Partial<INode>;
	settings?: IWorkflowSettings;
}

export interface NodeResult {
	/** The items of each output: success, and error if the node has one. */
	outputs: INodeExecutionData[][];
	run: IRun;
}

/** Returns a workflow of a source of items, followed by the node with these parameters. */
export function nodeWorkflow({
	parameters,
	items = [{ json: {} }],
	node,
	settings,
	credential,
}: NodeRun): ExportedWorkflow {
	const source: INode = {
		id: '1',
		name: 'Items',
		type: 'test.items',
		typeVersion: 1,
		position: [0, 0],
		parameters: { items: items as never },
	};
	const twilio: INode = {
		id: '2',
		name: 'Twilio',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		...(credential && { credentials: { twilioAccountApi: { id: '1', name: 'Twilio' } } }),
		...node,
	};
	const connections = { Items: { main: [[{ node: 'Twilio', type: NodeConnectionTypes.Main, index: 0 }]] } };
	return { nodes: [source, twilio], connections, settings };
}

/**
 * Runs the node with these parameters in the engine.
 * @throws what the node throws
 */
export async function runNode(options: NodeRun): Promise<NodeResult> {
	const run = await runWorkflow(nodeWorkflow(options), options);
	const { error } = run.data.resultData;
	if (error) throw error;
	return { outputs: (run.data.resultData.runData.Twilio?.[0]?.data?.main ?? []).map((items) => items ?? []), run };
}

/** Runs the node and returns the `json` of the first output's items. */
export async function envelopes(options: NodeRun): Promise<INodeExecutionData['json'][]> {
	const { outputs } = await runNode(options);
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** Runs a task with the context that n8n gives the node when it runs. */
export async function inContext<T>(
	credential: ICredentialDataDecryptedObject,
	task: (context: IExecuteFunctions) => Promise<T>,
): Promise<T> {
	await loaded;
	let result: Promise<T> | undefined;
	const { description } = typeOf(NODE_TYPE, {});
	const type: INodeType = {
		description: { ...description, properties: [] },
		async execute() {
			result = task(this);
			await result.catch(() => undefined);
			return [[]];
		},
	};
	await runNode({ credential, parameters: {}, node: { type: 'test.context' }, types: { 'test.context': type } });
	return await result!;
}
