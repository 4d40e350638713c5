import type { ICredentialDataDecryptedObject, INode, INodeType } from 'n8n-workflow';
import { nodeWorkflow, runWorkflow } from '../../support/engine';
import { messages } from '../../support/sending';

interface Other {
	type: INodeType;
	parameters: INode['parameters'];
	credential: ICredentialDataDecryptedObject;
	count: number;
}

/** Runs a node other than this package's in the same workflow. Returns the `json` of its items. */
export async function runOther({ type, parameters, credential, count }: Other) {
	const name = `bench.${type.description.name}`;
	const credentials = { [type.description.credentials![0]!.name]: { id: '1', name: 'Twilio' } };
	const items = messages(count).map((json) => ({ json }));
	const workflow = nodeWorkflow({ parameters, items, node: { type: name, credentials } });
	const { data } = await runWorkflow(workflow, { credential, types: { [name]: type } });
	if (data.resultData.error) throw data.resultData.error;
	return (data.resultData.runData.Twilio?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
}
