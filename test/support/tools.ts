import { SupplyDataContext } from 'n8n-core/dist/execution-engine/node-execution-context/supply-data-context';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type EngineResponse,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeType,
	type IRunExecutionData,
} from 'n8n-workflow';
import { additionalData, loader, nodeTypes, nodeWorkflow, runWorkflow, TOOL_TYPE } from './engine';

interface Tool {
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	node?: Partial<INode>;
}

/** n8n's AI Agent without its model: has the engine run the tool, one turn after another. */
const agent = (turns: IDataObject[][]): INodeType => ({
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute(response?: EngineResponse) {
		const { turn = 0 } = (response?.metadata ?? {}) as { turn?: number };
		const calls = turns[turn];
		if (!calls) return Promise.resolve([this.getInputData()]);
		const actions = calls.map((input, index) => ({
			actionType: 'ExecutionNodeAction' as const,
			nodeName: 'Twilio',
			input,
			type: NodeConnectionTypes.AiTool,
			id: `${turn}/${index}`,
			metadata: {},
		}));
		return Promise.resolve({ actions, metadata: { turn: turn + 1 } });
	},
});

/**
 * Lets an agent use the node as its tool, in n8n's engine and in one execution.
 * @param turns the arguments of the calls of each turn
 * @returns the JSON of each call's items, which is what the model gets
 */
export async function useTool(
	{ parameters, credential, node }: Tool,
	...turns: IDataObject[][]
): Promise<IDataObject[][]> {
	const { nodes } = nodeWorkflow({ parameters, credential, node: { ...node, type: TOOL_TYPE } });
	const agentNode: INode = {
		id: '3',
		name: 'Agent',
		type: 'test.agent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const to = (type: 'main' | 'ai_tool') => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	const { data } = await runWorkflow(
		{
			nodes: [...nodes, agentNode],
			connections: { Items: to('main'), Twilio: to('ai_tool') },
			settings: { executionOrder: 'v1' },
		},
		{ credential, types: { 'test.agent': agent(turns) } },
	);
	if (data.resultData.error) throw data.resultData.error;
	const runs = data.resultData.runData.Twilio ?? [];
	return runs.map((run) => (run.data?.ai_tool?.[0] ?? []).map(({ json }) => json));
}

/** Calls a tool as n8n does without its engine: for an agent that is a tool, and behind the MCP Server Trigger. */
export async function directTool(
	{ parameters, credential, node }: Tool,
	execution: IRunExecutionData = createRunExecutionData({ executionData: {} }),
): Promise<(args: IDataObject) => Promise<IDataObject[]>> {
	await loader.loadAll();
	const { nodes, connections } = nodeWorkflow({ parameters, credential, node: { ...node, type: TOOL_TYPE } });
	const workflow = new Workflow({ id: 'test', nodes, connections, active: false, nodeTypes: nodeTypes() });
	const [parent, tool] = nodes as [INode, INode];
	const executeData = { node: parent, data: { main: [[{ json: {} }]] }, source: null };
	const context = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			tool,
			additionalData(credential),
			'manual',
			execution,
			runIndex,
			executeData.data.main[0]!,
			{},
			NodeConnectionTypes.AiTool,
			executeData,
			[],
			undefined,
			parent,
		);
	const invoke = makeHandleToolInvocation(context, tool, loader.getNode('twilio').type as INodeType, execution);
	return async (args) => JSON.parse(await invoke(args)) as IDataObject[];
}
