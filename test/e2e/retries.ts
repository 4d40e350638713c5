// A browser and a server on a busy machine now and then miss a moment that a person would not. What fails is told,
// and tried again.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
