// On a busy machine, a browser or a server occasionally misses a moment that a person would not. Failures are logged
// and retried.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
