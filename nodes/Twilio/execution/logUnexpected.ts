import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { describeCauses } from '../transport/causes';

/** Errors that the output tells in full, or that the log has already from where they came about. */
const EXPECTED = [TwilioApiError, InvalidParameterError, NodeOperationError];

/**
 * Tells n8n's log of an error that the node did not foresee, such as a full disk, with names, codes and causes: the
 * output has the message alone.
 */
export function logUnexpected(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	error: Error,
	redact = (text: string) => text,
): void {
	if (EXPECTED.some((kind) => error instanceof kind)) return;
	context.logger.error(`${context.getNode().name}: ${redact(describeCauses(error))}`);
}
