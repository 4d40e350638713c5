import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';

export const OWNER = { email: 'owner@example.com', password: 'Twilio-demo-1' };

/** A workflow as n8n's editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface SavedWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export interface ExecutionSummary {
	id: string;
	status: string;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	stoppedAt?: string | null;
	data: IRunExecutionData;
}

/** How long an execution may take, in milliseconds. n8n checks once a minute which waiting executions to resume. */
const WAIT = 90_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Uses n8n's REST API as its editor does. Errors are thrown in n8n's own words. */
export class N8nClient {
	private constructor(
		private readonly http: AxiosInstance,
		/** Cookie of the session, for a browser. */
		readonly cookie: string,
	) {}

	/** Logs in the owner, who is created first if there is none. */
	static async login(url: string): Promise<N8nClient> {
		const http = axios.create({ baseURL: url, headers: { 'browser-id': 'tests' }, proxy: false, timeout: 60_000 });
		http.interceptors.response.use(
			undefined,
			(error: { response?: { status: number; data: unknown }; message: string; config?: { url?: string } }) => {
				throw new Error(
					`n8n: ${error.config?.url}: ${error.message} ${JSON.stringify(error.response?.data ?? '').slice(0, 500)}`,
				);
			},
		);
		const { data: settings } = await http.get<{ data: { userManagement: { showSetupOnFirstLoad: boolean } } }>(
			'/rest/settings',
		);
		const isNew = settings.data.userManagement.showSetupOnFirstLoad;
		const answer = isNew
			? await http.post('/rest/owner/setup', { ...OWNER, firstName: 'Demo', lastName: 'Owner' })
			: // Older versions expect `email`, newer ones `emailOrLdapLoginId`.
				await http.post('/rest/login', { ...OWNER, emailOrLdapLoginId: OWNER.email });
		const cookie = (answer.headers['set-cookie'] ?? []).map((entry) => entry.split(';')[0]).join('; ');
		http.defaults.headers.common.Cookie = cookie;
		return new N8nClient(http, cookie);
	}

	private async call<T>(method: string, path: string, data?: unknown): Promise<T> {
		return (await this.http.request<{ data: T }>({ method, url: `/rest${path}`, data })).data.data;
	}

	async credentials(): Promise<SavedCredential[]> {
		return await this.call('get', '/credentials');
	}

	async createCredential(name: string, type: string, data: ICredentialDataDecryptedObject): Promise<SavedCredential> {
		return await this.call('post', '/credentials', { name, type, data, nodesAccess: [] });
	}

	async deleteCredential({ id }: SavedCredential): Promise<void> {
		await this.call('delete', `/credentials/${id}`);
	}

