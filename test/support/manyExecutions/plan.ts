import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';

/** One execution of the node. */
export interface PlannedExecution {
	/** When it starts, in milliseconds after the start of its process's work. */
	at: number;
	parameters: INode['parameters'];
	items: IDataObject[];
}

/** What one process does. */
export interface Plan {
	credential: ICredentialDataDecryptedObject;
	/** Of another account, on which some executions run first, so that the code is compiled. */
	warmUp: ICredentialDataDecryptedObject;
	executions: PlannedExecution[];
}

export interface ExecutionResult {
	/** Milliseconds from its start to its end. */
	duration: number;
	/** The `error` of each failed item, or what the node threw. */
	errors: string[];
}

export interface ProcessResult {
	/** Milliseconds from the start of the first execution to the end of the last. */
	duration: number;
	executions: ExecutionResult[];
}
