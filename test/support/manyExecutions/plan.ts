import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';

/** One execution of the node. */
export interface PlannedExecution {
	/** Start time, in milliseconds after its process starts working. */
	at: number;
	parameters: INode['parameters'];
	items: IDataObject[];
}

/** What one process does. */
export interface Plan {
	credential: ICredentialDataDecryptedObject;
	/** Credential of another account, on which some executions run first so that the code is compiled. */
	warmUp: ICredentialDataDecryptedObject;
	executions: PlannedExecution[];
}

export interface ExecutionResult {
	/** Milliseconds from start to end. */
	duration: number;
	/** The `error` of each failed item, or what the node threw. */
	errors: string[];
}

export interface ProcessResult {
	/** Milliseconds from the start of the first execution to the end of the last. */
	duration: number;
	executions: ExecutionResult[];
}