	/** Returns what the credential's *Test* says. */
	async testCredential(
		{ id, name, type }: SavedCredential,
		data: ICredentialDataDecryptedObject,
	): Promise<{ status: string; message: string }> {
		return await this.call('post', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Returns the names of all node types that this n8n offers. */
	async nodeTypes(): Promise<string[]> {
		const { data } = await this.http.get<Array<{ name: string }>>('/types/nodes.json');
		return data.map(({ name }) => name);
	}

	async workflows(): Promise<SavedWorkflow[]> {
		return await this.call('get', '/workflows');
	}

	/** Returns a workflow with its nodes, which the list of all workflows leaves out. */
	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.call('get', `/workflows/${id}`);
	}

	async createWorkflow({ name, nodes, connections, settings = {} }: WorkflowFile): Promise<SavedWorkflow> {
		return await this.call('post', '/workflows', { name, nodes, connections, settings, active: false });
	}

	/**
	 * Runs a workflow from this trigger, as *Execute workflow* does, and waits for the end.
	 * @param given output of the trigger, for one that waits for something from outside
	 */
	async run(workflow: SavedWorkflow, trigger: string, given?: IDataObject): Promise<Execution> {
		return await this.finished(await this.start(workflow, trigger, given));
	}

	/** Like `run`, but returns the execution's ID at once. */
	async start(workflow: SavedWorkflow, trigger: string, given?: IDataObject): Promise<string> {
		const data = given && {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			source: [],
			data: { main: [[{ json: given }]] },
		};
		const body = { workflowData: workflow, startNodes: [], triggerToStartFrom: { name: trigger, data } };
		const { executionId } = await this.call<{ executionId: string }>('post', `/workflows/${workflow.id}/run`, body);
		return executionId;
	}

	/** Returns the workflow's executions, newest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = JSON.stringify({ workflowId });
		const all: ExecutionSummary[] = [];
		let cursor: string | undefined;
		do {
			const query = new URLSearchParams({ filter, limit: '100', ...(cursor && { cursor }) });
			const { results, nextCursor } = await this.call<{ results: ExecutionSummary[]; nextCursor?: string }>(
				'get',
				`/executions?${query.toString()}`,
			);
			all.push(...results);
			cursor = nextCursor;
		} while (cursor);
		return all;
	}

	/** Returns the workflow's executions as soon as there are at least `count`. */
	async untilExecuted(workflowId: string, count: number): Promise<ExecutionSummary[]> {
		for (const deadline = Date.now() + WAIT; Date.now() < deadline; await pause(200)) {
			const found = await this.executions(workflowId);
			if (found.length >= count) return found;
		}
		throw new Error(`Workflow ${workflowId} was not executed ${count} times within ${WAIT / 1000} s`);
	}

	/** Returns an execution as far as n8n has saved it. */
	async execution(id: string): Promise<Execution> {
		const found = await this.call<Omit<Execution, 'data'> & { data: string }>('get', `/executions/${id}`);
		return { ...found, data: parse(found.data) as IRunExecutionData };
	}

	/** Resolves once an execution waits in the database. n8n puts it there a moment after the node has run. */
	async untilWaiting(id: string): Promise<void> {
		const status = await this.settled(id);
		if (status !== 'waiting') throw new Error(`Execution ${id} does not wait: ${status}`);
	}

	/** Returns the status of an execution once it waits in the database or has ended. */
	async settled(id: string): Promise<string> {
		for (const deadline = Date.now() + WAIT; Date.now() < deadline; await pause(100)) {
			const { status } = await this.execution(id);
			if (status !== 'new' && status !== 'running') return status;
		}
		throw new Error(`Execution ${id} neither waits nor has ended after ${WAIT / 1000} s`);
	}

	/** Returns an execution once it has ended. */
	async finished(id: string): Promise<Execution> {
		for (const deadline = Date.now() + WAIT; Date.now() < deadline; await pause(200)) {
			const found = await this.execution(id);
			// Older versions write the data a moment after the end.
			// An execution that resumes after waiting keeps the time at which it stopped.
			const isInProgress = found.status === 'waiting' || found.status === 'running';
			if ((found.finished || found.stoppedAt) && !isInProgress && found.data) return found;
		}
		throw new Error(`Execution ${id} did not end within ${WAIT / 1000} s`);
	}

	/**
	 * Activates a workflow that starts with a webhook or is an MCP server, and waits until n8n has registered it, which
	 * happens later. Returns its address.
	 */
	async activate({ id, versionId, nodes }: SavedWorkflow): Promise<string> {
		await this.call('post', `/workflows/${id}/activate`, { versionId });
		const { type, parameters } = nodes.find((node) => /\.(webhook|mcpTrigger)$/.test(node.type))!;
		const isMcp = type.endsWith('.mcpTrigger');
		const url = `/${isMcp ? 'mcp' : 'webhook'}/${String(parameters.path)}`;
		// A browser's preflight for a request from another site: n8n responds with the registered methods.
		const preflight = {
			method: 'options',
			url,
			headers: { Origin: 'http://localhost' },
			validateStatus: () => true,
		};
		for (const deadline = Date.now() + WAIT; Date.now() < deadline; await pause(200)) {
			const { headers } = await this.http.request(preflight);
			const methods = String(headers['access-control-allow-methods'] ?? '').split(', ');
			if (methods.includes(isMcp ? 'POST' : String(parameters.httpMethod ?? 'GET'))) return this.http.getUri({ url });
		}
		throw new Error(`${url} of workflow ${id} was not registered within ${WAIT / 1000} s`);
	}

	/** Turns on the MCP server with which models build workflows, at `/mcp-server/http`, and returns its token. */
	async mcpToken(): Promise<string> {
		await this.call('patch', '/mcp/settings', { mcpAccessEnabled: true });
		return (await this.call<{ apiKey: string }>('post', '/mcp/api-key/rotate')).apiKey;
	}
}

/** Returns the items of each output of a node, for all its runs together. */
export function outputsOf({ data }: Execution, node: string): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [];
	for (const run of data.resultData?.runData?.[node] ?? []) {
		(run.data?.main ?? []).forEach((items, index) => (outputs[index] ??= []).push(...(items ?? [])));
	}
	return outputs;
}

/** Returns the `json` of the items of a node's first output. */
export const envelopesOf = (execution: Execution, node: string): IDataObject[] =>
	(outputsOf(execution, node)[0] ?? []).map(({ json }) => json);

/** Returns the workflow with its nodes' credentials replaced by those of this n8n, by type. */
export function withCredentials<T extends Pick<WorkflowFile, 'nodes'>>(workflow: T, saved: SavedCredential[]): T {
	const nodes = workflow.nodes.map((node) => {
		const used = saved.filter(({ type }) => node.credentials?.[type]);
		return {
			...node,
			credentials: {
				...node.credentials,
				...Object.fromEntries(used.map(({ type, id, name }) => [type, { id, name }])),
			},
		};
	});
	return { ...workflow, nodes };
}
