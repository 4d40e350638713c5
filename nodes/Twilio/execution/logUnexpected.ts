import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { InvalidParameterError } from '../errors/invalidParameterError';
import { TwilioApiError } from '../errors/twilioApiError';
import { describeCauses } from '../transport/causes';

type LogContext = Pick<IExecuteFunctions, 'logger' | 'getNode'>;

/** Errors that the output reports in full, or that were already logged where they occurred. */
const EXPECTED = [TwilioApiError, InvalidParameterError, NodeOperationError];

/**
 * Writes an error that the node did not foresee, such as a full disk, to n8n's log with names, codes and causes. The
 * output has only the message.
 */
export function logUnexpected(context: LogContext, error: Error, redact?: (text: string) => string): void {
	if (!EXPECTED.some((kind) => error instanceof kind)) logError(context, error, redact);
}

/** Writes any error to n8n's log. Never throws: a log that fails must not lose what happened. */
export function logError(context: LogContext, error: unknown, redact = (text: string) => text): void {
	try {
		context.logger.error(`${context.getNode().name}: ${redact(describeCauses(error))}`);
	} catch {
		// There is nowhere else to tell it.
	}
}
