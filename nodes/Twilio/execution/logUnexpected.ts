import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { describeCauses } from '../transport/causes';

/** Errors that the output reports in full, or that were already logged where they occurred. */
const EXPECTED = [TwilioApiError, InvalidParameterError, NodeOperationError];

/**
 * Writes an error that the node did not foresee, such as a full disk, to n8n's log with names, codes and causes. The
 * output has only the message.
 */
export function logUnexpected(
	context: Pick<IExecuteFunctions, 'logger' | 'getNode'>,
	error: Error,
	redact = (text: string) => text,
): void {
	if (EXPECTED.some((kind) => error instanceof kind)) return;
	context.logger.error(`${context.getNode().name}: ${redact(describeCauses(error))}`);
}
